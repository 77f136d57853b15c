//! Makes up users, the same ones in every run.

use fastrand::Rng;
use serde::Serialize;
use thanos_api::uuid::Uuid;

use crate::shapes::Shape;

/// A user as the API sends it, with its properties in the order of the documentation.
#[derive(Serialize)]
pub(crate) struct User<'a> {
    uuid: Uuid,
    person: Person,
    permission_assignments: PermissionAssignments<'a>,
    status: &'static str,
}

#[derive(Serialize)]
struct Person {
    uuid: Uuid,
    first_name: &'static str,
    last_name: &'static str,
    email: String,
    phone: String,
}

#[derive(Serialize)]
struct PermissionAssignments<'a> {
    permissions: Vec<PermissionAssignment<'a>>,
    org_user: OrgUser,
}

#[derive(Serialize)]
struct PermissionAssignment<'a> {
    assigned: bool,
    permission: &'a Permission,
}

#[derive(Serialize)]
struct Permission {
    uuid: Uuid,
    name: String,
    display_name: String,
    description: String,
}

#[derive(Serialize)]
struct OrgUser {
    uuid: Uuid,
}

/// What an account's users have in common, and where the next user comes from.
pub(crate) struct Account {
    rng: Rng,
    shape: Shape,
    catalogue: Vec<Permission>,
    /// Which permissions of the catalogue each role has, a bit for each.
    roles: [u64; 5],
}

impl Account {
    pub(crate) fn new(shape: Shape) -> Self {
        let mut rng = Rng::with_seed(1);
        let known = if shape == Shape::Small { 3 } else { 40 };
        let catalogue = (0..known).map(|number| permission(&mut rng, number)).collect();
        let roles = std::array::from_fn(|_| rng.u64(..));
        Self { rng, shape, catalogue, roles }
    }

    pub(crate) fn next_user(&mut self) -> User<'_> {
        if self.shape == Shape::Unique {
            // The whole catalogue is new for each user.
            self.catalogue = (0..3)
                .map(|_| {
                    let number = self.rng.u32(..);
                    permission(&mut self.rng, number)
                })
                .collect();
        }
        let rng = &mut self.rng;
        let assigned = if self.shape == Shape::Flags { rng.u64(..) } else { self.roles[rng.usize(..self.roles.len())] };
        let permissions = self.catalogue.iter().enumerate();
        let permissions = permissions
            .map(|(index, permission)| PermissionAssignment { assigned: assigned >> index & 1 == 1, permission })
            .collect();
        let uuid = uuid(rng);
        User {
            uuid,
            person: person(rng),
            permission_assignments: PermissionAssignments { permissions, org_user: OrgUser { uuid } },
            status: ["CONFIRMATION WAITING", "ACTIVE", "ACTIVE", "DEACTIVATED"][rng.usize(..4)],
        }
    }
}

fn person(rng: &mut Rng) -> Person {
    let first_name = ["Jason ", "Matt", "Zoë", "Ana María", "Li", "Oluwaseun"][rng.usize(..6)];
    let last_name = ["Weir", "Bailey", "O'Neill", "Müller-Lüdenscheidt", "Nguyen"][rng.usize(..5)];
    let number = rng.u32(..);
    Person {
        uuid: uuid(rng),
        first_name,
        last_name,
        email: format!("user.{number}@projectthanos.com"),
        phone: format!("1-{}-{:03}-{:04}", rng.u32(200..999), rng.u32(..1000), rng.u32(..10000)),
    }
}

fn permission(rng: &mut Rng, number: u32) -> Permission {
    let verb = ["create", "read", "update", "approve", "archive"][rng.usize(..5)];
    let noun = ["org", "invoice", "shipment", "relationship", "report"][rng.usize(..5)];
    Permission {
        uuid: uuid(rng),
        name: format!("{verb}_{noun}_{number}"),
        display_name: format!("{verb} {noun} {number}"),
        description: format!("Ability to {verb} one {noun} of an organization, in step {number}"),
    }
}

fn uuid(rng: &mut Rng) -> Uuid {
    Uuid::from_u128(rng.u128(..))
}
