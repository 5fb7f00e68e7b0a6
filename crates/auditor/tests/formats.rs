//! A report says the same in every format: as text however it was wrapped, as Markdown, HTML, .docx and .pdf.

use auditor::Severity;
use reader::{Document, Limits};
use testkit::{Block, DocxOptions, Inline, Model, Span, TextStyle};

/// How far paragraphs are moved, in letters. Farther on, the last line of one is full, and pages do not show that it ends.
const SHIFTS: usize = 52;
/// What they are moved by.
const FILLER: &str = "Trong kỳ báo cáo này các đơn vị đã có nhiều cố gắng, theo đó các mặt đều có kết quả,";

/// What is compared.
type Look = fn(&Document) -> Vec<String>;

/// A format, and what was read in it.
type Reading = (&'static str, Document);

fn month() -> Model {
    Model::parse(include_str!("../../testkit/month.model"))
}

fn readings(model: &Model) -> Vec<Reading> {
    let marked = DocxOptions { automatic_numbers: true, tracked_changes: true };
    let files = [
        ("docx", "a.docx", model.to_docx(&DocxOptions::default())),
        ("docx with tracked changes", "a.docx", model.to_docx(&marked)),
        ("pdf", "a.pdf", model.to_pdf()),
        ("html", "a.html", model.to_html().into_bytes()),
        ("markdown", "a.md", model.to_markdown().into_bytes()),
        ("text, a line a paragraph", "a.txt", model.to_text(TextStyle::Paragraphs).into_bytes()),
        ("wrapped text", "a.txt", model.to_text(TextStyle::Wrapped).into_bytes()),
        ("text in pages", "a.txt", model.to_text(TextStyle::Pages).into_bytes()),
    ];
    let read = |name, bytes: &[u8]| reader::read(name, bytes, &Limits::default()).expect("readable");
    files.into_iter().map(|(format, name, bytes)| (format, read(name, &bytes))).collect()
}

/// What differs from the first reading, for people.
fn differences(readings: &[Reading], look: impl Fn(&Document) -> Vec<String>) -> String {
    let expected = look(&readings[0].1);
    assert!(!expected.is_empty(), "nothing to compare");
    let mut out = String::new();
    for (format, document) in &readings[1..] {
        let got = look(document);
        let missing = expected.iter().filter(|e| !got.contains(e)).map(|e| format!("{format} lacks: {e}\n"));
        let added = got.iter().filter(|g| !expected.contains(g)).map(|g| format!("{format} has:   {g}\n"));
        let found: String = missing.chain(added).collect();
        if found.is_empty() && got != expected {
            out.push_str(&format!("{format}: another order\n"));
        }
        out.push_str(&found);
    }
    out
}

fn outline(document: &Document) -> Vec<String> {
    let sections = document.sections.iter();
    sections.map(|s| format!("{} | {} | {} | {}", s.address, s.level, s.label, s.title)).collect()
}

fn notes(document: &Document) -> Vec<String> {
    let text = |note: &reader::Note| -> Vec<&str> {
        document.paragraphs[note.paragraphs.clone()].iter().map(|p| p.text.as_str()).collect()
    };
    let caller = |note: &reader::Note| note.called_from.map(|id| document.paragraph(id).address.as_str());
    document
        .notes
        .iter()
        .map(|n| format!("{} | {:?} | {}", n.label, caller(n), text(n).join(" / ")))
        .collect()
}

fn citations(document: &Document) -> Vec<String> {
    let symbol = |c: &reader::Citation| c.symbol.as_ref().map(|s| s.normalized.clone());
    let address = |c: &reader::Citation| document.paragraph(c.span.paragraph).address.clone();
    let citations = document.citations.iter();
    citations.map(|c| format!("{} | {:?} | {:?} | {:?}", address(c), symbol(c), c.date, c.relation)).collect()
}

fn targets(document: &Document) -> Vec<String> {
    let target = |t: &reader::Target| {
        let address = &document.paragraph(t.span.paragraph).address;
        format!(
            "{address} | {} | {:?} | {:?} | {:?} | {:?} | {:?}",
            t.indicator, t.period, t.min, t.max, t.actual, t.unit
        )
    };
    document.targets.iter().map(target).collect()
}

fn tasks(document: &Document) -> Vec<String> {
    let task = |t: &reader::Task| {
        format!(
            "{} | {:?} | {:?} | {:?} | {:?} | {:?}",
            t.action, t.lead, t.coordinate, t.deadline, t.recurrence, t.product
        )
    };
    document.tasks.iter().map(task).collect()
}

fn metadata(document: &Document) -> Vec<String> {
    let m = &document.metadata;
    let date = m.date.map(|d| d.to_string());
    let said = [&m.kind, &m.symbol, &date, &m.place_of_issue, &m.issuer, &m.subject, &m.signer, &m.authority];
    said.into_iter().map(|s| format!("{s:?}")).chain(m.recipients.clone()).collect()
}

fn findings(document: &Document) -> Vec<String> {
    let audit = auditor::audit(&[document]).remove(0);
    let found =
        |f: &auditor::Finding| format!("{} | {:?} | {} | {}", f.rule, f.severity, f.place.address, f.quote);
    audit.findings.iter().map(found).collect()
}

/// All that two formats disagree about.
fn disagreements(model: &Model) -> String {
    let readings = readings(model);
    let looks: [(&str, Look); 7] = [
        ("outline", outline),
        ("notes", notes),
        ("citations", citations),
        ("targets", targets),
        ("tasks", tasks),
        ("metadata", metadata),
        ("findings", findings),
    ];
    let found = looks.map(|(what, look)| (what, differences(&readings, look)));
    found.into_iter().filter(|(_, f)| !f.is_empty()).map(|(what, f)| format!("{what}\n{f}")).collect()
}

#[test]
fn the_month_says_the_same_in_every_format() {
    let found = disagreements(&month());
    assert!(found.is_empty(), "{found}");
}

/// Every paragraph moved on by a few letters, so that lines and pages end elsewhere.
#[test]
fn wherever_lines_end_the_month_says_the_same() {
    for more in (1..SHIFTS).step_by(3) {
        let mut model = month();
        for block in &mut model.blocks {
            if let Block::Body(Inline(spans)) = block
                && let Some(Span::Text(text)) = spans.first_mut()
            {
                let added: String = FILLER.chars().take(more).collect();
                *text = format!("{added} {text}");
            }
        }
        let found = disagreements(&model);
        assert!(found.is_empty(), "moved by {more}\n{found}");
    }
}

/// The faults that were written into the month are found, and nothing else is certain.
#[test]
fn the_month_has_the_faults_that_were_written_into_it() {
    let document = &readings(&month())[0].1;
    let audit = auditor::audit(&[document]).remove(0);
    let faults: Vec<String> = (audit.findings.iter())
        .filter(|f| f.severity != Severity::Note)
        .map(|f| format!("{} {}: {} / {}", f.rule, f.quote, f.stated, f.computed))
        .collect();
    insta::assert_snapshot!(faults.join("\n"), @r"
    R1 Cảng Bến Đước | 90 | 34 | 38,7: 38,7% / 37,8%
    R2 14 cán bộ (bổ nhiệm mới 08, bổ nhiệm lại 05): 14 / 13
    R2 06 đảng viên, gồm: khiển trách 04, cảnh cáo 03: 6 / 7
    R1 13/15 đơn (đạt 68,7%: 68,7% / 86,7%
    ");
}
