//! The client under test, in its three ways to hand out users.

use serde::Deserialize;
use thanos_api::Client;
use thanos_api::types::User;

use crate::measured::{Failure, Tally};

pub(crate) fn client(url: &str) -> Result<Client, Failure> {
    let client = Client::builder()
        .base_url(url)
        .token("a0f17278bed479ee719ea890b8caf0329e1f3e5b")
        .credentials("jweir@projectthanos.com", "thanosrocks");
    Ok(client.build()?)
}

pub(crate) async fn send(client: &Client, tally: &mut Tally) -> Result<(), Failure> {
    let users = client.get_all_users().send().await?;
    users.iter().for_each(|user| see(user, tally));
    Ok(())
}

pub(crate) async fn stream(client: &Client, tally: &mut Tally) -> Result<(), Failure> {
    let mut users = client.get_all_users().stream().await?;
    while let Some(user) = users.next().await {
        see(&user?, tally);
    }
    tally.bytes(users.bytes_read());
    Ok(())
}

fn see(user: &User, tally: &mut Tally) {
    tally.user(&user.person.email);
    let permissions = user.permission_assignments.permissions.iter();
    tally.permissions(permissions.map(|each| (each.assigned, each.permission.name.as_str())));
}

/// What a program needs that only wants to write to everybody.
#[derive(Deserialize)]
struct Reachable {
    person: Contact,
}

#[derive(Deserialize)]
struct Contact {
    email: String,
}

pub(crate) async fn stream_as(client: &Client, tally: &mut Tally) -> Result<(), Failure> {
    let mut users = client.get_all_users().stream_as::<Reachable>().await?;
    while let Some(user) = users.next().await {
        tally.user(&user?.person.email);
    }
    tally.bytes(users.bytes_read());
    Ok(())
}
