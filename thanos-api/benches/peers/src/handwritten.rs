//! What one writes by hand with reqwest and serde, with as little as the API needs.

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Client, RequestBuilder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::measured::{Failure, Tally};

#[derive(Serialize)]
struct Credentials<'a> {
    username: &'a str,
    password: &'a str,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "a program keeps what the API sends, whether it reads it here or not")]
struct User {
    uuid: Uuid,
    person: Person,
    permission_assignments: PermissionAssignments,
    status: Status,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "as above")]
struct Person {
    uuid: Uuid,
    first_name: String,
    last_name: String,
    email: String,
    phone: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "as above")]
struct PermissionAssignments {
    permissions: Vec<PermissionAssignment>,
    org_user: OrgUser,
}

#[derive(Deserialize)]
struct PermissionAssignment {
    assigned: bool,
    permission: Permission,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "as above")]
struct Permission {
    uuid: Uuid,
    name: String,
    display_name: String,
    description: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "as above")]
struct OrgUser {
    uuid: Uuid,
}

#[derive(Deserialize)]
enum Status {
    #[serde(rename = "CONFIRMATION WAITING")]
    ConfirmationWaiting,
    #[serde(rename = "ACTIVE")]
    Active,
    #[serde(rename = "DEACTIVATED")]
    Deactivated,
}

/// A client that presents the token, as the other peers need it too.
pub(crate) fn client() -> Result<Client, Failure> {
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, HeaderValue::from_static("Token a0f17278bed479ee719ea890b8caf0329e1f3e5b"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    Ok(Client::builder().default_headers(headers).build()?)
}

pub(crate) fn request(client: &Client, url: &str) -> RequestBuilder {
    let credentials = Credentials { username: "jweir@projectthanos.com", password: "thanosrocks" };
    client.get(format!("{url}/api/organizations/users/all/")).json(&credentials)
}

pub(crate) async fn call(client: &Client, url: &str, tally: &mut Tally) -> Result<(), Failure> {
    let users: Vec<User> = request(client, url).send().await?.error_for_status()?.json().await?;
    for user in &users {
        tally.user(&user.person.email);
        let permissions = user.permission_assignments.permissions.iter();
        tally.permissions(permissions.map(|each| (each.assigned, each.permission.name.as_str())));
    }
    Ok(())
}
