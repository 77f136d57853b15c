//! Every sample decodes into its type and encodes back to the same JSON.

use crate::types::finding::Finding;
use crate::types::same::first_loss;
use crate::types::samples::Sample;
use crate::types::sites::{self, Site};
use crate::types::spec::Spec;

pub(crate) fn judge(spec: &Spec, sample: &Sample) -> Vec<Finding> {
    let file = &sample.file;
    let (pointer, what) = match (sample.part.recode)(sample.value.to_string().as_bytes()) {
        Err(refused) => (refused.path.unwrap_or_default(), format!("the types refuse {file}: {}", refused.cause)),
        Ok(back) => match first_loss(&sample.value, &back) {
            None => return Vec::new(),
            Some(pointer) => {
                let what = format!("the types do not keep what stands in {file} at `{pointer}`");
                (pointer, what)
            }
        },
    };
    let sites = sites::find(spec, &sample.schema, &sample.value);
    let spot = nearest(&sites, &pointer).map_or(&sample.schema.spot, |site| &site.schema.spot);
    vec![Finding::new(spot, &what)]
}

/// The innermost place that holds a pointer's value. Where the pointer's own place was left out as one of too many
/// alike, one that is described by the same schema is as good.
fn nearest<'a, 'b>(sites: &'b [Site<'a>], pointer: &str) -> Option<&'b Site<'a>> {
    let wanted = steps(pointer);
    let holds = |site: &&Site| wanted.starts_with(&steps(&site.pointer));
    sites.iter().filter(holds).max_by_key(|site| site.pointer.len())
}

/// A pointer's steps, any index standing for all.
fn steps(pointer: &str) -> Vec<&str> {
    let index = |step: &str| step.bytes().all(|byte| byte.is_ascii_digit());
    pointer.split('/').skip(1).map(|step| if index(step) { "0" } else { step }).collect()
}
