//! People, the posts that they hold in units, and for how long (`domain.md §3`).
//!
//! Rights follow the post, not the person: see [`crate::rights`].

mod account;
mod post;
mod posts;

pub use account::{Account, AccountState, Email, Language, NotASignInName, NotAnEmail, SignInName};
pub use post::{Post, PostKind, RoleCode};
pub use posts::{PostRefusal, Posts};
