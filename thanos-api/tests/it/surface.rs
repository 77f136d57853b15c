//! Every public item under its fixed name and type: what compiles here compiles for a program
//! outside.

use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;
use std::time::Duration;

use futures_util::stream::FusedStream;
use serde::Serialize;
use serde::de::DeserializeOwned;
use thanos_api::http::{HeaderMap, StatusCode};
#[cfg(feature = "mock")]
use thanos_api::mock;
use thanos_api::uuid::Uuid;
use thanos_api::{
    ArrayStream, Client, ClientBuilder, Error, ErrorKind, Password, Response, Retry, Shared, Unlisted, builder, types,
};

const fn sendable<T: Send + Sync + 'static>() {}
const fn movable<T: Send + Unpin + 'static>() {}

const fn value<T: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync + Unpin + 'static>() {}
const fn buildable<B: Clone + Default + Send + Sync + Unpin + 'static>() {}
const fn text<T: AsRef<str> + Display + FromStr + From<String> + Clone + Eq + Ord + Hash>() {}
const fn future<F: Future + Send>(_: fn(builder::GetAllUsers<'static>) -> F) {}
const fn stream<S: FusedStream>() {}
const fn error<E: std::error::Error>() {}

const _: () = {
    value::<types::Credentials>();
    value::<types::OrgUser>();
    value::<types::Permission>();
    value::<types::PermissionAssignment>();
    value::<types::PermissionAssignments>();
    value::<types::Person>();
    value::<types::User>();
    value::<types::UserStatus>();
    value::<Password>();
    value::<Shared<types::Permission>>();
    value::<Shared<[types::PermissionAssignment]>>();
    buildable::<types::builder::Credentials>();
    buildable::<types::builder::OrgUser>();
    buildable::<types::builder::Permission>();
    buildable::<types::builder::PermissionAssignment>();
    buildable::<types::builder::PermissionAssignments>();
    buildable::<types::builder::Person>();
    buildable::<types::builder::User>();
    text::<types::UserStatus>();
    future(builder::GetAllUsers::send);
    future(builder::GetAllUsers::stream);
    future(builder::GetAllUsers::stream_as::<u8>);
    stream::<ArrayStream<types::User>>();
    error::<Error>();
    error::<types::error::ConversionError>();
};

const _: () = {
    sendable::<Client>();
    sendable::<ClientBuilder>();
    sendable::<Error>();
    sendable::<ErrorKind>();
    sendable::<Password>();
    sendable::<Response<Vec<types::User>>>();
    sendable::<Retry>();
    sendable::<Shared<[types::PermissionAssignment]>>();
    sendable::<Unlisted<types::UserStatus>>();
    sendable::<types::error::ConversionError>();
    sendable::<builder::GetAllUsers<'static>>();
    movable::<ArrayStream<types::User>>();
    // A `Result` must not grow with its error.
    assert!(size_of::<Error>() == size_of::<usize>());
};

#[cfg(feature = "mock")]
const _: () = {
    sendable::<mock::Server>();
    sendable::<mock::Mock<'static, [types::User]>>();
    sendable::<mock::Mock<'static, mock::Nothing>>();
    sendable::<mock::Answer<'static>>();
};

/// Never called: that it compiles is the proof.
#[allow(dead_code, reason = "compiled, not run")]
async fn every_item() -> Result<(), Error> {
    let _: Result<Client, Error> = Client::from_env();
    let _: ClientBuilder = ClientBuilder::from_env();
    let retry: Retry = Retry::default().attempts(1).max_delay(Duration::ZERO);
    let second = Duration::from_secs(1);
    let client: Client = Client::builder()
        .base_url("")
        .token("")
        .credentials("", "")
        .user_agent("")
        .connect_timeout(second)
        .response_timeout(second)
        .read_timeout(second)
        .timeout(second)
        .retry(retry)
        .max_body_bytes(1)
        .root_certificate_pem(b"")
        .identity_pem(b"")
        .proxy("")
        .no_proxy()
        .danger_allow_http()
        .build()?;
    let client: Client = client.with_timeout(second).with_retry(Retry::never());
    let client: Client = client.with_credentials("", "").with_token("")?.with_header("", "")?;
    let _: (&str, Client) = (client.base_url(), client.clone());

    let call: builder::GetAllUsers<'_> = client.get_all_users().body(types::Credentials::builder());
    let call: builder::GetAllUsers<'_> = call.body_map(|body: types::builder::Credentials| body.username(""));
    let answer: Response<Vec<types::User>> = call.send().await?;
    let _: (StatusCode, &HeaderMap) = (answer.status(), answer.headers());
    let _: (Option<&str>, u32, &Vec<types::User>) = (answer.request_id(), answer.attempts(), &answer);
    let _: Vec<types::User> = answer.into_inner();

    let mut stream: ArrayStream<types::User> = client.get_all_users().stream().await?;
    let _: Option<Result<types::User, Error>> = stream.next().await;
    let _: (StatusCode, &HeaderMap, u64) = (stream.status(), stream.headers(), stream.bytes_read());
    let _: (Option<&str>, u32) = (stream.request_id(), stream.attempts());
    let _: ArrayStream<Option<u8>> = client.get_all_users().stream_as().await?;
    Ok(())
}

/// Received types are taken apart with `..`, since they grow; what is sent is built whole.
#[allow(dead_code, reason = "compiled, not run")]
fn every_type(user: types::User) -> types::Credentials {
    let types::User { uuid, person, permission_assignments, status, .. } = user;
    let _: Uuid = uuid;
    let types::Person { uuid: Uuid { .. }, first_name, last_name, email, phone, .. } = person;
    let _: [String; 4] = [first_name, last_name, email, phone];
    let types::PermissionAssignments { org_user, permissions, .. } = permission_assignments;
    let types::OrgUser { uuid: Uuid { .. }, .. } = org_user;
    let permissions: Shared<[types::PermissionAssignment]> = permissions;
    for types::PermissionAssignment { assigned, permission, .. } in &permissions {
        let (_, permission): (&bool, &Shared<types::Permission>) = (assigned, permission);
        let types::Permission { uuid: _, name, display_name, description, .. } = &**permission;
        let _: [&String; 3] = [name, display_name, description];
    }
    let password: Password = Password::new("");
    let (_, _): (&str, Password) = (password.expose(), String::new().into());
    let _: &str = match &status {
        types::UserStatus::ConfirmationWaiting | types::UserStatus::Active | types::UserStatus::Deactivated => "",
        types::UserStatus::Unknown(value) => Unlisted::as_str(value),
        other => other.as_str(),
    };
    types::Credentials { username: String::new(), password: "".into() }
}

#[allow(dead_code, reason = "compiled, not run")]
fn every_builder() -> Result<types::User, types::error::ConversionError> {
    let id = Uuid::nil();
    let _: types::Credentials = types::Credentials::builder().username("").password("").try_into()?;
    let person = types::Person::builder().uuid(id).first_name("").last_name("").email("").phone("");
    let permission = types::Permission::builder().uuid(id).name("").display_name("").description("");
    let permission = types::Permission::try_from(permission)?;
    let assignment = types::PermissionAssignment::builder().assigned(true).permission(permission).try_into()?;
    let org_user = types::OrgUser::builder().uuid(id);
    let assignments = types::PermissionAssignments::builder().org_user(org_user).permissions(vec![assignment]);
    let user = types::User::builder().uuid(id).person(person).permission_assignments(assignments);
    user.status(types::UserStatus::from("")).try_into()
}

#[cfg(feature = "mock")]
#[allow(dead_code, reason = "compiled, not run")]
async fn every_item_of_the_mock(user: types::User) {
    let server: mock::Server = mock::Server::start().await;
    let _: (String, ClientBuilder) = (server.url(), server.client_builder());
    let users: mock::Mock<'_, [types::User]> = server.get_all_users();
    let answer: mock::Answer<'_> = users.value(&[user]);
    answer.header("", "").body(Vec::new()).body("").delay(Duration::ZERO).mount();
    let _: [mock::Answer<'_>; 3] = [users.sample(), users.status(200), users.broken()];
    let _: Vec<thanos_api::http::Request<Vec<u8>>> = users.requests().await;
}

#[allow(dead_code, reason = "compiled, not run")]
fn every_question(error: &Error) -> &'static str {
    let _: (Option<StatusCode>, Option<&'static str>) = (error.status(), error.meaning());
    let _: (&[u8], Option<&HeaderMap>, Option<&str>) = (error.body(), error.headers(), error.request_id());
    let _: (Option<Duration>, u32) = (error.retry_after(), error.attempts());
    let _: (Option<u64>, Option<&str>) = (error.index(), error.path());
    let _: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(error);
    match error.kind() {
        ErrorKind::InvalidConfig => "InvalidConfig",
        ErrorKind::InvalidRequest => "InvalidRequest",
        ErrorKind::Connect => "Connect",
        ErrorKind::Timeout => "Timeout",
        ErrorKind::Transport => "Transport",
        ErrorKind::Redirect => "Redirect",
        ErrorKind::Status => "Status",
        ErrorKind::TooLarge => "TooLarge",
        ErrorKind::Decode => "Decode",
        _ => "a kind of a later version",
    }
}
