//! What a document tells about itself in its head and tail, in the layouts of the Party (`HD 05-HD/VPTW`, `HD 36-HD/VPTW`)
//! and of the State (`NĐ 30/2020/NĐ-CP`). What is not there stays absent.

mod cells;
mod secrecy;
#[cfg(test)]
mod tests;

pub use secrecy::secrecy;

use crate::document::{Document, ParagraphRole};
use crate::facts::{Metadata, body, key::key, phrases::KINDS};
use cells::{Cell, cells};
use vitext::date::{self, Written, WrittenDate};
use vitext::symbol;
use vitext::symbol::System;

/// Reads the metadata from the paragraphs of the head and the tail.
#[must_use]
pub fn read(document: &Document) -> Metadata {
    let mut metadata = Metadata::default();
    let mut head = Head::default();
    let mut tail = Tail::default();
    for paragraph in &document.paragraphs {
        match paragraph.role {
            ParagraphRole::Head => {
                for cell in cells(document, paragraph) {
                    head.cell(&cell, &mut metadata);
                }
            }
            ParagraphRole::Tail => tail.paragraph(document, paragraph, &mut metadata),
            _ => {}
        }
    }
    head.finish(&mut metadata);
    metadata
}

/// Lines that stand in every head.
const MOTTOES: &[&str] = &[
    "đảng cộng sản việt nam",
    "cộng hòa xã hội chủ nghĩa việt nam",
    "độc lập - tự do - hạnh phúc",
    "độc lập – tự do – hạnh phúc",
];

const URGENCY: &[&str] = &["khẩn", "thượng khẩn", "hỏa tốc", "hỏa tốc hẹn giờ", "hẹn giờ"];

#[derive(Default)]
struct Head {
    bodies: Vec<String>,
    subject: Vec<String>,
    /// The names of bodies are over: a symbol, a date or a kind was met.
    named: bool,
    /// The subject is being read.
    titled: bool,
    /// The subject is over.
    closed: bool,
}

impl Head {
    fn cell(&mut self, cell: &Cell, metadata: &mut Metadata) {
        let (text, key) = (cell.text.as_str(), cell.key.as_str());
        if !text.contains(char::is_alphanumeric) || MOTTOES.contains(&key) {
            return;
        }
        if key.starts_with("kính gửi") || key.starts_with("kính trình") || key.starts_with("căn cứ") {
            self.closed = true;
        }
        if URGENCY.contains(&key) {
            metadata.urgency.get_or_insert_with(|| text.to_owned());
            return;
        }
        let numbered = self.symbol(text, key, metadata);
        if self.date(text, key, metadata) || numbered {
            return;
        }
        if let Some(subject) =
            key.strip_prefix("v/v").or_else(|| key.strip_prefix("về việc ").filter(|_| !self.titled))
        {
            let start = if key.starts_with("v/v") { key.len() - subject.len() } else { 0 };
            self.subject.push(text[start..].trim_start_matches([':', ' ']).to_owned());
            self.titled = true;
            return;
        }
        if self.kind(text, key, metadata) || self.closed {
            return;
        }
        if let Some(by) = key.strip_prefix("của ").map(|by| key.len() - by.len())
            && body::begins(text, key, by).is_some()
            && self.subject.is_empty()
        {
            metadata.issuer.get_or_insert_with(|| text[by..].to_owned());
            self.titled = true;
            return;
        }
        let upper = !text.contains(char::is_lowercase);
        if upper && self.subject.iter().any(|line| line.contains(char::is_lowercase)) {
            // Under the subject: who decides, as `CHỦ TỊCH ỦY BAN NHÂN DÂN` (NĐ 30/2020/NĐ-CP, phụ lục III, mẫu 1.2).
            self.closed = true;
            return;
        }
        if self.titled || text.starts_with(char::is_lowercase) {
            self.titled = true;
            self.subject.push(text.to_owned());
        } else if upper && !self.named {
            self.body(text, key);
        }
    }

    /// A line with the names of bodies; one that begins no name goes on with the line before.
    fn body(&mut self, text: &str, key: &str) {
        match self.bodies.last_mut() {
            Some(last) if body::begins(text, key, 0).is_none() => {
                last.push(' ');
                last.push_str(text);
            }
            _ => self.bodies.push(text.to_owned()),
        }
    }

    fn symbol(&mut self, text: &str, key: &str, metadata: &mut Metadata) -> bool {
        if !key.starts_with("số") {
            return false;
        }
        let after = key["số".len()..].trim_start_matches([':', ' ', '.', '…']);
        let found =
            symbol::find(text).into_iter().next().filter(|f| f.range.start <= key.len() - after.len() + 2);
        let blank = found.is_none() && after.starts_with(['-', '/']);
        if found.is_none() && !blank {
            return false;
        }
        self.named = true;
        if let Some(found) = found
            && metadata.symbol.is_none()
        {
            let symbol = found.symbol;
            let letter = symbol.kind.as_deref() == Some("CV")
                || (symbol.kind.is_none() && symbol.system == System::State && symbol.year.is_none());
            if letter && metadata.kind.is_none() {
                metadata.kind = Some("Công văn".to_owned());
            }
            metadata.number = Some(symbol.number);
            metadata.symbol = Some(symbol.normalized);
        }
        true
    }

    /// `Hải Minh, ngày 03 tháng 02 năm 2026`; the day may be left blank.
    fn date(&mut self, text: &str, key: &str, metadata: &mut Metadata) -> bool {
        let Some(at) = key
            .find("ngày")
            .filter(|at| key[..*at].trim_end().ends_with(',') || key[..*at].trim().is_empty())
        else {
            return false;
        };
        if !key[at..].contains("tháng") && !date::find(&text[at..]).iter().any(|t| t.range.start < 8) {
            return false;
        }
        let before = text[..at].trim_end_matches([' ', ',']);
        let symbol = symbol::find(before).into_iter().next_back();
        // "thực hiện Nghị quyết số 21-NQ/TU, ngày …" is of another document
        let own = |at: usize| matches!(key[..at].trim_end_matches([':', ' ', '.']), "" | "số");
        if symbol.as_ref().is_some_and(|s| !own(s.range.start)) {
            return false;
        }
        let start = symbol.map_or(0, |s| s.range.end);
        let place = before[start..].trim();
        let title = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        if place.split(' ').count() > 6 || !place.split(' ').all(|w| w.is_empty() || w == "-" || title(w)) {
            return false;
        }
        self.named = true;
        if !place.is_empty() {
            metadata.place_of_issue.get_or_insert_with(|| place.trim_end_matches('.').to_owned());
        }
        let day = date::find(&text[at..]).into_iter().find_map(|t| match t.written {
            Written::Day(day) => WrittenDate::date(&day),
            _ => None,
        });
        metadata.date = metadata.date.or(day);
        true
    }

    /// A kind in capitals at the beginning of a line, alone or with its subject.
    fn kind(&mut self, text: &str, key: &str, metadata: &mut Metadata) -> bool {
        if metadata.kind.is_some() && self.titled || self.closed {
            return false;
        }
        let ends = |n: &str| key[n.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        let names = KINDS.like(key).iter();
        let Some(name) = names.filter(|n| key.starts_with(**n) && ends(n)).max_by_key(|n| n.len()) else {
            return false;
        };
        let (written, rest) = text.split_at(name.len());
        if written.contains(char::is_lowercase) {
            return false;
        }
        let mut letters = name.chars();
        metadata.kind = letters.next().map(|c| c.to_uppercase().chain(letters).collect());
        (self.named, self.titled) = (true, true);
        let rest = rest.trim_matches([' ', ':']);
        let by = key[key.len() - rest.len()..].strip_prefix("của ").filter(|_| !rest.is_empty());
        if let Some(by) =
            by.map(|by| text.len() - by.len()).filter(|by| body::begins(text, key, *by).is_some())
        {
            metadata.issuer = Some(text[by..].trim().to_owned());
        } else if !rest.is_empty() {
            self.subject.push(rest.to_owned());
        }
        true
    }

    fn finish(self, metadata: &mut Metadata) {
        if metadata.issuer.is_none() {
            metadata.issuer = self.bodies.into_iter().next_back();
        }
        if !self.subject.is_empty() {
            metadata.subject = Some(self.subject.join(" "));
        }
    }
}

#[derive(Default)]
struct Tail {
    recipients: bool,
    signing: bool,
}

/// How the line begins that says for whom the signer signs.
const AUTHORITY: &[&str] =
    &["t/m", "tm.", "tm ", "k/t", "kt.", "kt ", "t/l", "tl.", "tuq.", "q.", "thừa lệnh", "t.m"];

/// How the line begins that says in which office he signs.
const OFFICE: &[&str] = &[
    "bí thư",
    "phó",
    "chủ tịch",
    "chủ nhiệm",
    "chánh",
    "trưởng",
    "giám đốc",
    "ủy viên",
    "cục trưởng",
    "viện trưởng",
    "tổng",
    "bộ trưởng",
    "thứ trưởng",
    "thủ tướng",
    "hiệu trưởng",
    "đội trưởng",
];

impl Tail {
    fn paragraph(&mut self, document: &Document, paragraph: &crate::Paragraph, metadata: &mut Metadata) {
        let item = |text: &str| text.starts_with(['-', '–', '+', '•', '*']);
        let parts = cells(document, paragraph);
        let wide = parts.iter().any(|c| c.wide);
        if !wide && self.recipients && item(&paragraph.text) && !self.authority(&key(&paragraph.text)) {
            recipient(&paragraph.text, metadata);
            return;
        }
        for cell in &parts {
            self.cell(cell, metadata);
        }
    }

    fn authority(&self, key: &str) -> bool {
        AUTHORITY.iter().any(|a| key.starts_with(a))
    }

    fn cell(&mut self, cell: &Cell, metadata: &mut Metadata) {
        let (text, key) = (cell.text.as_str(), cell.key.as_str());
        if let Some(rest) = key.strip_prefix("nơi nhận") {
            self.recipients = true;
            recipient(text[key.len() - rest.len()..].trim_start_matches([':', ' ']), metadata);
        } else if self.authority(key) {
            self.signing = true;
            match &mut metadata.authority {
                Some(authority) if authority.len() < 200 => {
                    authority.push_str("; ");
                    authority.push_str(text);
                }
                Some(_) => {}
                None => metadata.authority = Some(text.to_owned()),
            }
        } else if self.recipients && text.starts_with(['-', '–', '+', '•']) {
            recipient(text, metadata);
        } else if OFFICE.iter().any(|office| key.starts_with(office)) && !text.contains(char::is_lowercase) {
            metadata.office.get_or_insert_with(|| text.to_owned());
        } else if is_name(text, key) {
            metadata.signer = Some(text.to_owned());
        } else if self.recipients
            && cell.wide
            && text.contains(char::is_lowercase)
            && let Some(last) = metadata.recipients.last_mut()
        {
            // The line of a recipient that goes on below, beside the signature.
            last.push(' ');
            last.push_str(text.trim_end_matches([',', ';', '.']));
        }
    }
}

fn recipient(text: &str, metadata: &mut Metadata) {
    let name =
        text.trim_start_matches(['-', '–', '+', '•', '*', ' ']).trim_end_matches([',', ';', '.', ' ', '/']);
    if name.contains(char::is_alphanumeric) {
        metadata.recipients.push(name.to_owned());
    }
}

/// Looks like the name of a person: two to six words, each with a capital first and small letters after it.
fn is_name(text: &str, key: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    // "Đoàn" is a family name too
    let family = words.len() > 2 && words[0] == "Đoàn";
    let person = family || body::begins(text, key, 0).is_none();
    (2..=6).contains(&words.len()) && words.iter().all(name) && person
}
