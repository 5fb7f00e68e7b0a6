//! A task: the fold over its events.

use super::clear::Clears;
use super::deed::{Deed, Evidence, Origin, TaskEvent};
use super::due::Due;
use super::ladder::Told;
use super::session::SessionDays;
use super::terms::{Part, TEXT_LIMIT, Terms};
use crate::span::local_day;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far a task has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = TaskStage))]
pub enum Stage {
    /// Handed out; the lead has not received it yet.
    Given,
    /// The lead has given it back.
    Returned,
    /// The lead has it.
    Received,
    /// It is being done.
    Doing,
    /// The result waits for acceptance.
    Submitted,
    /// The result was sent back.
    SentBack,
    /// It rests.
    Suspended,
    /// Accepted.
    Done,
    /// No longer to be done.
    Cancelled,
}

impl Stage {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 9] = [
        Self::Given,
        Self::Returned,
        Self::Received,
        Self::Doing,
        Self::Submitted,
        Self::SentBack,
        Self::Suspended,
        Self::Done,
        Self::Cancelled,
    ];

    /// Its code: `sent_back`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Returned => "returned",
            Self::Received => "received",
            Self::Doing => "doing",
            Self::Submitted => "submitted",
            Self::SentBack => "sent_back",
            Self::Suspended => "suspended",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The stage with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Is there nothing more to do?
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }

    /// Does the lead work on it?
    #[must_use]
    const fn is_worked_on(self) -> bool {
        matches!(self, Self::Received | Self::Doing | Self::SentBack)
    }
}

/// A deadline that a task has, or had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueVersion {
    /// Until when.
    pub due: Due,
    /// Since when it holds.
    pub at: Timestamp,
    /// Why it was set.
    pub reason: Option<String>,
    /// The lead had asked for it.
    pub asked: bool,
}

/// More time that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Until when.
    pub due: Due,
    /// Why.
    pub reason: String,
    /// When it was asked.
    pub at: Timestamp,
}

/// An urging (đôn đốc) with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Urging {
    /// Who was told.
    pub told: Told,
    /// In which words.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// What was answered, and when.
    pub answer: Option<(String, Timestamp)>,
}

/// A result that was submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Submission {
    /// What came out.
    pub note: String,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// When.
    pub at: Timestamp,
}

/// Why a deed is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A task begins once.
    #[error("a task is handed out once, and first")]
    Beginning,
    /// It cannot be done at this stage.
    #[error("not while it is {}", .0.code())]
    Stage(Stage),
    /// It says what already is.
    #[error("there is nothing to change")]
    Nothing,
    /// Words are missing, or there are too many.
    #[error("{field}: {key}")]
    Text {
        /// Name of the field.
        field: &'static str,
        /// Key of the message.
        key: &'static str,
    },
    /// More than all cannot be done.
    #[error("per cent are 0 to 100")]
    Percent,
    /// More time was asked for already, or was not asked for.
    #[error("no extension is asked for, or one is already")]
    Extension,
    /// An extension makes a deadline later, not earlier.
    #[error("an extension ends later than the deadline in force")]
    Earlier,
    /// No such coordinating unit, or it has done its part.
    #[error("that unit has no open part")]
    Part,
    /// Nothing waits for an answer.
    #[error("no urging waits for an answer")]
    Urging,
}

impl Refusal {
    /// The field at fault and the key of the sentence for people.
    #[must_use]
    pub const fn sentence(&self) -> (Option<&'static str>, &'static str) {
        match self {
            Self::Beginning | Self::Stage(_) => (None, "task-refused-stage"),
            Self::Nothing => (None, "task-refused-nothing"),
            Self::Text { field, key } => (Some(field), key),
            Self::Percent => (Some("percent"), "task-refused-percent"),
            Self::Extension => (None, "task-refused-extension"),
            Self::Earlier => (Some("due"), "task-refused-earlier"),
            Self::Part => (None, "task-refused-part"),
            Self::Urging => (None, "task-refused-urging"),
        }
    }
}

/// Why events are no task.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {number}: {refusal}")]
pub struct TaskError {
    /// Which event, from 0.
    pub number: usize,
    /// Why.
    pub refusal: Refusal,
}

/// A task as its events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    /// Where it comes from.
    pub origin: Origin,
    /// What it says.
    pub terms: Terms,
    /// How far it has come.
    pub stage: Stage,
    /// How far it was when it was suspended.
    resting: Option<Stage>,
    /// Its deadlines, the first one first; never empty.
    dues: Vec<DueVersion>,
    /// More time that is asked for.
    pub asked: Option<Asked>,
    /// How much of it is done, 0 to 100.
    pub percent: u8,
    /// Since when there is this task.
    pub given_at: Timestamp,
    /// Results, the last one last.
    pub submissions: Vec<Submission>,
    /// Urgings, the last one last.
    pub urgings: Vec<Urging>,
    /// How many extensions were granted.
    pub extensions: u32,
    /// The days for which sessions were to take it up.
    pub session_days: SessionDays,
    /// When it was accepted or cancelled.
    pub over_at: Option<Timestamp>,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// How many events it has: who changes it says which he has seen.
    pub revision: u32,
}

impl Task {
    /// The task that begins with an event.
    ///
    /// # Errors
    /// [`Refusal::Beginning`] for any other than [`Deed::Give`].
    pub fn begin(event: &TaskEvent) -> Result<Self, Refusal> {
        let Deed::Give { origin, terms, due } = &event.deed else { return Err(Refusal::Beginning) };
        if let Some((field, key)) = terms.faults(due).first() {
            return Err(Refusal::Text { field, key });
        }
        let first = DueVersion { due: due.clone(), at: event.at, reason: None, asked: false };
        let mut session_days = SessionDays::default();
        session_days.say(terms.session.as_ref());
        Ok(Self {
            origin: origin.clone(),
            terms: terms.clone(),
            stage: Stage::Given,
            resting: None,
            dues: vec![first],
            asked: None,
            percent: 0,
            given_at: event.at,
            submissions: Vec::new(),
            urgings: Vec::new(),
            extensions: 0,
            session_days,
            over_at: None,
            changed_at: event.at,
            revision: 1,
        })
    }

    /// The task that these events make.
    ///
    /// # Errors
    /// [`TaskError`] names the event that could not have happened.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a TaskEvent>) -> Result<Option<Self>, TaskError> {
        let mut task: Option<Self> = None;
        for (number, event) in events.into_iter().enumerate() {
            let wrong = |refusal| TaskError { number, refusal };
            match &mut task {
                None => task = Some(Self::begin(event).map_err(wrong)?),
                Some(task) => task.apply(event).map_err(wrong)?,
            }
        }
        Ok(task)
    }

    /// The task as it stood at an instant; none before it began.
    ///
    /// # Errors
    /// [`TaskError`], as for [`Task::fold`].
    pub fn as_of(events: &[TaskEvent], at: Timestamp) -> Result<Option<Self>, TaskError> {
        Self::fold(events.iter().take_while(|event| event.at <= at))
    }

    /// Does what the event says; refused, nothing has changed.
    ///
    /// # Errors
    /// [`Refusal`] says why not.
    pub fn apply(&mut self, event: &TaskEvent) -> Result<(), Refusal> {
        let mut next = self.clone();
        next.take(event)?;
        next.revision += 1;
        next.changed_at = event.at;
        *self = next;
        Ok(())
    }

    /// May that be done now?
    #[must_use]
    pub fn allows(&self, event: &TaskEvent) -> bool {
        self.clone().take(event).is_ok()
    }

    fn take(&mut self, event: &TaskEvent) -> Result<(), Refusal> {
        let (at, stage) = (event.at, self.stage);
        if stage.is_over() {
            return Err(Refusal::Stage(stage));
        }
        texts(&event.deed)?;
        let at_stage = |is: bool| if is { Ok(()) } else { Err(Refusal::Stage(stage)) };
        match &event.deed {
            Deed::Give { .. } => return Err(Refusal::Beginning),
            Deed::Clarify { terms } => {
                at_stage(stage != Stage::Suspended)?;
                // The lead changes by handing over, parts are done by who has them.
                let terms = Terms { unit: self.terms.unit, lead: self.terms.lead, ..terms.clone() };
                let terms = self.keep_done(terms);
                if let Some((field, key)) = terms.faults(self.due()).first() {
                    return Err(Refusal::Text { field, key });
                }
                if terms == self.terms {
                    return Err(Refusal::Nothing);
                }
                self.session_days.say(terms.session.as_ref());
                self.terms = terms;
            }
            Deed::Receive { responsible } => {
                at_stage(stage == Stage::Given)?;
                self.terms.responsible = responsible.or(self.terms.responsible);
                self.stage = Stage::Received;
            }
            Deed::Return { .. } => {
                at_stage(stage == Stage::Given)?;
                self.stage = Stage::Returned;
            }
            Deed::Progress { percent, .. } => {
                at_stage(stage.is_worked_on())?;
                self.percent = *percent;
                self.stage = Stage::Doing;
            }
            Deed::FinishPart { unit, .. } => {
                at_stage(stage.is_worked_on() || stage == Stage::Given)?;
                let part = self.terms.parts.iter_mut().find(|part| part.unit == *unit);
                let part = part.filter(|part| part.done_on.is_none()).ok_or(Refusal::Part)?;
                part.done_on = Some(local_day(at));
            }
            Deed::Submit { note, evidence } => {
                at_stage(stage.is_worked_on())?;
                self.submissions.push(Submission { note: note.clone(), evidence: evidence.clone(), at });
                self.stage = Stage::Submitted;
            }
            Deed::Accept { .. } => {
                at_stage(stage == Stage::Submitted)?;
                (self.stage, self.percent, self.asked, self.over_at) = (Stage::Done, 100, None, Some(at));
            }
            Deed::SendBack { .. } => {
                at_stage(stage == Stage::Submitted)?;
                self.stage = Stage::SentBack;
            }
            Deed::AskExtension { due, reason } => {
                at_stage(stage.is_worked_on())?;
                if self.asked.is_some() {
                    return Err(Refusal::Extension);
                }
                self.later(due)?;
                self.asked = Some(Asked { due: due.clone(), reason: reason.clone(), at });
            }
            Deed::GrantExtension { due } => {
                let Some(asked) = self.asked.take() else { return Err(Refusal::Extension) };
                self.later(due)?;
                let (due, reason) = (due.clone(), Some(asked.reason));
                self.dues.push(DueVersion { due, at, reason, asked: true });
                self.extensions += 1;
            }
            Deed::RefuseExtension { .. } => {
                if self.asked.take().is_none() {
                    return Err(Refusal::Extension);
                }
            }
            Deed::SetDue { due, reason } => {
                if due == self.due() {
                    return Err(Refusal::Nothing);
                }
                if let Some((field, key)) = self.terms.faults(due).first() {
                    return Err(Refusal::Text { field, key });
                }
                let (due, reason) = (due.clone(), Some(reason.clone()));
                self.dues.push(DueVersion { due, at, reason, asked: false });
            }
            Deed::Suspend { .. } => {
                at_stage(!matches!(stage, Stage::Suspended | Stage::Submitted))?;
                (self.resting, self.stage) = (Some(stage), Stage::Suspended);
            }
            Deed::Resume => {
                self.stage = self.resting.take().ok_or(Refusal::Stage(stage))?;
            }
            Deed::HandOver { to, .. } => {
                at_stage(!matches!(stage, Stage::Suspended | Stage::Submitted))?;
                // What a lead gave back may be handed to it again.
                if *to == self.terms.lead && stage != Stage::Returned {
                    return Err(Refusal::Nothing);
                }
                // The new lead coordinates no longer, names its own person, and asks for itself.
                self.terms.parts.retain(|part| part.unit != *to);
                (self.terms.lead, self.terms.responsible, self.asked) = (*to, None, None);
                (self.stage, self.percent) = (Stage::Given, 0);
            }
            Deed::Cancel { .. } => {
                (self.stage, self.asked, self.over_at) = (Stage::Cancelled, None, Some(at));
            }
            Deed::Urge { told, text } => {
                at_stage(!matches!(stage, Stage::Suspended | Stage::Submitted))?;
                self.urgings.push(Urging { told: *told, text: text.clone(), at, answer: None });
            }
            Deed::AnswerUrge { text } => {
                let open = self.urgings.iter_mut().rev().find(|urging| urging.answer.is_none());
                open.ok_or(Refusal::Urging)?.answer = Some((text.clone(), at));
            }
        }
        Ok(())
    }

    /// New terms cannot undo what coordinating units have done.
    fn keep_done(&self, mut terms: Terms) -> Terms {
        for part in &mut terms.parts {
            part.done_on = self.terms.part(part.unit).and_then(|known| known.done_on);
        }
        let done = self.terms.parts.iter().filter(|part| part.done_on.is_some());
        let gone: Vec<Part> = done.filter(|part| terms.part(part.unit).is_none()).cloned().collect();
        terms.parts.extend(gone);
        terms
    }

    fn later(&self, due: &Due) -> Result<(), Refusal> {
        let is_later = match (self.due().last_day(), due.last_day()) {
            (Some(now), Some(then)) => then > now,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        if is_later { Ok(()) } else { Err(Refusal::Earlier) }
    }

    /// Its deadlines, the first one first; never empty.
    #[must_use]
    pub fn dues(&self) -> &[DueVersion] {
        &self.dues
    }

    /// The deadline in force.
    #[must_use]
    pub fn due(&self) -> &Due {
        self.dues.last().map_or(&Due::None, |version| &version.due)
    }

    /// The deadline that was set first.
    #[must_use]
    pub fn first_due(&self) -> &Due {
        self.dues.first().map_or(&Due::None, |version| &version.due)
    }

    /// Which of the six are clear.
    #[must_use]
    pub fn clears(&self) -> Clears {
        self.terms.clears(self.due())
    }

    /// The day of the result that waits or was accepted: the lead is not late while others look at it.
    #[must_use]
    pub fn submitted_on(&self) -> Option<Date> {
        let counts = matches!(self.stage, Stage::Submitted | Stage::Done);
        self.submissions.last().filter(|_| counts).map(|last| local_day(last.at))
    }

    /// Does the last result come with evidence?
    #[must_use]
    pub fn has_evidence(&self) -> bool {
        self.submissions.last().is_some_and(|last| !last.evidence.is_empty())
    }
}

/// What must be said is said, and nothing is too long.
fn texts(deed: &Deed) -> Result<(), Refusal> {
    if let Some((field, text)) = deed.needed()
        && text.trim().is_empty()
    {
        return Err(Refusal::Text { field, key: "field-needed" });
    }
    let fields: &[(&'static str, &str)] = match deed {
        Deed::Progress { percent, note, difficulties, proposals } => {
            if *percent > 100 {
                return Err(Refusal::Percent);
            }
            &[("note", note), ("difficulties", difficulties), ("proposals", proposals)]
        }
        Deed::FinishPart { note, .. } | Deed::Accept { note } => &[("note", note)],
        Deed::Urge { text, .. } => &[("text", text)],
        other => &other.needed().map_or([("", "")], |one| [one]),
    };
    let long = fields.iter().find(|(_, text)| text.chars().count() > TEXT_LIMIT);
    long.map_or(Ok(()), |(field, _)| Err(Refusal::Text { field, key: "field-too-long" }))
}
