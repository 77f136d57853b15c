// @generated from openapi/thanos.yaml. Do not edit: run `cargo xtask generate`.
#[allow(unused_imports)]
use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///The username and the password that a request carries in its body
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Credentials {
        ///The password
        pub password: crate::Password,
        ///The username; in the page's sample an email address
        pub username: ::std::string::String,
    }
    impl Credentials {
        pub fn builder() -> builder::Credentials {
            Default::default()
        }
    }
    ///Organization User holds the uuid for the User
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct OrgUser {
        ///The uuid for the User
        pub uuid: ::uuid::Uuid,
    }
    impl OrgUser {
        pub fn builder() -> builder::OrgUser {
            Default::default()
        }
    }
    ///Permission is an object detailing a specific Permission with a uuid, name, display name, and description
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Permission {
        ///Description of the Permission
        pub description: ::std::string::String,
        ///Display Name of the Permission; a more user-friendly name of the Permission
        pub display_name: ::std::string::String,
        ///Name of the Permission; written in shortened snake case
        pub name: ::std::string::String,
        ///Universal Unique Identifier for the Permission
        pub uuid: ::uuid::Uuid,
    }
    impl Permission {
        pub fn builder() -> builder::Permission {
            Default::default()
        }
    }
    ///One entry of the list of permissions: a permission, and whether it has been assigned to this User
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct PermissionAssignment {
        ///Assigned indicates whether this particular Permission has been Assigned to this User
        pub assigned: bool,
        pub permission: crate::Shared<crate::types::Permission>,
    }
    impl PermissionAssignment {
        pub fn builder() -> builder::PermissionAssignment {
            Default::default()
        }
    }
    ///Permission Assignments is an object containing a list of permissions and an organization User
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct PermissionAssignments {
        pub org_user: OrgUser,
        pub permissions: crate::Shared<[crate::types::PermissionAssignment]>,
    }
    impl PermissionAssignments {
        pub fn builder() -> builder::PermissionAssignments {
            Default::default()
        }
    }
    ///Person is an object containing a uuid, first name, last name, email, and phone number
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Person {
        ///Email address of the Person
        pub email: ::std::string::String,
        ///First Name of the Person
        pub first_name: ::std::string::String,
        ///Last Name of the Person
        pub last_name: ::std::string::String,
        ///Phone number of the Person
        pub phone: ::std::string::String,
        ///Universal Unique Identifier for the Person
        pub uuid: ::uuid::Uuid,
    }
    impl Person {
        pub fn builder() -> builder::Person {
            Default::default()
        }
    }
    ///A user on your account, with their name, email, phone number, permissions (roles), and more
    #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
    #[non_exhaustive]
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct User {
        pub permission_assignments: PermissionAssignments,
        pub person: Person,
        pub status: crate::types::UserStatus,
        ///Universal Unique Identifier for the User
        pub uuid: ::uuid::Uuid,
    }
    impl User {
        pub fn builder() -> builder::User {
            Default::default()
        }
    }
    crate::open_enum! {
        /// User's account status which can be "CONFIRMATION WAITING", "ACTIVE", or "DEACTIVATED"
        pub enum UserStatus {
            /// `CONFIRMATION WAITING`
            ConfirmationWaiting = "CONFIRMATION WAITING",
            /// `ACTIVE`
            Active = "ACTIVE",
            /// `DEACTIVATED`
            Deactivated = "DEACTIVATED",
        }
    }
    /// Types for composing complex structures.
    pub mod builder {
        #[derive(Clone, Debug)]
        pub struct Credentials {
            password: ::std::result::Result<crate::Password, ::std::string::String>,
            username: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for Credentials {
            fn default() -> Self {
                Self {
                    password: Err("no value supplied for password".to_string()),
                    username: Err("no value supplied for username".to_string()),
                }
            }
        }
        impl Credentials {
            pub fn password<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<crate::Password>,
                T::Error: ::std::fmt::Display,
            {
                self.password = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for password: {e}")
                    });
                self
            }
            pub fn username<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.username = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for username: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<Credentials> for super::Credentials {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Credentials,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    password: value.password?,
                    username: value.username?,
                })
            }
        }
        impl ::std::convert::From<super::Credentials> for Credentials {
            fn from(value: super::Credentials) -> Self {
                Self {
                    password: Ok(value.password),
                    username: Ok(value.username),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct OrgUser {
            uuid: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
        }
        impl ::std::default::Default for OrgUser {
            fn default() -> Self {
                Self {
                    uuid: Err("no value supplied for uuid".to_string()),
                }
            }
        }
        impl OrgUser {
            pub fn uuid<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.uuid = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for uuid: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<OrgUser> for super::OrgUser {
            type Error = super::error::ConversionError;
            fn try_from(
                value: OrgUser,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { uuid: value.uuid? })
            }
        }
        impl ::std::convert::From<super::OrgUser> for OrgUser {
            fn from(value: super::OrgUser) -> Self {
                Self { uuid: Ok(value.uuid) }
            }
        }
        #[derive(Clone, Debug)]
        pub struct Permission {
            description: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            display_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            name: ::std::result::Result<::std::string::String, ::std::string::String>,
            uuid: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
        }
        impl ::std::default::Default for Permission {
            fn default() -> Self {
                Self {
                    description: Err("no value supplied for description".to_string()),
                    display_name: Err("no value supplied for display_name".to_string()),
                    name: Err("no value supplied for name".to_string()),
                    uuid: Err("no value supplied for uuid".to_string()),
                }
            }
        }
        impl Permission {
            pub fn description<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.description = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for description: {e}")
                    });
                self
            }
            pub fn display_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.display_name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for display_name: {e}")
                    });
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for name: {e}")
                    });
                self
            }
            pub fn uuid<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.uuid = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for uuid: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<Permission> for super::Permission {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Permission,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    description: value.description?,
                    display_name: value.display_name?,
                    name: value.name?,
                    uuid: value.uuid?,
                })
            }
        }
        impl ::std::convert::From<super::Permission> for Permission {
            fn from(value: super::Permission) -> Self {
                Self {
                    description: Ok(value.description),
                    display_name: Ok(value.display_name),
                    name: Ok(value.name),
                    uuid: Ok(value.uuid),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct PermissionAssignment {
            assigned: ::std::result::Result<bool, ::std::string::String>,
            permission: ::std::result::Result<
                crate::Shared<crate::types::Permission>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for PermissionAssignment {
            fn default() -> Self {
                Self {
                    assigned: Err("no value supplied for assigned".to_string()),
                    permission: Err("no value supplied for permission".to_string()),
                }
            }
        }
        impl PermissionAssignment {
            pub fn assigned<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<bool>,
                T::Error: ::std::fmt::Display,
            {
                self.assigned = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for assigned: {e}")
                    });
                self
            }
            pub fn permission<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<crate::Shared<crate::types::Permission>>,
                T::Error: ::std::fmt::Display,
            {
                self.permission = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for permission: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<PermissionAssignment>
        for super::PermissionAssignment {
            type Error = super::error::ConversionError;
            fn try_from(
                value: PermissionAssignment,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    assigned: value.assigned?,
                    permission: value.permission?,
                })
            }
        }
        impl ::std::convert::From<super::PermissionAssignment> for PermissionAssignment {
            fn from(value: super::PermissionAssignment) -> Self {
                Self {
                    assigned: Ok(value.assigned),
                    permission: Ok(value.permission),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct PermissionAssignments {
            org_user: ::std::result::Result<super::OrgUser, ::std::string::String>,
            permissions: ::std::result::Result<
                crate::Shared<[crate::types::PermissionAssignment]>,
                ::std::string::String,
            >,
        }
        impl ::std::default::Default for PermissionAssignments {
            fn default() -> Self {
                Self {
                    org_user: Err("no value supplied for org_user".to_string()),
                    permissions: Err("no value supplied for permissions".to_string()),
                }
            }
        }
        impl PermissionAssignments {
            pub fn org_user<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::OrgUser>,
                T::Error: ::std::fmt::Display,
            {
                self.org_user = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for org_user: {e}")
                    });
                self
            }
            pub fn permissions<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<
                    crate::Shared<[crate::types::PermissionAssignment]>,
                >,
                T::Error: ::std::fmt::Display,
            {
                self.permissions = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for permissions: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<PermissionAssignments>
        for super::PermissionAssignments {
            type Error = super::error::ConversionError;
            fn try_from(
                value: PermissionAssignments,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    org_user: value.org_user?,
                    permissions: value.permissions?,
                })
            }
        }
        impl ::std::convert::From<super::PermissionAssignments>
        for PermissionAssignments {
            fn from(value: super::PermissionAssignments) -> Self {
                Self {
                    org_user: Ok(value.org_user),
                    permissions: Ok(value.permissions),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct Person {
            email: ::std::result::Result<::std::string::String, ::std::string::String>,
            first_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            last_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            phone: ::std::result::Result<::std::string::String, ::std::string::String>,
            uuid: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
        }
        impl ::std::default::Default for Person {
            fn default() -> Self {
                Self {
                    email: Err("no value supplied for email".to_string()),
                    first_name: Err("no value supplied for first_name".to_string()),
                    last_name: Err("no value supplied for last_name".to_string()),
                    phone: Err("no value supplied for phone".to_string()),
                    uuid: Err("no value supplied for uuid".to_string()),
                }
            }
        }
        impl Person {
            pub fn email<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.email = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for email: {e}")
                    });
                self
            }
            pub fn first_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.first_name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for first_name: {e}")
                    });
                self
            }
            pub fn last_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.last_name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for last_name: {e}")
                    });
                self
            }
            pub fn phone<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.phone = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for phone: {e}")
                    });
                self
            }
            pub fn uuid<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.uuid = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for uuid: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<Person> for super::Person {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Person,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    email: value.email?,
                    first_name: value.first_name?,
                    last_name: value.last_name?,
                    phone: value.phone?,
                    uuid: value.uuid?,
                })
            }
        }
        impl ::std::convert::From<super::Person> for Person {
            fn from(value: super::Person) -> Self {
                Self {
                    email: Ok(value.email),
                    first_name: Ok(value.first_name),
                    last_name: Ok(value.last_name),
                    phone: Ok(value.phone),
                    uuid: Ok(value.uuid),
                }
            }
        }
        #[derive(Clone, Debug)]
        pub struct User {
            permission_assignments: ::std::result::Result<
                super::PermissionAssignments,
                ::std::string::String,
            >,
            person: ::std::result::Result<super::Person, ::std::string::String>,
            status: ::std::result::Result<
                crate::types::UserStatus,
                ::std::string::String,
            >,
            uuid: ::std::result::Result<::uuid::Uuid, ::std::string::String>,
        }
        impl ::std::default::Default for User {
            fn default() -> Self {
                Self {
                    permission_assignments: Err(
                        "no value supplied for permission_assignments".to_string(),
                    ),
                    person: Err("no value supplied for person".to_string()),
                    status: Err("no value supplied for status".to_string()),
                    uuid: Err("no value supplied for uuid".to_string()),
                }
            }
        }
        impl User {
            pub fn permission_assignments<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::PermissionAssignments>,
                T::Error: ::std::fmt::Display,
            {
                self.permission_assignments = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for permission_assignments: {e}"
                        )
                    });
                self
            }
            pub fn person<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Person>,
                T::Error: ::std::fmt::Display,
            {
                self.person = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for person: {e}")
                    });
                self
            }
            pub fn status<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<crate::types::UserStatus>,
                T::Error: ::std::fmt::Display,
            {
                self.status = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for status: {e}")
                    });
                self
            }
            pub fn uuid<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::uuid::Uuid>,
                T::Error: ::std::fmt::Display,
            {
                self.uuid = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for uuid: {e}")
                    });
                self
            }
        }
        impl ::std::convert::TryFrom<User> for super::User {
            type Error = super::error::ConversionError;
            fn try_from(
                value: User,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    permission_assignments: value.permission_assignments?,
                    person: value.person?,
                    status: value.status?,
                    uuid: value.uuid?,
                })
            }
        }
        impl ::std::convert::From<super::User> for User {
            fn from(value: super::User) -> Self {
                Self {
                    permission_assignments: Ok(value.permission_assignments),
                    person: Ok(value.person),
                    status: Ok(value.status),
                    uuid: Ok(value.uuid),
                }
            }
        }
    }
    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::fmt::Debug for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }
        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
}
#[derive(Clone)]
/**Client for Thanos API

The Thanos API, as far as the page "Get All Users" of its documentation describes it.

Version: 1.0.0*/
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::client::Inner,
}
impl Client {
    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub(crate) fn new_with_client(
        baseurl: &str,
        client: reqwest::Client,
        inner: crate::client::Inner,
    ) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
            inner,
        }
    }
}
impl ClientInfo<crate::client::Inner> for Client {
    fn api_version() -> &'static str {
        "1.0.0"
    }
    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }
    fn client(&self) -> &reqwest::Client {
        &self.client
    }
    fn inner(&self) -> &crate::client::Inner {
        &self.inner
    }
}
const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<crate::client::Inner>,
    {}
};
impl Client {
    /**Get All Users

Get all users, with user details, specific to your account.

Get all the details about the users on your account. This displays their name, email,
phone number, permissions (roles), and more.

This is a GET with a JSON body. OpenAPI 3.0 has its consumers ignore a body described for
a GET, and tools differ in whether they do; this server requires it. Send it with the
header `Content-Type: application/json; charset=utf-8` and with a `Content-Length`: a
chunked body reads as empty.

The page's names for the statuses are 200 OK, 400 Bad Request, 401 Unauthorized,
403 Permission Denied, 404 Not Found and 415 Unsupported Media Type. It does not
describe the body of an error.

Sends a `GET` request to `/api/organizations/users/all/`

Arguments:
- `body`: The username and the password
```ignore
let response = client.get_all_users()
    .body(body)
    .send()
    .await;
```*/
    pub fn get_all_users(&self) -> builder::GetAllUsers<'_> {
        builder::GetAllUsers::new(self).body(&self.inner)
    }
}
/// Types for composing operation parameters.
#[allow(clippy::all)]
pub mod builder {
    use super::types;
    #[allow(unused_imports)]
    use super::{
        encode_path, ByteStream, ClientInfo, ClientHooks, Error, OperationInfo,
        RequestBuilderExt, ResponseValue,
    };
    /**Builder for [`Client::get_all_users`]

[`Client::get_all_users`]: super::Client::get_all_users*/
    #[derive(Clone)]
    pub struct GetAllUsers<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Credentials, String>,
    }
    impl<'a> GetAllUsers<'a> {
        pub(super) fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(::std::default::Default::default()),
            }
        }
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Credentials>,
            <V as std::convert::TryInto<types::Credentials>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| {
                    format!("conversion to `Credentials` for body failed: {}", s)
                });
            self
        }
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::Credentials,
            ) -> types::builder::Credentials,
        {
            self.body = self.body.map(f);
            self
        }
        ///Sends a `GET` request to `/api/organizations/users/all/`
        async fn raw(self) -> Result<ResponseValue<ByteStream>, Error<()>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::Credentials::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/api/organizations/users/all/", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_all_users",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => Ok(ResponseValue::stream(response)),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    impl ::std::fmt::Debug for GetAllUsers<'_> {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct("GetAllUsers").finish_non_exhaustive()
        }
    }
    impl GetAllUsers<'_> {
        /// Sends the request and collects the answer.
        pub async fn send(self) -> ::std::result::Result<crate::Response<::std::vec::Vec<types::User>>, crate::Error> {
            crate::call::collect(self.client, &super::operations::GET_ALL_USERS, || self.clone().raw()).await
        }
        /// Streams.
        pub async fn stream(self) -> ::std::result::Result<crate::ArrayStream<types::User>, crate::Error> {
            self.stream_as().await
        }
        /// Streams as T.
        pub async fn stream_as<T: ::serde::de::DeserializeOwned>(self) -> ::std::result::Result<crate::ArrayStream<T>, crate::Error> {
            crate::call::stream(self.client, &super::operations::GET_ALL_USERS, || self.clone().raw()).await
        }
    }
}
pub(crate) const DEFAULT_SERVER: &str = "https://stable.projectthanos.com";
pub(crate) mod operations {
    use crate::operation::{Operation, Scheme, Status};
    pub(crate) const ALL: &[&Operation] = &[&GET_ALL_USERS];
    pub(crate) const GET_ALL_USERS: Operation = Operation {
        id: "get_all_users",
        method: ::http::Method::GET,
        path: "/api/organizations/users/all/",
        success: 200u16,
        statuses: &[
            Status { codes: 200u16..=200u16, meaning: "The API call was received and response is provided" },
            Status { codes: 400u16..=400u16, meaning: "Generally, something required for the request is missing" },
            Status { codes: 401u16..=401u16, meaning: "Generally, the username or password is incorrect" },
            Status { codes: 403u16..=403u16, meaning: "Generally, the user does not have permission to perform the requested action" },
            Status { codes: 404u16..=404u16, meaning: "Generally, the call is not sent to the correct URL" },
            Status { codes: 415u16..=415u16, meaning: "Generally, this is a syntax problem" },
        ],
        security: ::std::option::Option::Some(Scheme { header: "authorization", prefix: "Token" }),
    };
}
