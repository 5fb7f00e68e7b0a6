//! The rights there are, and how far one reaches.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident $code:literal $nature:ident)*) => {
        /// Something that a person may be allowed to do. In texts by its code, `area.verb`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Right {$(
            $(#[$doc])*
            #[serde(rename = $code)]
            $name,
        )*}

        impl Right {
            /// All rights, by area.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its code: `units.change`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            const fn nature(self) -> Nature {
                match self {
                    $(Self::$name => Nature::$nature,)*
                }
            }
        }
    };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// Sees what belongs to a unit.
    Reads,
    /// Changes what belongs to a unit.
    Changes,
    /// Changes what belongs to the whole house.
    Runs,
    /// Touches nothing but the person's own account.
    Own,
}

rights! {
    /// See units and their history.
    UnitsRead "units.read" Reads
    /// Enter and take back events of the organisation.
    UnitsChange "units.change" Changes
    /// See accounts and posts.
    PeopleRead "people.read" Reads
    /// Make and end accounts and posts.
    PeopleChange "people.change" Changes
    /// Delegate one's own post for a time.
    PostsDelegate "posts.delegate" Changes
    /// Read the log.
    LogRead "log.read" Reads
    /// See, repeat and drop the machine's jobs.
    JobsManage "jobs.manage" Runs
    /// Change the settings of the house.
    SettingsChange "settings.change" Runs
    /// Make tokens of the API for oneself; they can do no more than their owner.
    ApiTokensOwn "api_tokens.own" Own
    /// Read documents.
    DocumentsRead "documents.read" Reads
    /// Register incoming and internal documents, keep drafts.
    DocumentsRegister "documents.register" Changes
    /// Give a document its number and send it out.
    DocumentsIssue "documents.issue" Changes
    /// See tasks.
    TasksRead "tasks.read" Reads
    /// Hand out, change, urge tasks.
    TasksAssign "tasks.assign" Changes
    /// Report progress and results of one's unit's tasks.
    TasksReport "tasks.report" Changes
    /// Accept results or send them back.
    TasksAccept "tasks.accept" Changes
    /// See figures.
    FiguresRead "figures.read" Reads
    /// Enter figures.
    FiguresEnter "figures.enter" Changes
    /// Approve figures or return them.
    FiguresApprove "figures.approve" Changes
    /// Define indicators, targets and forms.
    FiguresDefine "figures.define" Changes
    /// Read reports.
    ReportsRead "reports.read" Reads
    /// Write reports.
    ReportsWrite "reports.write" Changes
    /// Issue reports.
    ReportsIssue "reports.issue" Changes
}

impl Right {
    /// Does it let a person change what others see?
    #[must_use]
    pub const fn changes(self) -> bool {
        matches!(self.nature(), Nature::Changes | Nature::Runs)
    }

    /// Does it stand apart from all units? It is then given with [`Scope::All`] or not at all.
    #[must_use]
    pub const fn is_apart_from_units(self) -> bool {
        matches!(self.nature(), Nature::Runs | Nature::Own)
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a text is no right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such right")]
pub struct NotARight;

impl FromStr for Right {
    type Err = NotARight;

    fn from_str(code: &str) -> Result<Self, NotARight> {
        Self::ALL.iter().copied().find(|right| right.code() == code).ok_or(NotARight)
    }
}

/// How far a right reaches from the unit of the post that gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// That unit.
    OwnUnit,
    /// That unit and all below it.
    Subtree,
    /// Every unit, ended ones too.
    All,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_right_in_text_and_json() {
        for &right in Right::ALL {
            assert_eq!(right.code().parse(), Ok(right));
            assert_eq!(serde_json::to_string(&right).unwrap(), format!("\"{right}\""));
            assert_eq!(Right::ALL.iter().filter(|other| other.code() == right.code()).count(), 1);
        }
        assert_eq!("units.destroy".parse::<Right>(), Err(NotARight));
    }
}
