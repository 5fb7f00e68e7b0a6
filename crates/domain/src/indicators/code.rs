//! Short names of definitions: what formulas, tables and other systems call them by.

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a code is written in small letters without marks, figures and _, begins with a letter and has at most 60 characters"
)]
pub struct NotACode;

macro_rules! code_type {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(std::sync::Arc<str>);

        impl $name {
            /// Its text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotACode;
            fn from_str(text: &str) -> Result<Self, NotACode> {
                if is_code(text) { Ok(Self(text.into())) } else { Err(NotACode) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotACode;
            fn try_from(text: String) -> Result<Self, NotACode> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0.as_ref().to_owned()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

code_type! {
    /// Code of an indicator: `members_admitted`.
    IndicatorCode
    /// Code of a unit of measure: `person`.
    MeasureCode
    /// Code of a way to break figures down: `sex`.
    BreakdownCode
    /// Code of one part of a breakdown: `women`.
    ItemCode
}

fn is_code(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() <= 60
        && bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
