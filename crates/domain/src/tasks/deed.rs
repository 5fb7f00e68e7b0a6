//! What is done with a task. Every deed is kept, with who, when and why.

use super::due::Due;
use super::ladder::Told;
use super::terms::{Clause, Terms};
use crate::ids::{AccountId, DocumentId, PostId, TaskId, UnitId};
use crate::log::Hash;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What shows that a result is there (minh chứng).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A document of the register.
    Document(DocumentId),
    /// A file.
    File {
        /// Under which its content stands.
        hash: Hash,
        /// Its name as it came.
        name: String,
    },
}

/// Where a task comes from, once and for all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origin {
    /// Clauses that give the work: more than one where they were merged, none for a leader's word.
    pub clauses: Vec<Clause>,
    /// The task that was handed down.
    pub parent: Option<TaskId>,
    /// The first of a row of occurrences.
    pub series: Option<TaskId>,
}

/// What is done with a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// Handed out: the beginning of every task (giao).
    Give {
        /// Where it comes from.
        origin: Origin,
        /// What it says.
        terms: Terms,
        /// Until when.
        due: Due,
    },
    /// What it says is made clear, or corrected; not the lead, not the deadline.
    Clarify {
        /// What it says now.
        terms: Terms,
    },
    /// The lead has it (tiếp nhận), and names who is responsible.
    Receive {
        /// Who.
        responsible: Option<AccountId>,
    },
    /// The lead gives it back: not its competence (trả lại).
    Return {
        /// Why.
        reason: String,
    },
    /// The lead tells how far it is.
    Progress {
        /// How far, 0 to 100.
        percent: u8,
        /// What was done.
        note: String,
        /// What is difficult (khó khăn, vướng mắc).
        difficulties: String,
        /// What is proposed (đề xuất, kiến nghị).
        proposals: String,
    },
    /// A coordinating unit has done its part.
    FinishPart {
        /// Which unit.
        unit: UnitId,
        /// What was done.
        note: String,
    },
    /// The lead submits the result (trình kết quả).
    Submit {
        /// What came out.
        note: String,
        /// What shows it.
        evidence: Vec<Evidence>,
    },
    /// The result is accepted: the task is done (nghiệm thu).
    Accept {
        /// What is said of it.
        note: String,
    },
    /// The result goes back (yêu cầu bổ sung).
    SendBack {
        /// Why.
        reason: String,
    },
    /// The lead asks for more time (xin gia hạn).
    AskExtension {
        /// Until when.
        due: Due,
        /// Why.
        reason: String,
    },
    /// More time is granted, as asked or otherwise.
    GrantExtension {
        /// Until when.
        due: Due,
    },
    /// No more time.
    RefuseExtension {
        /// Why.
        reason: String,
    },
    /// The deadline is set anew by who handed the task out.
    SetDue {
        /// Until when.
        due: Due,
        /// Why.
        reason: String,
    },
    /// It rests (tạm dừng).
    Suspend {
        /// Why.
        reason: String,
    },
    /// It goes on.
    Resume,
    /// It goes to another lead, who has yet to receive it (chuyển đơn vị).
    HandOver {
        /// To which unit.
        to: UnitId,
        /// Why.
        reason: String,
    },
    /// It is no longer to be done (bãi bỏ).
    Cancel {
        /// Why.
        reason: String,
    },
    /// Somebody is urged (đôn đốc).
    Urge {
        /// Who is told.
        told: Told,
        /// In which words.
        text: String,
    },
    /// Who was urged answers.
    AnswerUrge {
        /// The answer.
        text: String,
    },
}

/// From which side a deed is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Who hands tasks out.
    Assigner,
    /// The lead unit.
    Lead,
    /// A coordinating unit.
    Coordinator,
    /// Who accepts results.
    Acceptor,
}

impl Deed {
    /// Its code: `send_back`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Give { .. } => "give",
            Self::Clarify { .. } => "clarify",
            Self::Receive { .. } => "receive",
            Self::Return { .. } => "return",
            Self::Progress { .. } => "progress",
            Self::FinishPart { .. } => "finish_part",
            Self::Submit { .. } => "submit",
            Self::Accept { .. } => "accept",
            Self::SendBack { .. } => "send_back",
            Self::AskExtension { .. } => "ask_extension",
            Self::GrantExtension { .. } => "grant_extension",
            Self::RefuseExtension { .. } => "refuse_extension",
            Self::SetDue { .. } => "set_due",
            Self::Suspend { .. } => "suspend",
            Self::Resume => "resume",
            Self::HandOver { .. } => "hand_over",
            Self::Cancel { .. } => "cancel",
            Self::Urge { .. } => "urge",
            Self::AnswerUrge { .. } => "answer_urge",
        }
    }

    /// From which side it is done.
    #[must_use]
    pub const fn side(&self) -> Side {
        match self {
            Self::Give { .. }
            | Self::Clarify { .. }
            | Self::GrantExtension { .. }
            | Self::RefuseExtension { .. }
            | Self::SetDue { .. }
            | Self::Suspend { .. }
            | Self::Resume
            | Self::HandOver { .. }
            | Self::Cancel { .. }
            | Self::Urge { .. } => Side::Assigner,
            Self::Receive { .. }
            | Self::Return { .. }
            | Self::Progress { .. }
            | Self::Submit { .. }
            | Self::AskExtension { .. }
            | Self::AnswerUrge { .. } => Side::Lead,
            Self::FinishPart { .. } => Side::Coordinator,
            Self::Accept { .. } | Self::SendBack { .. } => Side::Acceptor,
        }
    }

    /// The words that must not be missing, and the name of their field.
    pub(super) fn needed(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::Return { reason }
            | Self::SendBack { reason }
            | Self::AskExtension { reason, .. }
            | Self::RefuseExtension { reason }
            | Self::SetDue { reason, .. }
            | Self::Suspend { reason }
            | Self::HandOver { reason, .. }
            | Self::Cancel { reason } => Some(("reason", reason)),
            Self::Submit { note, .. } => Some(("note", note)),
            Self::AnswerUrge { text } => Some(("text", text)),
            Self::Give { .. }
            | Self::Clarify { .. }
            | Self::Receive { .. }
            | Self::Progress { .. }
            | Self::FinishPart { .. }
            | Self::Accept { .. }
            | Self::GrantExtension { .. }
            | Self::Resume
            | Self::Urge { .. } => None,
        }
    }
}

/// A deed with who did it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskEvent {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: AccountId,
    /// By which post.
    pub post: Option<PostId>,
    /// What.
    pub deed: Deed,
}
