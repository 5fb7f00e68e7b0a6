//! A file that was read: what its form would say and where that stands, what it cites, what the audit finds.

use auditor::Audit;
use domain::DocumentId;
use domain::documents::Fields;
use domain::documents::identity::symbol_key;
use reader::{CitationRelation, Limits, ParagraphId, ParagraphRole, Place, Refusal};
use store::{CitationRow, NewFinding};

/// Most bytes of a file of the register.
pub const FILE_LIMIT: u64 = 64 << 20;

/// A file that was read.
#[derive(Debug)]
pub struct Reading {
    /// The document.
    pub document: reader::Document,
    /// What the audit says of it.
    pub audit: Audit,
}

/// How sure it is that a field was read right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// It was concluded from several places.
    Concluded,
    /// It stands there in other letters or marks.
    Like,
    /// It stands there word for word.
    Verbatim,
}

/// Where a field was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPlace {
    /// Name of the field.
    pub field: &'static str,
    /// Where; none where it was concluded.
    pub place: Option<Place>,
    /// How sure it is.
    pub sure: Sure,
}

/// Reads and audits a file. It takes a while: not for the thread that answers requests.
///
/// # Errors
/// [`Refusal`]; a document that is marked secret is refused, and nothing of it may be kept (`domain.md §4`).
pub fn read(name: &str, bytes: &[u8]) -> Result<Reading, Refusal> {
    let document = reader::read(name, bytes, &Limits { file: FILE_LIMIT, ..Limits::default() })?;
    let audit = auditor::audit(&[&document]).pop().unwrap_or_default();
    Ok(Reading { document, audit })
}

impl Reading {
    /// What the form would say. What the text does not say is absent.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let metadata = &self.document.metadata;
        let kind = metadata.kind.as_deref().and_then(vitext::kind::named);
        Fields {
            kind: kind.map(|kind| kind.name.clone()),
            symbol: metadata.symbol.clone(),
            date: metadata.date,
            issuer: metadata.issuer.clone(),
            subject: metadata.subject.clone().unwrap_or_default(),
            signer: metadata.signer.clone(),
            authority: metadata.authority.clone(),
            place: metadata.place_of_issue.clone(),
            urgency: metadata.urgency.clone(),
            recipients: metadata.recipients.clone(),
        }
        .trimmed()
    }

    /// Where each field that is there was read.
    #[must_use]
    pub fn places(&self) -> Vec<FieldPlace> {
        let fields = self.fields();
        let date = fields
            .date
            .map(|date| format!("ngày {:02} tháng {:02} năm {}", date.day(), date.month(), date.year()));
        let short = fields.date.map(|date| format!("{:02}/{}/{}", date.day(), date.month(), date.year()));
        let texts = [
            ("kind", fields.kind.as_deref()),
            ("symbol", fields.symbol.as_deref()),
            ("date", date.as_deref()),
            ("date", short.as_deref()),
            ("issuer", fields.issuer.as_deref()),
            ("subject", Some(fields.subject.as_str()).filter(|subject| !subject.is_empty())),
            ("signer", fields.signer.as_deref()),
            ("authority", fields.authority.as_deref()),
            ("place", fields.place.as_deref()),
            ("urgency", fields.urgency.as_deref()),
            ("recipients", fields.recipients.first().map(String::as_str)),
        ];
        let mut places: Vec<FieldPlace> = Vec::new();
        for (field, text) in texts {
            let Some(text) = text else { continue };
            let found = self.find(field, text);
            match places.iter_mut().find(|place| place.field == field) {
                // The other way to write the same.
                Some(known) if known.sure < found.sure => *known = found,
                Some(_) => {}
                None => places.push(found),
            }
        }
        places
    }

    /// What it says of other documents.
    #[must_use]
    pub fn citations(&self, document: DocumentId) -> Vec<CitationRow> {
        let rows = self.document.citations.iter().filter_map(|citation| {
            let symbol = citation.symbol.as_ref()?;
            let first = citation.first.and_then(|first| self.document.citations.get(first));
            let date =
                [Some(citation), first].into_iter().flatten().find_map(|said| said.date.as_ref()?.date());
            let issuer = [Some(citation), first].into_iter().flatten().find_map(|said| said.issuer.clone());
            let place = self.place(&citation.span);
            Some(CitationRow {
                document,
                address: place.address,
                quote: self.quote(&citation.span),
                symbol: symbol.normalized.clone(),
                date,
                issuer,
                relation: relation_code(citation.relation).to_owned(),
            })
        });
        // Its own symbol in its own text is no citation.
        let own = self.document.metadata.symbol.as_deref().and_then(symbol_key);
        rows.filter(|row| own.is_none() || symbol_key(&row.symbol) != own).collect()
    }

    /// What the audit found, as the register keeps it.
    #[must_use]
    pub fn findings(&self) -> Vec<NewFinding> {
        self.audit.findings.iter().map(kept).collect()
    }

    /// The text that a search looks through: paragraphs with their lines joined.
    #[must_use]
    pub fn text(&self) -> String {
        let paragraphs = self.document.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
        paragraphs.collect::<Vec<_>>().join("\n")
    }

    fn find(&self, field: &'static str, text: &str) -> FieldPlace {
        let outside = |role| matches!(role, ParagraphRole::Head | ParagraphRole::Tail);
        let with_ids = || (0..).map(ParagraphId).zip(&self.document.paragraphs);
        // What stands around the body first.
        let around = with_ids().filter(|(_, paragraph)| outside(paragraph.role));
        let body = with_ids().filter(|(_, paragraph)| !outside(paragraph.role));
        let (key, folded) = (vitext::tone::key(text), vitext::fold::fold_text(text));
        let mut like = None;
        for (id, paragraph) in around.chain(body) {
            let place = || Some(self.document.place(id, 0..paragraph.text.len()));
            if vitext::tone::key(&paragraph.text).contains(&key) {
                return FieldPlace { field, place: place(), sure: Sure::Verbatim };
            }
            if like.is_none() && vitext::fold::fold_text(&paragraph.text).contains(&folded) {
                like = Some(FieldPlace { field, place: place(), sure: Sure::Like });
            }
        }
        like.unwrap_or(FieldPlace { field, place: None, sure: Sure::Concluded })
    }

    fn place(&self, span: &reader::Span) -> Place {
        self.document.place(span.paragraph, span.range.clone())
    }

    fn quote(&self, span: &reader::Span) -> String {
        let text = &self.document.paragraph(span.paragraph).text;
        text.get(span.range.clone()).unwrap_or_default().to_owned()
    }
}

/// A finding as the register keeps it, to be known again when the text is read again.
#[must_use]
pub fn kept(finding: &auditor::Finding) -> NewFinding {
    NewFinding {
        rule: finding.rule.to_string(),
        severity: match finding.severity {
            auditor::Severity::Note => "note",
            auditor::Severity::Verify => "verify",
            auditor::Severity::Certain => "certain",
        }
        .to_owned(),
        address: finding.place.address.clone(),
        quote: finding.quote.clone(),
        stated: finding.stated.clone(),
        computed: finding.computed.clone(),
    }
}

fn relation_code(relation: CitationRelation) -> &'static str {
    match relation {
        CitationRelation::Implements => "implements",
        CitationRelation::Amends => "amends",
        CitationRelation::Replaces => "replaces",
        CitationRelation::ReportsOn => "reports_on",
        CitationRelation::Issued => "issued",
        CitationRelation::Cites => "cites",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn sample(name: &str) -> Reading {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
        let bytes = std::fs::read(path).unwrap();
        read(name, &bytes).unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    #[test]
    fn the_form_is_filled_and_each_field_knows_its_place() {
        let reading = sample("bao-cao-nam-2025.txt");
        let fields = reading.fields();
        assert_eq!(fields.kind.as_deref(), Some("báo cáo"));
        let places = reading.places();
        let there = |field| places.iter().any(|place| place.field == field);
        assert_eq!(there("symbol"), fields.symbol.is_some());
        assert_eq!(there("date"), fields.date.is_some());
        for place in &places {
            assert_eq!(place.place.is_none(), place.sure == Sure::Concluded, "{place:?}");
        }
        assert!(!reading.findings().is_empty() && !reading.citations(DocumentId::new(1)).is_empty());
        assert!(reading.text().contains('\n'));
    }

    #[test]
    fn a_secret_document_is_refused() {
        let text = "ĐẢNG BỘ THÀNH PHỐ HẢI MINH\nSố 12-BC/TU\nMẬT\n\nBÁO CÁO\nvề một việc\n\nI. Tình hình\nMột đoạn.\n";
        assert_eq!(read("a.txt", text.as_bytes()).err(), Some(Refusal::Secret));
    }
}
