//! Numbers that name things: one type for each, so that a post is never taken for a unit.
//!
//! Ids are given by the store, grow, and are never used twice.

/// Why a text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is a whole number from 1 on")]
pub struct NotAnId;

macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "schema", schema(value_type = i64))]
        pub struct $name(i64);

        impl $name {
            /// The id with this number.
            #[must_use]
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// Its number.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        /// Reads figures only: no sign, no space, no zero at the beginning, so that one thing has one address.
        impl std::str::FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
                text.parse().ok().filter(|_| plain).map(Self).ok_or(NotAnId)
            }
        }
    )*};
}

id_type! {
    /// A unit: once ended it never comes back, a unit founded again is another one.
    UnitId
    /// A dated event of the organisation. Ids grow in the order of entry.
    EventId
    /// A person's account.
    AccountId
    /// A post that a person holds in a unit.
    PostId
    /// A passkey of an account.
    PasskeyId
    /// A signed-in browser.
    SessionId
    /// A token of the API.
    TokenId
    /// An entry of the log.
    LogId
    /// A task of the machine: sending a letter, reading a file.
    JobId
    /// An uploaded file.
    FileId
    /// A notice to a person.
    NoticeId
    /// A document of the register.
    DocumentId
    /// A file that waits to be registered.
    WaitingId
    /// An older register that is taken in.
    RegisterImportId
    /// A task of a unit.
    TaskId
    /// Statistics of tasks that were frozen.
    TaskReportId
    /// A document that is followed branch by branch.
    ProgrammeId
    /// An indicator.
    IndicatorId
    /// A form by which figures are asked.
    FormId
    /// A round in which a form is filled in for a period.
    CampaignId
    /// A report of a period.
    ReportId
    /// What a unit wrote of a period.
    NarrativeId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_id_has_one_text() {
        assert_eq!("17".parse(), Ok(UnitId::new(17)));
        assert_eq!(UnitId::new(17).to_string(), "17");
        for text in ["", "0", "017", "+17", "-17", " 17", "17 ", "1.7", "9223372036854775808", "١٧"] {
            assert_eq!(text.parse::<UnitId>(), Err(NotAnId), "{text:?}");
        }
    }

    #[test]
    fn json_is_the_bare_number() {
        assert_eq!(serde_json::to_string(&PostId::new(5)).unwrap(), "5");
        assert_eq!(serde_json::from_str::<PostId>("5").unwrap(), PostId::new(5));
    }
}
