//! A person's account.

use crate::ids::AccountId;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A person who can sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// What the person types to sign in; no two accounts have the same.
    pub sign_in: SignInName,
    /// The person's name.
    pub display_name: String,
    /// Where letters go.
    pub email: Option<Email>,
    /// The language of pages and letters.
    pub language: Language,
    /// May the person sign in?
    pub state: AccountState,
}

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Its code: `vi`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Vi, Self::En].into_iter().find(|language| language.code() == code)
    }
}

/// Whether an account may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountState {
    /// The person may sign in.
    #[default]
    Active,
    /// Nobody may, and its posts give no rights.
    Disabled,
}

impl AccountState {
    /// Its code: `active`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }

    /// The state with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Active, Self::Disabled].into_iter().find(|state| state.code() == code)
    }
}

/// What a person types to sign in: 3 to 64 of `a`–`z`, `0`–`9`, `.`, `_`, `-`, `@`; it begins and ends with a letter or a
/// figure. Capitals are read as small letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SignInName(String);

/// Why a text is no sign-in name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a sign-in name has 3 to 64 of a-z, 0-9, '.', '_', '-', '@', and begins and ends with a letter or figure"
)]
pub struct NotASignInName;

impl FromStr for SignInName {
    type Err = NotASignInName;

    fn from_str(text: &str) -> Result<Self, NotASignInName> {
        let text = text.trim();
        let plain = |b: u8| b.is_ascii_alphanumeric();
        let fits = (3..=64).contains(&text.len())
            && text.bytes().all(|b| plain(b) || b"._-@".contains(&b))
            && text.bytes().next().is_some_and(plain)
            && text.bytes().last().is_some_and(plain);
        if fits { Ok(Self(text.to_lowercase())) } else { Err(NotASignInName) }
    }
}

/// An e-mail address: one `@`, something plain before it, a domain with a dot after it, no more than 254 bytes, all ASCII.
/// Nothing that could end a header line or name a second address fits in. The domain is kept in small letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address is written as ten@donvi.vn")]
pub struct NotAnEmail;

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(NotAnEmail)?;
        let word = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b);
        let local_fits =
            local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.bytes().all(word));
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain_fits = domain.contains('.') && domain.split('.').all(label);
        if local_fits && domain_fits && text.len() <= 254 {
            Ok(Self(format!("{local}@{}", domain.to_lowercase())))
        } else {
            Err(NotAnEmail)
        }
    }
}

macro_rules! checked_text {
    ($($name:ident, $error:ident;)*) => {$(
        impl $name {
            /// Its text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;
            fn try_from(text: String) -> Result<Self, $error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )*};
}

checked_text! {
    SignInName, NotASignInName;
    Email, NotAnEmail;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sign_in_names() {
        for (text, name) in
            [("an.nguyen", "an.nguyen"), (" An_01 ", "an_01"), ("vt@haiminh.vn", "vt@haiminh.vn")]
        {
            assert_eq!(text.parse::<SignInName>().unwrap().as_str(), name);
        }
        for text in ["", "an", ".an", "an-", "nguyễn", "an nguyen", "an\nb", "İii", &"a".repeat(65)] {
            assert_eq!(text.parse::<SignInName>(), Err(NotASignInName), "{text:?}");
        }
    }

    #[test]
    fn addresses() {
        for text in ["vt@haiminh.vn", "a.b+c@x.haiminh.vn", "o'an@a-b.vn"] {
            assert_eq!(text.parse::<Email>().unwrap().as_str(), text);
        }
        assert_eq!("Van.Thu@HaiMinh.VN".parse::<Email>().unwrap().as_str(), "Van.Thu@haiminh.vn");
        let long = format!("a@{}.vn", "b.".repeat(130));
        for text in
            ["", "a", "@a.vn", "a@", "a@vn", "a@@b.vn", ".a@b.vn", "a..b@c.vn", "a@b..vn", "a@-b.vn", &long]
        {
            assert_eq!(text.parse::<Email>(), Err(NotAnEmail), "{text:?}");
        }
        for text in ["a@b.vn, c@d.vn", "a@b.vn\r\nBcc: c@d.vn", "A <a@b.vn>", "\"a b\"@c.vn", "ấ@b.vn"] {
            assert_eq!(text.parse::<Email>(), Err(NotAnEmail), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_was_read_reads_the_same(text in "[a-zA-Z0-9.@_ -]{0,20}") {
            if let Ok(name) = text.parse::<SignInName>() {
                prop_assert_eq!(name.as_str().parse(), Ok(name));
            }
            if let Ok(email) = text.parse::<Email>() {
                prop_assert_eq!(email.as_str().parse(), Ok(email));
            }
        }
    }
}
