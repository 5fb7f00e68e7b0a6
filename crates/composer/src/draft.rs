//! A document before it is written: what it says, free of any layout.

use crate::block::Block;
use crate::inline::{Inline, Piece, Span};
use crate::line::{Caps, Line};
use jiff::civil::{Date, date};
pub use vitext::kind::System;

/// How documents of the State end.
const END: &str = "./.";

/// An official document. There is no mark of secrecy: what is secret does not come here (`domain.md §4`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Whose rules it follows.
    pub system: System,
    /// What it is.
    pub kind: Kind,
    /// Who issues it.
    pub issuer: Issuer,
    /// Number and symbol; some letters have none.
    pub symbol: Option<Symbol>,
    /// Where it is issued.
    pub place: Line,
    /// When.
    pub day: Day,
    /// How fast it must travel.
    pub urgency: Option<Urgency>,
    /// What it is about (trích yếu).
    pub subject: Line,
    /// Whom it addresses (Kính gửi, Kính trình).
    pub addressees: Recipients,
    /// What it says.
    pub body: Vec<Block>,
    /// Who signs it.
    pub signature: Option<Signature>,
    /// Who gets it (Nơi nhận).
    pub recipients: Recipients,
}

impl Draft {
    /// A draft with a head and nothing else; the rest is filled in field by field.
    #[must_use]
    pub fn new(system: System, kind: Kind, issuer: Issuer, day: Day) -> Self {
        Self {
            system,
            kind,
            issuer,
            symbol: None,
            place: Line::default(),
            day,
            urgency: None,
            subject: Line::default(),
            addressees: Recipients::default(),
            body: Vec::new(),
            signature: None,
            recipients: Recipients::default(),
        }
    }

    /// Documents of the State end with `./.` (NĐ 30/2020/NĐ-CP, Phụ lục I): puts it there, where the last paragraph ends with a full stop.
    pub fn finish(&mut self) {
        if let Some(text) = self.end().filter(|text| !text.text().ends_with(END)) {
            let shown = text.text();
            if shown.ends_with('.') {
                let end = Span::Piece(Piece::plain("/."));
                *text = Inline::new(text.spans().iter().cloned().chain([end]));
            }
        }
    }

    /// Takes that end away again.
    pub fn reopen(&mut self) {
        let Some(text) = self.end() else { return };
        let mut spans = text.spans().to_vec();
        if let Some(Span::Piece(Piece::Text { text: last, .. })) = spans.last_mut()
            && last.ends_with(END)
        {
            last.truncate(last.len() - "/.".len());
            *text = Inline::new(spans);
        }
    }

    /// The last paragraph of a document of the State.
    fn end(&mut self) -> Option<&mut Inline> {
        match self.body.last_mut() {
            Some(Block::Paragraph(text) | Block::Item { text, .. }) if self.system == System::State => {
                Some(text)
            }
            _ => None,
        }
    }
}

/// A kind of document that the register knows (`data/kinds.toml`), by one of its names: `chương trình hành động`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Kind(String);

impl Kind {
    /// The kind with this name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = Line::new(name).as_str().to_lowercase();
        vitext::kind::named(&name).map(|_| Self(name))
    }

    /// The official letter (công văn): its name is not printed, its subject stands under its number.
    #[must_use]
    pub fn letter() -> Self {
        Self("công văn".to_owned())
    }

    /// Name in lower case.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether it is an official letter.
    #[must_use]
    pub fn is_letter(&self) -> bool {
        self.0 == "công văn"
    }

    /// Whether it proposes something to a body above (tờ trình).
    #[must_use]
    pub fn is_proposal(&self) -> bool {
        self.0 == "tờ trình"
    }

    /// How symbols abbreviate it in `system` on the last possible day of issue.
    #[must_use]
    pub fn abbreviation(&self, system: System, day: Day) -> Option<&'static str> {
        vitext::kind::named(&self.0)?.abbreviation(system, Some(day.last()))
    }
}

/// The body that issues, under the body that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// The body above, where it is named.
    pub superior: Option<Caps>,
    /// The body itself.
    pub body: Caps,
}

/// Number and symbol: `Số 07-NQ/TU`, `Số: 15/QĐ-UBND`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// The number; open until the clerk gives it.
    pub number: Option<Number>,
    /// What follows: `NQ/TU`, `QĐ-UBND`, `2024/NĐ-CP`.
    pub code: Line,
}

/// A number of the register, two digits at least: `07`, `112`, `12a`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// A number that begins with a digit and has nothing but digits and letters.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let text = Line::new(text);
        let text = text.as_str();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let sound = digits > 0 && text.len() <= 16 && text.chars().all(char::is_alphanumeric);
        let zero = if digits == 1 { "0" } else { "" };
        sound.then(|| Self(format!("{zero}{text}")))
    }

    /// As it is printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The day of issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Known.
    Known(Date),
    /// The clerk fills it in; the month is known.
    Open {
        /// Year.
        year: i16,
        /// Month, 1 to 12.
        month: i8,
    },
}

impl Day {
    /// The last day on which it can be: by it the layout is chosen.
    #[must_use]
    pub fn last(self) -> Date {
        match self {
            Self::Known(day) => day,
            Self::Open { year, month } => {
                Date::new(year, month, 1).map_or(date(1, 1, 1), Date::last_of_month)
            }
        }
    }
}

/// How fast a document must travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Khẩn.
    Urgent,
    /// Thượng khẩn.
    VeryUrgent,
    /// Hỏa tốc.
    Flash,
}

impl Urgency {
    /// All, the least first.
    pub const ALL: [Self; 3] = [Self::Urgent, Self::VeryUrgent, Self::Flash];

    /// The mark as it is printed.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Urgent => "KHẨN",
            Self::VeryUrgent => "THƯỢNG KHẨN",
            Self::Flash => "HỎA TỐC",
        }
    }

    /// The urgency with this mark, in any case.
    #[must_use]
    pub fn marked(mark: &str) -> Option<Self> {
        let mark = Caps::new(mark);
        let same = |urgency: &Self| {
            urgency.mark() == mark.as_str() || mark.as_str() == "HOẢ TỐC" && *urgency == Self::Flash
        };
        Self::ALL.into_iter().find(same)
    }
}

/// In whose name somebody signs. How it is written, `T/M` or `TM.`, is a matter of the layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// How he may.
    pub form: AuthorityForm,
    /// The body or office: `BAN THƯỜNG VỤ`.
    pub of: Caps,
}

/// How somebody may sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorityForm {
    /// On behalf of a body (thay mặt).
    OnBehalf,
    /// In the place of the head (ký thay).
    InPlace,
    /// By order (thừa lệnh).
    ByOrder,
    /// By mandate (thừa ủy quyền).
    ByMandate,
    /// Acting head (quyền).
    Acting,
}

impl AuthorityForm {
    /// All.
    pub const ALL: [Self; 5] = [Self::OnBehalf, Self::InPlace, Self::ByOrder, Self::ByMandate, Self::Acting];
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// In whose name, one a line.
    pub authority: Vec<Authority>,
    /// Office of the signer: `PHÓ BÍ THƯ`; empty where the authority says it.
    pub office: Caps,
    /// His name, without titles.
    pub name: Line,
}

/// A list of those who get the document; each without the dash before and the sign after.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recipients(Vec<Line>);

impl Recipients {
    /// Takes recipients as they are typed: `- Như trên;`.
    #[must_use]
    pub fn new<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let bare = |line: &str| {
            let line = Line::new(line);
            let bare = line.as_str().trim_start_matches(['-', '–', '+', ' ', '\u{a0}']);
            Line::new(bare.trim_end_matches([';', ',', '.', ' ', '\u{a0}']))
        };
        Self(lines.into_iter().map(bare).filter(|line| !line.is_empty()).collect())
    }

    /// The recipients.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.0
    }
}
