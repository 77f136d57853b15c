-- A person and the account's user are one row: each user has exactly one person.
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    status TEXT NOT NULL,
    person_uuid TEXT NOT NULL,
    org_user_uuid TEXT NOT NULL
) STRICT;

CREATE TABLE permissions (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    description TEXT NOT NULL
) STRICT;

-- What the API lists for each user. Only where assigned is 1 has the user that permission.
CREATE TABLE assignments (
    user INTEGER NOT NULL REFERENCES users,
    permission INTEGER NOT NULL REFERENCES permissions,
    assigned INTEGER NOT NULL,
    PRIMARY KEY (user, permission)
) STRICT, WITHOUT ROWID;

-- SELECT email FROM who_may WHERE permission = 'create_org' AND status = 'ACTIVE';
CREATE VIEW who_may AS
SELECT permissions.name AS permission, users.*
FROM permissions
JOIN assignments ON assignments.permission = permissions.id AND assignments.assigned
JOIN users ON users.id = assignments.user;
