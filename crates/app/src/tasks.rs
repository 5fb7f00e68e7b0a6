//! Tasks: handed out, followed, accepted (`domain.md §7`).
//!
//! A task is there for whoever may read for one of its units: the one that handed it out, the lead, who accepts it, who has a part in
//! it. To everybody else it is not found, and no list names it.

mod act;
mod choices;
pub(crate) mod digest;
mod figures;
mod give;
pub mod import;
mod letter;
mod look;
mod moved;
mod names;
mod news;
mod paper;
mod programme;
mod propose;
mod role;
mod submit;
mod today;
pub(crate) mod urge;

pub use act::Possible;
pub use choices::Choices;
pub use digest::TaskDigest;
pub use figures::Counted;
pub use give::NewTask;
pub use letter::IssuedLetter;
pub use look::{OpenTask, TaskList};
pub use moved::{Difference, Moved, Moves, Stood};
pub use names::UnitNames;
pub use news::TaskNews;
pub(crate) use news::holders;
pub use paper::{LetterPaper, ListPaper};
pub use programme::{OpenProgramme, is_offered};
pub use propose::{Proposal, Proposals, Settled};
pub use role::Role;
pub use today::{Heap, Today};

use crate::app::Deed as LogDeed;
use domain::TaskId;
use domain::tasks::Task;
use serde::Serialize;

/// What the log says of a task: where it stands; no words of people, which may hold names.
fn trace(task: &Task) -> serde_json::Value {
    let terms = &task.terms;
    let units: Vec<_> = terms.parts.iter().map(|part| part.unit).collect();
    serde_json::json!({
        "unit": terms.unit, "lead": terms.lead, "coordinate": units, "responsible": terms.responsible, "stage": task.stage,
        "due": task.due().last_day(), "percent": task.percent, "extensions": task.extensions, "revision": task.revision,
    })
}

fn task_deed<B: Serialize, A: Serialize>(
    verb: &str,
    id: TaskId,
    before: Option<B>,
    after: Option<A>,
) -> LogDeed<'_, B, A> {
    LogDeed { verb, kind: "task", id: Some(id.get()), before, after }
}
