//! Text of one line: what may stand in a head, a label, a name.

use std::fmt;

/// Text in form C without line ends and control characters, single spaces, none around.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Line(String);

impl Line {
    /// `text` made one line.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let clean = clean(text);
        Self(clean.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A line in capital letters: names of bodies and offices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Caps(Line);

impl Caps {
    /// `text` made one line in capital letters.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Line::new(&text.to_uppercase()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Caps {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Display for Caps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `text` in form C; what breaks lines or controls is a space, what has no width is gone. No-break spaces stay.
pub(crate) fn clean(text: &str) -> String {
    let (text, _) = vitext::nfc::nfc(text);
    let visible = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let one = |c: char| match c {
        '\u{a0}' | '\u{202f}' => '\u{a0}',
        '\u{fffe}' | '\u{ffff}' => ' ',
        c if c.is_control() || c.is_whitespace() => ' ',
        c => c,
    };
    text.chars().filter(visible).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(Line::new(" Thành\tủy\r\n Hải  Minh\u{0} ").as_str(), "Thành ủy Hải Minh");
        assert_eq!(Line::new("Tha\u{300}nh u\u{309}y\u{200b}").as_str(), "Thành ủy");
        assert_eq!(Caps::new("đảng ủy phường Cửa Sông").as_str(), "ĐẢNG ỦY PHƯỜNG CỬA SÔNG");
    }
}
