//! The ladder, climbed by the program itself every working day: whoever it is time to tell is told, and that stands in the life of the
//! task like any urging.

use super::{news, task_deed, trace};
use crate::jobs::JobError;
use crate::{App, AppError, Origin};
use domain::TaskId;
use domain::log::Actor;
use domain::tasks::{Deed, Ladder, Stage, Task, TaskEvent, WorkingDays};
use jiff::ToSpan;
use store::TaskFilter;

/// So many days after its deadline a task is looked at no more: all rungs were climbed long ago.
const BACK: i32 = 45;
/// So many days before: the first rung is three working days, which may be as many as these.
const AHEAD: i32 = 21;
/// Tasks that are looked at together.
const TOGETHER: u32 = 500;

/// Urges whoever it is time to urge. Done a second time, it finds nobody.
pub(crate) async fn run(app: &App) -> Result<(), JobError> {
    let today = app.today();
    let mut read = app.database().read().await?;
    let days = app.working_days(&mut read).await?;
    if !days.works(today) {
        return Ok(());
    }
    let filter = TaskFilter {
        stages: vec![Stage::Given, Stage::Returned, Stage::Received, Stage::Doing, Stage::SentBack],
        due_from: Some(today.saturating_sub(BACK.days())),
        due_to: Some(today.saturating_add(AHEAD.days())),
        ..TaskFilter::all(today)
    };
    let (mut after, mut reached) = (TaskId::new(0), Vec::new());
    loop {
        let ids: Vec<TaskId> =
            read.tasks_by_id(&filter, after, TOGETHER).await?.into_iter().map(|row| row.id).collect();
        let Some(last) = ids.last() else { break };
        after = *last;
        for (id, events) in read.events_until(&ids, app.now()).await? {
            let task = Task::fold(&events).map_err(|e| AppError::Bug(format!("task {id}: {e}")))?;
            if task.is_some_and(|task| Ladder::default().reached(&task, today, &days).is_some()) {
                reached.push(id);
            }
        }
    }
    drop(read);
    tracing::info!(count = reached.len(), "tasks have reached a rung of the ladder");
    for id in reached {
        urge(app, id, &days).await?;
    }
    Ok(())
}

/// Urges about one task, as it stands in the turn that writes it.
async fn urge(app: &App, id: TaskId, days: &WorkingDays) -> Result<(), AppError> {
    let (now, today) = (app.now(), app.today());
    let mut write = app.database().write().await?;
    let events = write.task_events(id).await?;
    let before = Task::fold(&events).map_err(|e| AppError::Bug(format!("task {id}: {e}")))?;
    let Some((before, first)) = before.zip(events.first()) else { return Ok(()) };
    let Some(rung) = Ladder::default().reached(&before, today, days) else { return Ok(()) };
    // In the name of who follows it up; without a post, and without words: the page says that the program did it.
    let by = before.terms.follower.unwrap_or(first.by);
    let deed = Deed::Urge { told: rung.told, text: String::new() };
    let event = TaskEvent { at: now, by, post: None, deed };
    let mut task = before.clone();
    if task.apply(&event).is_err() || !write.change_task(id, &event, &task, days).await? {
        return Ok(());
    }
    let side = news::Told { now, by: None, giver: first.by };
    news::tell_urged(app, &mut write, id, &task, side, rung).await?;
    let deed = task_deed("tasks.urge", id, Some(trace(&before)), Some(trace(&task)));
    let entry = deed.entry(now, Actor::System, None, &Origin::command_line())?;
    Ok(write.log(&entry).await?.commit().await?)
}
