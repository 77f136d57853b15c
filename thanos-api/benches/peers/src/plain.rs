//! What progenitor makes of the spec when nothing is done about it: its own macro with its default settings, in the
//! style of builders. The spec needs no change for it.

use generated::Client;

use crate::handwritten;
use crate::measured::{Failure, Tally};

#[allow(clippy::pedantic, reason = "generated")]
mod generated {
    progenitor::generate_api!(spec = "../../../openapi/thanos.yaml", interface = Builder);
}

/// On a client of ours: progenitor's own gives up after 15 seconds, and does not present the token.
pub(crate) fn client(url: &str) -> Result<Client, Failure> {
    Ok(Client::new_with_client(url, handwritten::client()?))
}

pub(crate) async fn call(client: &Client, tally: &mut Tally) -> Result<(), Failure> {
    let credentials =
        generated::types::Credentials::builder().username("jweir@projectthanos.com").password("thanosrocks");
    let users = client.get_all_users().body(credentials).send().await?.into_inner();
    for user in &users {
        tally.user(&user.person.email);
        let permissions = user.permission_assignments.permissions.iter();
        tally.permissions(permissions.map(|each| (each.assigned, each.permission.name.as_str())));
    }
    Ok(())
}
