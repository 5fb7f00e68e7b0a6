//! What may become a password.

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::prepared;

/// A new password has at least this many characters, counted as code points of its NFC form.
pub const SHORTEST_CHARACTERS: usize = 10;

/// A password has at most this many bytes as typed: enough for any sentence, too few to make hashing a burden.
pub const LONGEST_BYTES: usize = 1024;

/// A password that passed the rules. Only such a one can be hashed for keeping.
#[derive(Clone)]
pub struct NewPassword(String);

/// Why a text may not become a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Fewer than [`SHORTEST_CHARACTERS`] characters.
    #[error("a password has at least {SHORTEST_CHARACTERS} characters, this one has {characters}")]
    TooShort {
        /// How many it has.
        characters: usize,
    },
    /// More than [`LONGEST_BYTES`] bytes.
    #[error("a password has at most {LONGEST_BYTES} bytes")]
    TooLong,
    /// It is a name of the person or the site, perhaps with digits or signs around it.
    #[error("a password is not the sign-in name")]
    Name,
    /// It is one of the passwords that are tried first, perhaps with digits or signs around it.
    #[error("this password is one of those that are tried first")]
    Common,
    /// It has only digits (a telephone number, a birthday, an identity card) or fewer than five different characters.
    #[error("a password has letters and at least five different characters")]
    TooSimple,
}

impl NewPassword {
    /// Checks `typed` against the rules (OWASP ASVS 5.0, 6.2.1, 6.2.4, 6.2.11, 6.2.12).
    ///
    /// `names` are the words that somebody who knows the person would try: the sign-in name, the e-mail address, the full
    /// name, the name of the site.
    pub fn check(typed: &str, names: &[&str]) -> Result<Self, Refusal> {
        if typed.len() > LONGEST_BYTES {
            return Err(Refusal::TooLong);
        }
        let password = prepared(typed);
        let characters = password.chars().count();
        if characters < SHORTEST_CHARACTERS {
            return Err(Refusal::TooShort { characters });
        }
        let folded = folded(&password);
        if names.iter().any(|name| is_name(&folded, name)) {
            return Err(Refusal::Name);
        }
        if is_common(&folded) {
            return Err(Refusal::Common);
        }
        let different: HashSet<char> = password.chars().collect();
        if different.len() < 5 || password.chars().all(|letter| letter.is_numeric() || letter == ' ') {
            return Err(Refusal::TooSimple);
        }
        Ok(Self(password))
    }

    /// The bytes to hash.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NewPassword(…)")
    }
}

/// The words that are tried first, folded. One a line in the file, which says where they come from.
static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    include_str!("../../data/common-passwords.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(folded)
        .collect()
});

/// Small letters without marks, `đ` as `d`, no spaces: `Mật Khẩu` becomes `matkhau`.
fn folded(text: &str) -> String {
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter) && !letter.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
}

/// A folded text without the digits and signs around it: `!matkhau2026` becomes `matkhau`.
fn core(folded: &str) -> &str {
    folded.trim_matches(|letter: char| !letter.is_alphabetic())
}

fn is_name(password: &str, name: &str) -> bool {
    let name = folded(name);
    let before_at = name.split('@').next().unwrap_or_default();
    [name.as_str(), before_at].into_iter().filter(|name| !name.is_empty()).any(|name| {
        let core_of_name = core(name);
        password == name || (!core_of_name.is_empty() && unrepeated(core(password)) == core_of_name)
    })
}

fn is_common(password: &str) -> bool {
    let plain: String = core(password).chars().map(as_letter).collect();
    [password, core(password), &plain]
        .into_iter()
        .filter(|word| !word.is_empty())
        .any(|word| COMMON.contains(word) || COMMON.contains(unrepeated(word)))
}

/// The letter for which a digit or a sign is often written: `P@ssw0rd`.
fn as_letter(letter: char) -> char {
    match letter {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '5' | '$' => 's',
        other => other,
    }
}

/// The word of which a text is made by repeating it: `matkhaumatkhau` becomes `matkhau`; other texts stay.
fn unrepeated(text: &str) -> &str {
    let bytes = text.as_bytes();
    (1..=bytes.len() / 2)
        .filter(|length| bytes.len().is_multiple_of(*length) && text.is_char_boundary(*length))
        .find(|length| bytes[*length..] == bytes[..bytes.len() - *length])
        .map_or(text, |length| &text[..length])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(typed: &str) -> Option<Refusal> {
        NewPassword::check(typed, &["tran.binh@haimin.example", "Trần Văn Bình"]).err()
    }

    #[test]
    fn sentences_and_random_letters_may_be_passwords() {
        for typed in ["con mèo nằm trên mái", "bcfg-hjkm-nprs", "hoa phượng 2026 nở", "Xk29!dkw0_q"]
        {
            assert_eq!(refusal(typed), None, "{typed}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_of_the_composed_form() {
        assert_eq!(refusal("ếếế"), Some(Refusal::TooShort { characters: 3 }));
        assert_eq!(refusal("e\u{302}\u{301}abcdefgh"), Some(Refusal::TooShort { characters: 9 }));
        assert_eq!(refusal("e\u{302}\u{301}abcdefghi"), None);
        assert_eq!(refusal(&format!("{}chuồn chuồn", "x".repeat(LONGEST_BYTES))), Some(Refusal::TooLong));
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for typed in [
            "Mật khẩu 123",
            "matkhau2026!",
            "P@ssw0rd2026",
            "anhyeuem123",
            "matkhaumatkhau",
            "qwertyuiop",
            "Password123!",
        ] {
            assert_eq!(refusal(typed), Some(Refusal::Common), "{typed}");
        }
    }

    #[test]
    fn names_are_refused() {
        for typed in ["tran.binh2026", "tran.binh@haimin.example", "Trần Văn Bình", "tranvanbinh1990"] {
            assert_eq!(refusal(typed), Some(Refusal::Name), "{typed}");
        }
        assert!(
            NewPassword::check("một câu dài hơn", &["", "@", "123"]).is_ok(),
            "names without letters forbid nothing"
        );
    }

    #[test]
    fn digits_alone_and_few_letters_are_refused() {
        for typed in ["0912 345 687", "031090012345", "aaaaaaaaaaaa", "abababababab"] {
            assert_eq!(refusal(typed), Some(Refusal::TooSimple), "{typed}");
        }
    }
}
