//! What a person may do, where, and by which post.
//!
//! A [`Role`] gives [`Right`]s, each with a [`Scope`]; a post puts a role in a unit; [`Grants::resolve`] gathers what a person's
//! posts give on a day, [`Grants::covers`] answers for one unit and names the post that gives the right.

mod grant;
mod right;
mod role;

pub use grant::{Grant, Grants, Reach};
pub use right::{NotARight, Right, Scope};
pub use role::{Role, Roles, RolesError};

#[cfg(test)]
mod tests;
