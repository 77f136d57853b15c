//! `generate`: writes the client from the spec.

use crate::report::Outcome;
use crate::spec;
use crate::tree::{self, CLIENT, Failure, SPEC, Tree};

/// Writes only when something changes, so that builds stay fresh and a read-only tree that is
/// up to date is no failure. A spec with findings leaves everything as it is.
pub(crate) fn run(tree: &Tree) -> Result<Outcome, Failure> {
    let generated = match spec::generate(tree)? {
        Ok(generated) => generated.client,
        Err(findings) => return Ok(Outcome::Findings(findings.into_iter().collect())),
    };
    let committed = tree.read_if_there(CLIENT)?;
    let fresh = committed.is_some_and(|bytes| tree::text(&bytes).is_ok_and(|text| text == generated));
    if fresh {
        return Ok(Outcome::Holds(format!("{CLIENT} is up to date")));
    }
    tree.write(CLIENT, &generated)?;
    Ok(Outcome::Holds(format!("wrote {CLIENT} from {SPEC}")))
}
