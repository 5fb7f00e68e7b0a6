//! How figures are collected: forms, rounds, what is wrong with what was filled in, and what an approval stands for
//! (`domain.md §8`).
//!
//! | type | question it answers |
//! |---|---|
//! | [`Form`] | what is asked, of which calendar, until when? |
//! | [`Campaign`] | of whom, for which period, and who is late? |
//! | [`Origin`], [`burden`](fn@burden) | is that figure not known already, and what does a form cost who fills it in? |
//! | [`Submission`] | how far has a unit come, and what may happen now? |
//! | [`Ledger`], [`Approval`] | what stood in a cell when, and which cells are no longer what was approved? |
//! | [`Rule`], [`Violation`] | what does not fit together, and how bad is that? |
//! | [`outlier`] | which few figures look odd? |

mod approval;
mod burden;
mod campaign;
mod form;
mod ledger;
pub mod outlier;
mod reminder;
mod rule;
mod rule_text;
mod submission;

pub use approval::{Approval, Fingerprint};
pub use burden::{Burden, Origin, burden, origin};
pub use campaign::{Campaign, Completeness, Punctuality};
pub use form::{Due, Form, FormCode, FormFault, Row, Section};
pub use ledger::{Ledger, NotLater};
pub use reminder::reminder;
pub use rule::{Rule, RuleCode, Severity, Violation, of_breakdowns, violations};
pub use rule_text::RuleText;
pub use submission::{Refused, State, Submission, Submitting};

#[cfg(test)]
mod tests;
