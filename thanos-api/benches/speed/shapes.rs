//! The shapes that an answer can have, from what repeats most to what repeats not at all.

/// What is in an answer, and how it comes over the wire.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    Repeated,
    Pretty,
    Flags,
    Unique,
    Gzip,
    Tiny,
    Small,
}

/// How the body is sent.
pub(crate) enum Transfer {
    Length,
    Gzip,
    /// As chunks of 777 bytes: so small that none holds a whole user, and no border falls twice in the same place.
    Chunks,
}

impl Shape {
    pub(crate) const ALL: [Self; 7] =
        [Self::Repeated, Self::Pretty, Self::Flags, Self::Unique, Self::Gzip, Self::Tiny, Self::Small];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Repeated => "repeated",
            Self::Pretty => "pretty",
            Self::Flags => "flags",
            Self::Unique => "unique",
            Self::Gzip => "gzip",
            Self::Tiny => "tiny",
            Self::Small => "small",
        }
    }

    /// For the table.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Repeated => "repeated lists: 40 permissions a user, 5 roles",
            Self::Pretty => "the same, pretty-printed",
            Self::Flags => "the same permissions, flags that differ for each user",
            Self::Unique => "nothing repeated: 3 permissions a user, each unique",
            Self::Gzip => "repeated lists through gzip",
            Self::Tiny => "repeated lists in chunks of 777 bytes",
            Self::Small => "two users with 3 permissions on a connection kept alive, a call",
        }
    }

    pub(crate) fn transfer(self) -> Transfer {
        match self {
            Self::Gzip => Transfer::Gzip,
            Self::Tiny => Transfer::Chunks,
            _ => Transfer::Length,
        }
    }

    /// How often a process makes the call. Small ones take milliseconds only when there are thousands.
    pub(crate) fn calls(self, megabytes: u32) -> u32 {
        if self == Self::Small { 50 * megabytes } else { 1 }
    }
}
