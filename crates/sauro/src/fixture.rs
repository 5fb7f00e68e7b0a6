//! Documents and audits made by hand, for the tests of the output.

use crate::load::{Loaded, Reading, Reason, Refused};
use auditor::{Audit, Coverage, Finding, Relation, RuleId, Sentence, Severity, Verdict};
use reader::{
    Citation, CitationRelation, Document, Format, Line, LineRole, Metadata, Note, NoteCall, Paragraph,
    ParagraphId, ParagraphRole, Place, Recurrence, Refusal, Section, SectionId, Span, Target, Task,
};
use vitext::date::{Period, WrittenDate};
use vitext::{Date, Decimal, Map};

/// A document being written down, paragraph by paragraph.
pub(crate) struct Draft(pub(crate) Document);

impl Draft {
    pub(crate) fn new() -> Self {
        Self(Document {
            format: Format::Text,
            text: String::new(),
            lines: Vec::new(),
            paragraphs: Vec::new(),
            sections: Vec::new(),
            notes: Vec::new(),
            metadata: Metadata::default(),
            citations: Vec::new(),
            targets: Vec::new(),
            tasks: Vec::new(),
        })
    }

    /// A paragraph of physical lines; `¹` in them becomes a call of note 1.
    pub(crate) fn paragraph(mut self, role: ParagraphRole, address: &str, lines: &[&str]) -> Self {
        let document = &mut self.0;
        let (mut text, mut map, mut calls) = (String::new(), Map::default(), Vec::new());
        for (index, line) in lines.iter().enumerate() {
            let start = document.text.len();
            document.text.push_str(line);
            if index > 0 {
                map.replace(text.len(), 1, start - 1, 1);
                text.push(' ');
            }
            let mut at = start;
            for (part, piece) in line.split('¹').enumerate() {
                if part > 0 {
                    calls.push(NoteCall { at: text.len(), label: "1".into() });
                    at += '¹'.len_utf8();
                }
                map.copy(text.len(), at, piece.len());
                text.push_str(piece);
                at += piece.len();
            }
            let role = if document.format == Format::Text { LineRole::Flow } else { LineRole::Whole };
            document.lines.push(Line { range: start..document.text.len(), page: Some(1), role, bold: false });
            document.text.push('\n');
        }
        let section = document.sections.len().checked_sub(1).map(SectionId);
        document.paragraphs.push(Paragraph { text, map, role, address: address.into(), section, calls });
        let end = document.paragraphs.len();
        if let Some(section) = document.sections.last_mut() {
            section.paragraphs.end = end;
        }
        self
    }

    pub(crate) fn heading(mut self, level: usize, address: &str, label: &str, title: &str) -> Self {
        let at = self.0.paragraphs.len();
        let heading = ParagraphId(at);
        let parent = self.0.sections.iter().rposition(|s| s.level < level).map(SectionId);
        let (address, label, title) = (address.to_owned(), label.to_owned(), title.to_owned());
        let line = format!("{label} {title}");
        self.0.sections.push(Section {
            address: address.clone(),
            level,
            label,
            title,
            parent,
            heading,
            paragraphs: at..at,
        });
        self.paragraph(ParagraphRole::Heading, &address, &[&line])
    }

    pub(crate) fn body(self, address: &str, lines: &[&str]) -> Self {
        self.paragraph(ParagraphRole::Body, address, lines)
    }

    pub(crate) fn note(mut self, address: &str, lines: &[&str]) -> Self {
        let at = self.0.paragraphs.len();
        self.0.notes.push(Note {
            label: "1".into(),
            called_from: Some(ParagraphId(at - 1)),
            paragraphs: at..at + 1,
        });
        self.paragraph(ParagraphRole::Note, address, lines)
    }

    /// Where `quote` first stands in the clean text of a paragraph.
    pub(crate) fn span(&self, quote: &str) -> Span {
        let found =
            self.0.paragraphs.iter().enumerate().find_map(|(id, p)| p.text.find(quote).map(|at| (id, at)));
        let (id, at) = found.unwrap_or_else(|| panic!("no {quote:?}"));
        Span { paragraph: ParagraphId(id), range: at..at + quote.len() }
    }

    pub(crate) fn place(&self, quote: &str) -> Place {
        let span = self.span(quote);
        self.0.place(span.paragraph, span.range)
    }
}

/// A finding about `quote`, without sentences of the auditor: those have their own tests.
pub(crate) fn finding(
    draft: &Draft,
    severity: Severity,
    quote: &str,
    sum: (&str, &str, &str),
    others: &[&str],
) -> Finding {
    let (said, stated, computed) = sum;
    Finding {
        rule: RuleId(2),
        name: "sum",
        severity,
        place: draft.place(quote),
        others: others.iter().map(|q| draft.place(q)).collect(),
        elsewhere: Vec::new(),
        quote: quote.into(),
        stated: stated.into(),
        computed: computed.into(),
        message: Sentence::new("refused-io", [("detail", said.into())]),
        may_be_right: (severity != Severity::Certain).then(|| {
            Sentence::new("refused-io", [("detail", "hai số có thể thuộc hai kỳ báo cáo khác nhau".into())])
        }),
    }
}

/// A monthly report of an invented city with everything that can be shown.
pub(crate) fn report() -> Draft {
    let mut draft = Draft::new()
        .paragraph(ParagraphRole::Head, "head.1", &["THÀNH ỦY HẢI MINH"])
        .paragraph(ParagraphRole::Head, "head.2", &["Số 05-BC/TU"])
        .heading(1, "I", "I.", "KẾT QUẢ THÁNG 11")
        .heading(2, "I.1", "1.", "Công tác kiểm tra")
        .body("I.1", &[
            "Ủy ban kiểm tra các cấp đã kiểm tra 41 tổ chức đảng¹ và giám sát",
            "176 đảng viên theo Kế hoạch số 18-KH/TU, ngày 12/10/2025 của Thành ủy Hải Minh.",
        ])
        .note("I.1.note-1", &["Cấp thành phố 12, cấp xã 20, cấp cơ sở 8."])
        .body("I.1", &["\tTổng số đơn là 97 đơn cũ và 79 đơn mới, cộng 175 đơn; đã giải quyết 160 đơn."])
        .heading(1, "II", "II.", "NHIỆM VỤ THÁNG 12")
        .body("II", &["Giao Văn phòng Thành ủy chủ trì, phối hợp với Ban Tổ chức tham mưu kế hoạch, xong trước ngày 31/12/2025."])
        .body("II", &["Phấn đấu thu ngân sách năm 2026 đạt 7.300 – 7.400 tỷ đồng."]);
    let (citation, task, target) = (
        draft.span("Kế hoạch số 18-KH/TU, ngày 12/10/2025 của Thành ủy Hải Minh"),
        draft.span("Giao Văn phòng Thành ủy chủ trì, phối hợp với Ban Tổ chức tham mưu kế hoạch, xong trước ngày 31/12/2025"),
        draft.span("thu ngân sách năm 2026 đạt 7.300 – 7.400 tỷ đồng"),
    );
    let date = draft.span("12/10/2025").range;
    let symbol_range = draft.span("18-KH/TU").range;
    let document = &mut draft.0;
    document.metadata = Metadata {
        kind: Some("Báo cáo".into()),
        number: Some("05".into()),
        symbol: Some("05-BC/TU".into()),
        date: Date::new(2025, 11, 30).ok(),
        issuer: Some("Thành ủy Hải Minh".into()),
        recipients: vec!["Thường trực Thành ủy".into(), "Lưu Văn phòng".into()],
        ..Metadata::default()
    };
    document.citations.push(Citation {
        span: citation,
        symbol_range,
        kind: Some("Kế hoạch".into()),
        symbol: vitext::symbol::find("18-KH/TU").pop().map(|found| found.symbol),
        name: None,
        issuer: Some("Thành ủy Hải Minh".into()),
        date: Some(WrittenDate { range: date, day: 12, month: 10, year: Some(2025) }),
        relation: CitationRelation::Implements,
        first: None,
    });
    document.tasks.push(Task {
        span: task,
        action: "tham mưu kế hoạch".into(),
        lead: vec!["Văn phòng Thành ủy".into()],
        coordinate: vec!["Ban Tổ chức".into()],
        deadline: Date::new(2025, 12, 31).ok().map(Period::Day),
        inherited: false,
        recurrence: Some(Recurrence::HalfYearly),
        product: Some("kế hoạch".into()),
        section: Some("II".into()),
        source_document: None,
    });
    document.targets.push(Target {
        span: target,
        indicator: "thu ngân sách".into(),
        period: Some(Period::Year(2026)),
        min: Some(Decimal::new(7300, 0)),
        max: Some(Decimal::new(74_001, 1)),
        actual: None,
        unit: Some("tỷ đồng".into()),
    });
    draft
}

/// The audit of [`report`].
pub(crate) fn audit(draft: &Draft) -> Audit {
    let relation = |quote, verdict| Relation { rule: RuleId(2), place: draft.place(quote), verdict };
    Audit {
        findings: vec![
            finding(
                draft,
                Severity::Verify,
                "41 tổ chức đảng",
                ("12 + 20 + 8 = 40 ≠ 41", "41", "40"),
                &["Cấp thành phố 12, cấp xã 20, cấp cơ sở 8"],
            ),
            finding(
                draft,
                Severity::Certain,
                "97 đơn cũ và 79 đơn mới, cộng 175 đơn",
                ("97 + 79 = 176 ≠ 175", "175", "176"),
                &[],
            ),
            finding(
                draft,
                Severity::Note,
                "giám sát 176 đảng viên",
                ("viết khác cách ở trên", "176", ""),
                &[],
            ),
        ],
        relations: vec![
            relation("41 tổ chức đảng", Verdict::Broken),
            relation("97 đơn cũ và 79 đơn mới, cộng 175 đơn", Verdict::Broken),
            relation("160 đơn", Verdict::Holds),
            relation("7.300 – 7.400", Verdict::Open),
        ],
        coverage: Coverage { numbers: 1512, typed: 1498, relations: 4 },
    }
}

/// [`report`] as read, and a file that was not.
pub(crate) fn reading(draft: Draft) -> Reading {
    Reading {
        documents: vec![Loaded { path: "bao-cao-11.txt".into(), document: draft.0 }],
        refused: vec![Refused {
            path: "quet.pdf".into(),
            reason: Reason::Refusal(Refusal::NoTextLayer { pages: 12 }),
        }],
    }
}
