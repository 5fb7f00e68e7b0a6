//! A post: who does what, in which unit, for how long.

use crate::ids::{AccountId, PostId, UnitId};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Code of a role: `clerk`. The roles are data, see [`Roles`](crate::rights::Roles).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoleCode(String);

impl RoleCode {
    /// The code as given; whether there is such a role, [`Roles::get`](crate::rights::Roles::get) tells.
    pub fn new(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RoleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A person's post (chức vụ) in a unit. One person may hold several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// Who.
    pub account: AccountId,
    /// Where.
    pub unit: UnitId,
    /// What rights it gives.
    pub role: RoleCode,
    /// What it is called: `Phó Chánh Văn phòng`.
    pub title: String,
    /// How long.
    pub span: Span,
    /// How the person came to it.
    pub kind: PostKind,
}

/// How a person came to a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PostKind {
    /// It is the person's own.
    Held,
    /// The person stands in for the holder of another post (quyền, phụ trách), in the same unit and role.
    Acting {
        /// For which post.
        stands_for: PostId,
    },
    /// The holder of another post has delegated rights to the person (ủy quyền) for a time.
    Delegated {
        /// From which post.
        by: PostId,
    },
}

impl PostKind {
    /// Its code: `held`, `acting`, `delegated`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Acting { .. } => "acting",
            Self::Delegated { .. } => "delegated",
        }
    }

    /// The post that it comes from.
    #[must_use]
    pub const fn source(self) -> Option<PostId> {
        match self {
            Self::Held => None,
            Self::Acting { stands_for: source } | Self::Delegated { by: source } => Some(source),
        }
    }
}
