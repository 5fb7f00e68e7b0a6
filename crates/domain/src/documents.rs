//! The register of documents: which paper is which, which number it has, how far it has come (`domain.md §4`).
//!
//! | module | question it answers |
//! |---|---|
//! | [`direction`] | did it come, go out, or stay in the house? |
//! | [`document`] | what does its form say, and what is wrong with that? |
//! | [`figures`] | how many came and went, and was what came handled in time? |
//! | [`mod@file`] | which files has it, and what became of what the audit found? |
//! | [`import`] | what does a row of an older register say, and what is wrong with it? |
//! | [`identity`] | are these two the same document, or one number given twice? |
//! | [`numbering`] | from which sequence does its number come? |
//! | [`register`] | how does this unit write its symbols? |
//! | [`sequence`] | which number is next, and why is that one missing? |
//! | [`life`] | what may happen to it now? |

pub mod direction;
pub mod document;
pub mod figures;
pub mod file;
pub mod identity;
pub mod import;
pub mod life;
pub mod numbering;
pub mod register;
pub mod sequence;

pub use crate::Timeliness;
pub use crate::periods::{Period, Usual as Calendar};
pub use direction::Direction;
pub use document::{Arrival, Document, FieldFault, Fields, Routing, State};
pub use figures::{Figures, Flow, Group};
pub use file::{FileRole, FileVersion, Verdict};
pub use identity::{Identity, Likeness};
pub use life::{Handling, HandlingStep, Stage, StageStep};
pub use numbering::{Cycle, Restart, Series, Term, Terms};
pub use register::Register;
pub use sequence::{Gap, Number, Sequence, SequenceError, Slot};
