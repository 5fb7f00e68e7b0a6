//! Reports: what a committee says of a period, from the figures and the narratives of all its units (`domain.md §9`).
//!
//! | type | question it answers |
//! |---|---|
//! | [`Kind`] | of what period, and what is it called? |
//! | [`Outlines`] | which headings has it, which sentences tell the figures, which words of units stand where? |
//! | [`FigureRef`], [`CountRef`], [`Evidence`] | which figure or count is it, and what does it say now? |
//! | [`Report`] | what is written, by whom, and from which figures? |
//! | [`moved`](Report::moved) | which figures no longer say what was written, and in which sentences? |
//! | [`Statement`], [`groups`] | what did units say, what of it is the same, what is new? |
//! | [`said`], [`Contradiction`] | which figures stand in words, and do they fit the cells? |
//!
//! Nothing is invented: a pattern says what the data says, and a gap where it says nothing; what units wrote is taken by a person.

mod count;
mod evidence;
mod figure;
mod heap;
mod kind;
mod mention;
mod outline;
mod pattern;
mod statement;
mod tell;
mod text;
mod typed;

pub use count::{Bound, Count, CountRef, Counted};
pub use evidence::{Evidence, Goals, Told};
pub use figure::{Aspect, FigureRef, NotAFigure};
pub use heap::{Group, groups};
pub use kind::{Kind, NotAKind};
pub use mention::{Contradiction, Said, Tally, contradictions, said, tallies};
pub use outline::{Heading, OutlineError, Outlines};
pub use statement::{Statement, sentences};
pub use tell::begun;
pub use text::{Head, Moved, Origin, Passage, Piece, Place, Report, Section, TableRow};
pub use typed::{hole, read_typed, typed};
