//! The database, and how a user is put into it.

use std::path::Path;

use rusqlite::{CachedStatement, Connection, params};
use thanos_api::types::{Permission, PermissionAssignment, User};

use crate::Sink;
use crate::outcome::Stop;

const TABLES: &str = include_str!("tables.sql");

pub(crate) struct Sqlite(Connection);

impl Sqlite {
    /// One transaction from here to the end. Nothing is kept to roll it back, because the file is thrown away then.
    ///
    /// Pages that the cache cannot hold go into the file before the end, so that memory does not grow with the list.
    pub(crate) fn create(path: &Path) -> Result<Self, Stop> {
        let database = Connection::open(path)?;
        database.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")?;
        database.execute_batch(TABLES)?;
        Ok(Self(database))
    }

    fn statement(&self, sql: &str) -> rusqlite::Result<CachedStatement<'_>> {
        self.0.prepare_cached(sql)
    }

    fn put_user(&self, user: &User) -> rusqlite::Result<i64> {
        let person = &user.person;
        self.statement("INSERT INTO users VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)")?.insert(params![
            user.uuid.to_string(),
            person.first_name,
            person.last_name,
            person.email,
            person.phone,
            user.status.as_str(),
            person.uuid.to_string(),
            user.permission_assignments.org_user.uuid.to_string(),
        ])
    }

    /// The permissions that are known are looked up in the database: there may be more of them than memory holds.
    fn put_assignment(&self, user: i64, entry: &PermissionAssignment) -> rusqlite::Result<()> {
        let uuid = entry.permission.uuid.to_string();
        // A user that has an entry twice has the permission if one of them says so.
        let mut assign = self.statement(
            "INSERT INTO assignments SELECT ?, id, ? FROM permissions WHERE uuid = ?
             ON CONFLICT DO UPDATE SET assigned = max(assigned, excluded.assigned)",
        )?;
        if assign.execute(params![user, entry.assigned, uuid])? == 0 {
            self.put_permission(&uuid, &entry.permission)?;
            assign.execute(params![user, entry.assigned, uuid])?;
        }
        Ok(())
    }

    fn put_permission(&self, uuid: &str, permission: &Permission) -> rusqlite::Result<()> {
        let Permission { name, display_name, description, .. } = permission;
        self.statement("INSERT INTO permissions VALUES (NULL, ?, ?, ?, ?)")?
            .execute(params![uuid, name, display_name, description])?;
        Ok(())
    }
}

impl Sink for Sqlite {
    fn put(&mut self, user: &User) -> Result<(), Stop> {
        let id = self.put_user(user)?;
        for entry in &user.permission_assignments.permissions {
            self.put_assignment(id, entry)?;
        }
        Ok(())
    }

    fn end(self: Box<Self>) -> Result<(), Stop> {
        // Faster at the end than kept up to date with each row.
        self.0.execute_batch(
            "CREATE INDEX users_by_uuid ON users (uuid);
             CREATE INDEX assignments_by_permission ON assignments (permission, assigned);
             COMMIT;",
        )?;
        Ok(self.0.close().map_err(|(_, error)| error)?)
    }
}
