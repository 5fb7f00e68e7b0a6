//! Styles: one for every part that has a look of its own. A document is read back by their names.

use super::units::twips;
use super::xml::Xml;
use crate::block::Heading;
use crate::layout::{Alignment, Element, Layout, Look};
use crate::plan::Paragraph;

/// Namespaces of parts.
pub(super) const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// A style of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Of a part without levels.
    Of(Element),
    /// A paragraph with a label.
    Item,
    /// A heading of the level.
    Heading(u8),
    /// Phần, Chương, Mục of the level.
    Division(u8),
    /// A drawn rule.
    Rule,
    /// Nothing, as low as can be.
    Gap,
}

/// Elements with styles of their own.
const ELEMENTS: [(Element, &str, &str); 22] = [
    (Element::Motto, "SrMotto", "VB Quốc hiệu"),
    (Element::Creed, "SrCreed", "VB Tiêu ngữ"),
    (Element::Superior, "SrSuperior", "VB Cơ quan cấp trên"),
    (Element::Issuer, "SrIssuer", "VB Cơ quan ban hành"),
    (Element::Star, "SrStar", "VB Dấu sao"),
    (Element::Symbol, "SrSymbol", "VB Số và ký hiệu"),
    (Element::LetterSubject, "SrLetterSubject", "VB Trích yếu công văn"),
    (Element::PlaceDate, "SrPlaceDate", "VB Địa điểm và ngày"),
    (Element::Urgency, "SrUrgency", "VB Mức độ khẩn"),
    (Element::Kind, "SrKind", "VB Tên loại"),
    (Element::Subject, "SrSubject", "VB Trích yếu"),
    (Element::Hyphens, "SrHyphens", "VB Gạch dưới trích yếu"),
    (Element::Addressees, "SrAddressees", "VB Kính gửi"),
    (Element::Body, "SrBody", "VB Nội dung"),
    (Element::Basis, "SrBasis", "VB Căn cứ"),
    (Element::Formula, "SrFormula", "VB Dòng giữa"),
    (Element::Table, "SrTable", "VB Ô bảng"),
    (Element::Authority, "SrAuthority", "VB Quyền hạn ký"),
    (Element::Office, "SrOffice", "VB Chức vụ"),
    (Element::Signer, "SrSigner", "VB Họ tên"),
    (Element::RecipientsTitle, "SrRecipientsTitle", "VB Nơi nhận"),
    (Element::Recipients, "SrRecipients", "VB Danh sách nơi nhận"),
];

/// Style of the label of a heading or an item.
pub(super) const LABEL: (&str, &str) = ("SrLabel", "VB Nhãn");
/// Style of a gap.
pub(super) const GAP: (&str, &str) = ("SrMissing", "VB Cần bổ sung");
/// Style of the mark of a note.
pub(super) const MARK: (&str, &str) = ("FootnoteReference", "footnote reference");
/// Style of the text of a note.
pub(super) const NOTE: (&str, &str) = ("FootnoteText", "footnote text");
/// Style of the number of the page.
pub(super) const PAGE: (&str, &str) = ("Header", "header");

impl Style {
    /// The style of a paragraph.
    pub(super) fn of(paragraph: &Paragraph<'_>) -> Self {
        match (paragraph.element, paragraph.level) {
            (Element::Heading, Some(level)) => Self::Heading(level),
            (Element::Division, Some(level)) => Self::Division(level),
            (Element::Body, _) if paragraph.label.is_some() => Self::Item,
            (element, _) => Self::Of(element),
        }
    }

    /// All.
    fn all() -> impl Iterator<Item = Self> {
        let levels = 1..=Heading::DEEPEST;
        let others = [Self::Item, Self::Rule, Self::Gap];
        ELEMENTS
            .iter()
            .map(|(element, _, _)| Self::Of(*element))
            .chain(others)
            .chain(levels.clone().map(Self::Heading))
            .chain(levels.map(Self::Division))
    }

    /// Its id.
    pub(super) fn id(self) -> String {
        match self {
            Self::Of(element) => row(element).1.to_owned(),
            Self::Item => "SrItem".to_owned(),
            Self::Heading(level) => format!("Heading{level}"),
            Self::Division(level) => format!("SrDivision{level}"),
            Self::Rule => "SrRule".to_owned(),
            Self::Gap => "SrGap".to_owned(),
        }
    }

    /// Its name, which editors keep.
    fn name(self) -> String {
        match self {
            Self::Of(element) => row(element).2.to_owned(),
            Self::Item => "VB Gạch đầu dòng".to_owned(),
            Self::Heading(level) => format!("heading {level}"),
            Self::Division(level) => format!("VB Phần, chương, mục {level}"),
            Self::Rule => "VB Đường kẻ".to_owned(),
            Self::Gap => "VB Ngăn cách".to_owned(),
        }
    }

    /// The style with this name; editors change the case of some.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::all().find(|style| style.name().to_lowercase() == name)
    }

    fn look(self, layout: &Layout) -> Look {
        let element = match self {
            Self::Of(element) => element,
            Self::Item => Element::Body,
            Self::Heading(_) => Element::Heading,
            Self::Division(_) => Element::Division,
            Self::Rule | Self::Gap => {
                let (before, leading) = if self == Self::Rule { (3, 2) } else { (0, 1) };
                let base = layout.look(Element::Table).clone();
                return Look { size: 1, leading, before, indent: 0, bold: false, ..base };
            }
        };
        layout.look(element).clone()
    }
}

fn row(element: Element) -> (Element, &'static str, &'static str) {
    let found = ELEMENTS.iter().find(|(known, _, _)| *known == element);
    found.copied().unwrap_or((Element::Body, "SrBody", "VB Nội dung"))
}

/// The part with all styles.
pub(super) fn styles(layout: &Layout) -> String {
    let mut xml = Xml::new();
    xml.element("w:styles", &NAMESPACES[..1], |xml| {
        defaults(xml, layout);
        normal(xml);
        for style in Style::all() {
            paragraph(xml, &style.id(), &style.name(), |xml| {
                let look = style.look(layout);
                paragraph_properties(xml, style, &look);
                run_properties(xml, style, &look);
            });
        }
        paragraph(xml, NOTE.0, NOTE.1, |xml| {
            let look = layout.look(Element::Note);
            paragraph_properties(xml, Style::Of(Element::Note), look);
            run_properties(xml, Style::Of(Element::Note), look);
        });
        paragraph(xml, PAGE.0, PAGE.1, |xml| {
            let look = layout.look(Element::PageNumber);
            paragraph_properties(xml, Style::Of(Element::PageNumber), look);
            run_properties(xml, Style::Of(Element::PageNumber), look);
        });
        character(xml, MARK, |xml| xml.value("w:vertAlign", "superscript"));
        character(xml, LABEL, |_| ());
        character(xml, GAP, |xml| {
            xml.empty("w:b", &[]);
            xml.value("w:highlight", "yellow");
        });
    });
    xml.finish()
}

fn defaults(xml: &mut Xml, layout: &Layout) {
    let size = layout.look(Element::Body).size * 2;
    let font = layout.page.font.as_str();
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                xml.empty(
                    "w:rFonts",
                    &[("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", font), ("w:cs", font)],
                );
                xml.value("w:sz", size);
                xml.value("w:szCs", size);
                xml.empty("w:lang", &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")]);
            });
        });
        xml.element("w:pPrDefault", &[], |_| ());
    });
}

fn normal(xml: &mut Xml) {
    let attributes = [("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")];
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", "Normal");
        xml.empty("w:qFormat", &[]);
    });
}

fn paragraph(xml: &mut Xml, id: &str, name: &str, content: impl FnOnce(&mut Xml)) {
    xml.element("w:style", &[("w:type", "paragraph"), ("w:styleId", id)], |xml| {
        xml.value("w:name", name);
        xml.value("w:basedOn", "Normal");
        xml.empty("w:qFormat", &[]);
        content(xml);
    });
}

fn character(xml: &mut Xml, (id, name): (&str, &str), content: impl FnOnce(&mut Xml)) {
    xml.element("w:style", &[("w:type", "character"), ("w:styleId", id)], |xml| {
        xml.value("w:name", name);
        xml.element("w:rPr", &[], content);
    });
}

fn paragraph_properties(xml: &mut Xml, style: Style, look: &Look) {
    xml.element("w:pPr", &[], |xml| {
        if matches!(style, Style::Heading(_) | Style::Division(_)) {
            xml.empty("w:keepNext", &[]);
        }
        if style == Style::Rule {
            xml.element("w:pBdr", &[], |xml| {
                let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "000000")];
                xml.empty("w:top", &line);
            });
        }
        let (before, line) = ((look.before * 20).to_string(), (look.leading * 20).to_string());
        xml.empty(
            "w:spacing",
            &[("w:before", &before), ("w:after", "0"), ("w:line", &line), ("w:lineRule", "exact")],
        );
        if look.indent > 0 {
            xml.empty("w:ind", &[("w:firstLine", &twips(look.indent).to_string())]);
        }
        xml.value("w:jc", alignment(look.align));
        if let Style::Heading(level) | Style::Division(level) = style {
            xml.value("w:outlineLvl", level - 1);
        }
    });
}

fn run_properties(xml: &mut Xml, style: Style, look: &Look) {
    xml.element("w:rPr", &[], |xml| {
        if look.bold {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
        }
        if look.italic {
            xml.empty("w:i", &[]);
            xml.empty("w:iCs", &[]);
        }
        // names of bodies and offices are written in capitals, titles keep their letters
        if matches!(style, Style::Division(_) | Style::Of(Element::Formula)) && look.upper {
            xml.empty("w:caps", &[]);
        }
        xml.value("w:sz", look.size * 2);
        xml.value("w:szCs", look.size * 2);
        if look.underline {
            xml.value("w:u", "single");
        }
    });
}

pub(super) fn alignment(align: Alignment) -> &'static str {
    match align {
        Alignment::Left => "left",
        Alignment::Centre => "center",
        Alignment::Right => "right",
        Alignment::Justified => "both",
    }
}
