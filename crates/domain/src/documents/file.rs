//! The files of a document, and what became of what the audit found in it.

use crate::ids::AccountId;
use crate::log::Hash;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident, $not:ident $refusal:literal: $($(#[$each:meta])* $variant:ident $code:literal)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub enum $name {$(
            $(#[$each])*
            $variant,
        )*}

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }
        }

        #[doc = concat!("Why a text is no code of a [`", stringify!($name), "`].")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
        #[error($refusal)]
        pub struct $not;

        impl FromStr for $name {
            type Err = $not;

            fn from_str(code: &str) -> Result<Self, $not> {
                Self::ALL.iter().copied().find(|one| one.code() == code).ok_or($not)
            }
        }
    };
}

codes! {
    /// What a file is to its document.
    FileRole, NotAFileRole "a file is the scan, the editable text or an attachment":
    /// As signed and sealed.
    Scan "scan"
    /// The text that can be edited.
    Editable "editable"
    /// What goes with it.
    Attachment "attachment"
}

codes! {
    /// How a finding of the audit was settled.
    Verdict, NotAVerdict "a finding is right, wrong or corrected":
    /// The finding is right: the document says something that cannot be.
    Right "right"
    /// The finding is wrong: the document is right.
    Wrong "wrong"
    /// The document was corrected.
    Corrected "corrected"
}

/// A version of a file of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileVersion {
    /// Its number in the store.
    pub id: i64,
    /// What it is.
    pub role: FileRole,
    /// From one on, of its role.
    pub version: u32,
    /// Under which its content stands.
    pub hash: Hash,
    /// Its name as it came.
    pub name: String,
    /// When it came.
    pub added_at: Timestamp,
    /// From whom.
    pub added_by: AccountId,
}
