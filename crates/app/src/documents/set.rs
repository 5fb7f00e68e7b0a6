//! A document of the register set anew in the layout of its day, from what was read of it: to be edited, or printed.

use super::reading::Reading;
use crate::permit::Permit;
use crate::permit::rights::DocumentsRead;
use crate::{AppError, Thing};
use composer::{
    Align, Authority, AuthorityForm, Block, Caps, Day, Draft, Heading, Inline, Issuer, Kind, Line, Number,
    Piece, Recipients, Signature, Span, Symbol, System, Table, Urgency,
};
use domain::DocumentId;
use domain::documents::{Document, Fields};
use jiff::civil::Date;
use reader::{Note, Paragraph, ParagraphId, ParagraphRole, SectionId};
use std::sync::Arc;

/// As what a document is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// To be edited.
    Docx,
    /// To be printed.
    Pdf,
}

impl Setting {
    /// `docx`, `pdf`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    /// The setting with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Docx, Self::Pdf].into_iter().find(|setting| setting.code() == code)
    }
}

impl Permit<'_, DocumentsRead> {
    /// A document set anew.
    ///
    /// # Errors
    /// [`AppError::NotFound`], also where none of its files could be read; when the content has gone.
    pub async fn set(&self, id: DocumentId, setting: Setting) -> Result<(Document, Vec<u8>), AppError> {
        let opened = self.open(id).await?;
        let reading = self.paper(&opened).await?.ok_or(AppError::NotFound { thing: Thing::Document })?;
        let (document, today) = (opened.document, self.person.today);
        let fields = document.fields.clone();
        let bytes = self.person.app.desk().work(move || write(&fields, &reading, today, setting)).await??;
        Ok((document, bytes))
    }
}

fn write(
    fields: &Fields,
    reading: &Arc<Reading>,
    today: Date,
    setting: Setting,
) -> Result<Vec<u8>, AppError> {
    let draft = draft(fields, &reading.document, today);
    match setting {
        Setting::Docx => Ok(composer::docx(&draft)),
        Setting::Pdf => composer::pdf(&draft).map_err(|error| AppError::Bug(error.to_string())),
    }
}

/// The fields of the register, which a clerk has confirmed, around the body that was read. Where the day is not known, the layout is that
/// of `today`.
fn draft(fields: &Fields, read: &reader::Document, today: Date) -> Draft {
    let kind = fields.kind.as_deref().and_then(Kind::named).unwrap_or_else(Kind::letter);
    let issuer = Issuer { superior: None, body: Caps::new(fields.issuer.as_deref().unwrap_or_default()) };
    let open = Day::Open { year: today.year(), month: today.month() };
    let mut draft = Draft::new(system(fields), kind, issuer, fields.date.map_or(open, Day::Known));
    draft.symbol = fields.symbol.as_deref().and_then(symbol);
    draft.place = Line::new(fields.place.as_deref().unwrap_or_default());
    draft.urgency = fields.urgency.as_deref().and_then(Urgency::marked);
    draft.subject = Line::new(&fields.subject);
    draft.addressees = addressees(read);
    draft.body = body(read);
    draft.signature = signature(fields, read.metadata.office.as_deref());
    draft.recipients = Recipients::new(fields.recipients.iter().map(String::as_str));
    draft
}

/// By the way in which its symbol is written; without one, what is issued here follows the rules of the Party.
fn system(fields: &Fields) -> System {
    let symbol = fields.symbol.as_deref().and_then(|symbol| vitext::symbol::find(symbol).into_iter().next());
    symbol.map_or(System::Party, |found| found.symbol.system)
}

/// `07-NQ/TU` is the number 07 of `NQ/TU`.
fn symbol(text: &str) -> Option<Symbol> {
    let at = text.find(['-', '/'])?;
    let (number, code) = (text.get(..at)?.trim(), text.get(at + 1..)?.trim());
    (!code.is_empty()).then(|| Symbol { number: Number::new(number), code: Line::new(code) })
}

/// What stands behind `Kính gửi:` in the head, and under it.
fn addressees(read: &reader::Document) -> Recipients {
    const BEGINNINGS: [&str; 2] = ["kính gửi", "kính trình"];
    let head = read.paragraphs.iter().filter(|paragraph| paragraph.role == ParagraphRole::Head);
    let mut lines: Vec<&str> = Vec::new();
    let mut begun = false;
    for paragraph in head {
        let key = vitext::tone::key(&paragraph.text);
        if let Some(beginning) = BEGINNINGS.iter().find(|beginning| key.starts_with(*beginning)) {
            begun = true;
            let rest: usize = beginning.chars().count();
            let rest = paragraph.text.char_indices().nth(rest).map_or("", |(at, _)| &paragraph.text[at..]);
            lines.extend(rest.trim_start_matches([':', ' ']).split(';'));
        } else if begun && paragraph.text.starts_with(['-', '–', '+']) {
            lines.push(&paragraph.text);
        }
    }
    Recipients::new(lines)
}

fn body(read: &reader::Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rows: Vec<Vec<Inline>> = Vec::new();
    for (index, paragraph) in read.paragraphs.iter().enumerate() {
        if paragraph.role == ParagraphRole::Row {
            rows.push(paragraph.text.split('|').map(|cell| Inline::plain(cell.trim())).collect());
            continue;
        }
        blocks.extend(table(&mut rows));
        blocks.extend(block(read, index, paragraph));
    }
    blocks.extend(table(&mut rows));
    blocks
}

/// The rows so far as a table; the first is its header where there are several.
fn table(rows: &mut Vec<Vec<Inline>>) -> Option<Block> {
    let mut rows = std::mem::take(rows);
    let columns = rows.iter().map(Vec::len).max()?;
    let header = (rows.len() > 1).then(|| rows.remove(0));
    Some(Block::Table(Table::fitted(&vec![Align::Left; columns], header, rows)))
}

fn block(read: &reader::Document, index: usize, paragraph: &Paragraph) -> Option<Block> {
    match paragraph.role {
        ParagraphRole::Head | ParagraphRole::Tail | ParagraphRole::Row => None,
        ParagraphRole::Note => stray(read, index),
        ParagraphRole::Heading => {
            let section = paragraph.section.map(|SectionId(section)| &read.sections[section]);
            let Some(section) = section.filter(|section| section.heading.0 == index) else {
                return Some(Block::Paragraph(inline(read, index, paragraph, 0)));
            };
            let level = u8::try_from(section.level).unwrap_or(u8::MAX);
            let label = if paragraph.text.starts_with(&section.label) { section.label.as_str() } else { "" };
            let text = inline(read, index, paragraph, label.len());
            // A title may lead into its text on one line: `2. Kết quả: đã xử lý …`.
            let ends = paragraph.text.trim_end_matches([':', '.', ';', ' ']).ends_with(&section.title);
            Some(if ends {
                Block::Heading(Heading::new(level, label, text))
            } else {
                Block::Item { label: Line::new(label), text }
            })
        }
        ParagraphRole::Body if is_basis(&paragraph.text) => {
            Some(Block::Basis(inline(read, index, paragraph, 0)))
        }
        ParagraphRole::Body => Some(Block::Paragraph(inline(read, index, paragraph, 0))),
        ParagraphRole::Item => {
            let label = reader::marker(&paragraph.text).map_or(0, |marker| marker.length);
            Some(Block::Item {
                label: Line::new(&paragraph.text[..label]),
                text: inline(read, index, paragraph, label),
            })
        }
    }
}

/// A note that no mark leads to, or one in a table, stands where it was read: nothing is lost.
fn stray(read: &reader::Document, index: usize) -> Option<Block> {
    let note = read.note_of(ParagraphId(index)).filter(|note| note.paragraphs.start == index)?;
    let calls = |by: ParagraphId| {
        let paragraph = read.paragraph(by);
        let set =
            matches!(paragraph.role, ParagraphRole::Heading | ParagraphRole::Body | ParagraphRole::Item);
        set && paragraph.calls.iter().any(|call| call.label == note.label)
    };
    if note.called_from.is_some_and(calls) {
        return None;
    }
    Some(Block::Item { label: Line::new("*"), text: Inline::plain(&said(read, note)) })
}

/// What a note says.
fn said(read: &reader::Document, note: &Note) -> String {
    let texts: Vec<&str> =
        read.paragraphs[note.paragraphs.clone()].iter().map(|one| one.text.as_str()).collect();
    texts.join(" ")
}

/// `Căn cứ Điều lệ Đảng;`
fn is_basis(text: &str) -> bool {
    text.starts_with("Căn cứ ") && text.ends_with([';', ','])
}

/// A paragraph from the byte `from` on, its notes where their marks stood.
fn inline(read: &reader::Document, index: usize, paragraph: &Paragraph, from: usize) -> Inline {
    let mut spans = Vec::new();
    let mut at = from;
    for call in &paragraph.calls {
        let note = read
            .notes
            .iter()
            .find(|note| note.label == call.label && note.called_from.is_some_and(|by| by.0 == index));
        let Some(note) = note.filter(|_| call.at >= at) else { continue };
        spans.push(Span::Piece(Piece::plain(&paragraph.text[at..call.at])));
        spans.push(Span::Note(vec![Piece::plain(&said(read, note))]));
        at = call.at;
    }
    spans.push(Span::Piece(Piece::plain(&paragraph.text[at..])));
    Inline::new(spans)
}

fn signature(fields: &Fields, office: Option<&str>) -> Option<Signature> {
    let authority: Vec<Authority> =
        fields.authority.as_deref().unwrap_or_default().split(';').filter_map(authority).collect();
    let name = Line::new(fields.signer.as_deref().unwrap_or_default());
    let office = Caps::new(office.unwrap_or_default());
    let is_there = !(authority.is_empty() && name.is_empty() && office.is_empty());
    is_there.then_some(Signature { authority, office, name })
}

/// `T/M BAN THƯỜNG VỤ`, `TM. ỦY BAN NHÂN DÂN`.
fn authority(line: &str) -> Option<Authority> {
    const FORMS: [(&str, AuthorityForm); 9] = [
        ("T/M", AuthorityForm::OnBehalf),
        ("TM.", AuthorityForm::OnBehalf),
        ("K/T", AuthorityForm::InPlace),
        ("KT.", AuthorityForm::InPlace),
        ("T/L", AuthorityForm::ByOrder),
        ("TL.", AuthorityForm::ByOrder),
        ("T/U", AuthorityForm::ByMandate),
        ("TUQ.", AuthorityForm::ByMandate),
        ("Q.", AuthorityForm::Acting),
    ];
    let line = line.trim();
    let (of, form) = FORMS.iter().find_map(|(short, form)| Some((line.strip_prefix(short)?, *form)))?;
    Some(Authority { form, of: Caps::new(of) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::reading;
    use std::collections::BTreeMap;

    const TODAY: Date = jiff::civil::date(2026, 8, 3);

    /// The samples that are text, by name.
    fn samples() -> Vec<(String, Vec<u8>)> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
        let mut samples: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "txt" || end == "docx"))
            .map(|path| {
                (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap())
            })
            .collect();
        samples.sort();
        samples
    }

    fn outline(document: &reader::Document) -> Vec<(usize, String, String)> {
        document.sections.iter().map(|one| (one.level, one.label.clone(), one.title.clone())).collect()
    }

    /// How often each word of the body and its notes is said, however it is set.
    fn words(document: &reader::Document) -> BTreeMap<String, i64> {
        let body = document
            .paragraphs
            .iter()
            .filter(|one| !matches!(one.role, ParagraphRole::Head | ParagraphRole::Tail));
        let mut words = BTreeMap::new();
        for word in body.flat_map(|one| one.text.split(|c: char| !c.is_alphanumeric())) {
            *words.entry(word.to_owned()).or_default() += i64::from(!word.is_empty());
        }
        words
    }

    /// The words that one says more often than the other.
    fn difference(before: &reader::Document, after: &reader::Document) -> Vec<(String, i64)> {
        let mut counts = words(before);
        for (word, count) in words(after) {
            *counts.entry(word).or_default() -= count;
        }
        counts.into_iter().filter(|(_, count)| *count != 0).collect()
    }

    #[test]
    fn what_is_set_anew_reads_as_what_was_read() {
        let mut read = 0;
        for (name, bytes) in samples() {
            let Ok(before) = reading::read(&name, &bytes) else { continue };
            let fields = before.fields();
            let set = write(&fields, &Arc::new(before), TODAY, Setting::Docx).unwrap();
            let before = reading::read(&name, &bytes).unwrap();
            let after = reading::read("lai.docx", &set).unwrap();
            let again = after.fields();
            assert_eq!(again.symbol, fields.symbol, "{name}");
            assert_eq!(again.date, fields.date, "{name}");
            assert_eq!(again.signer, fields.signer, "{name}");
            let (before_outline, after_outline) = (outline(&before.document), outline(&after.document));
            let other = before_outline.iter().zip(&after_outline).find(|(before, after)| before != after);
            assert_eq!((other, after_outline.len()), (None, before_outline.len()), "{name}");
            assert_eq!(difference(&before.document, &after.document), [], "{name}");
            read += 1;
        }
        assert!(read > 5, "samples were read: {read}");
    }

    #[test]
    fn a_head_and_a_tail_are_set_field_by_field() {
        let text = "ĐẢNG BỘ THÀNH PHỐ HẢI MINH\nĐẢNG ỦY PHƯỜNG ĐÔNG AN\n*\nSố 07-BC/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n\
            Đông An, ngày 03 tháng 02 năm 2026\n\nBÁO CÁO\nkết quả công tác tháng 01 năm 2026\n-----\n\n\
            I. KẾT QUẢ\n\n1. Đã xử lý 49/61 đơn.\n\n- Còn lại 12 đơn đang xem xét.\n\n\
            Nơi nhận:\n- Thành ủy Hải Minh,\n- Lưu hồ sơ phường.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nNguyễn Văn Mẫu\n";
        let read = reading::read("bao-cao.txt", text.as_bytes()).unwrap();
        let draft = draft(&read.fields(), &read.document, TODAY);
        assert_eq!(draft.system, System::Party);
        assert_eq!(draft.kind.name(), "báo cáo");
        let symbol = draft.symbol.unwrap();
        assert_eq!((symbol.number.unwrap().as_str(), symbol.code.as_str()), ("07", "BC/ĐU"));
        let signature = draft.signature.unwrap();
        assert_eq!(signature.authority.len(), 1);
        assert_eq!(signature.authority[0].form, AuthorityForm::OnBehalf);
        assert_eq!(signature.office.as_str(), "PHÓ BÍ THƯ");
        assert_eq!(signature.name.as_str(), "Nguyễn Văn Mẫu");
        assert_eq!(draft.recipients.lines().len(), 2);
        assert!(
            draft
                .body
                .iter()
                .any(|block| matches!(block, Block::Heading(heading) if heading.label().as_str() == "I."))
        );
        assert!(
            draft
                .body
                .iter()
                .any(|block| matches!(block, Block::Item { label, .. } if label.as_str() == "-"))
        );
    }
}
