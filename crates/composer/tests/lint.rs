//! A damaged document: each deviation is named, with the article.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{changed, sample};
use composer::layout::Element;
use composer::{LayoutRule, Lint, docx, lint};

/// The lint of a sample with a part changed.
fn damaged(name: &str, part: &str, change: impl Fn(&str) -> String) -> Lint {
    lint(&changed(&docx(&sample(name)), part, change)).unwrap()
}

fn found(lint: &Lint) -> Vec<(LayoutRule, Option<Element>, &str)> {
    lint.deviations.iter().map(|d| (d.rule, d.element, d.found.as_str())).collect()
}

const REPORT: &str = "bao-cao-thang-11-2026";
const DECISION: &str = "quyet-dinh-to-cong-tac";
const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";

#[test]
fn paper_and_margins() {
    let lint = damaged(REPORT, DOCUMENT, |xml| {
        xml.replace("w:left=\"1701\" w:header", "w:left=\"1418\" w:header")
            .replace("w:h=\"16838\"", "w:h=\"15840\"")
    });
    assert_eq!(
        found(&lint),
        [(LayoutRule::Paper, None, "210 × 279 mm"), (LayoutRule::MarginLeft, None, "25 mm")]
    );
    assert!(lint.certain());
    assert!(lint.deviations[1].source.contains("HD 05-HD/VPTW"));
    // a state document may have 30 to 35
    let lint = damaged(DECISION, DOCUMENT, |xml| {
        xml.replace("w:left=\"1701\" w:header", "w:left=\"1984\" w:header")
    });
    assert!(lint.deviations.is_empty(), "{:?}", lint.deviations);
}

#[test]
fn letters() {
    let lint = damaged(REPORT, STYLES, |xml| xml.replace("Times New Roman", "Arial"));
    assert!(lint.deviations.iter().all(|d| d.rule == LayoutRule::Font && d.found == "Arial"));
    assert!(lint.deviations.len() > 9, "one for each part");

    let body = |from: &'static str, to: &'static str| {
        damaged(REPORT, STYLES, move |xml| {
            let at = xml.find("w:styleId=\"SrBody\"").unwrap();
            xml[..at].to_owned() + &xml[at..].replacen(from, to, 1)
        })
    };
    let lint = body("<w:sz w:val=\"28\"/>", "<w:sz w:val=\"25\"/>");
    assert_eq!(found(&lint), [(LayoutRule::Size, Some(Element::Body), "12,5 pt")]);
    let lint = body("w:line=\"400\" w:lineRule=\"exact\"", "w:line=\"360\" w:lineRule=\"auto\"");
    assert_eq!(found(&lint), [(LayoutRule::Leading, Some(Element::Body), "150%")]);
    assert!(lint.certain(), "no source wants anything but exact lines");
    let lint = body("w:line=\"400\" w:lineRule=\"exact\"", "w:line=\"500\" w:lineRule=\"exact\"");
    assert!(!lint.certain(), "how many points is disputed");
    let lint = body("w:before=\"120\"", "w:before=\"0\"");
    assert_eq!(found(&lint), [(LayoutRule::Spacing, Some(Element::Body), "0 pt")]);
    let lint = body("w:firstLine=\"567\"", "w:firstLine=\"0\"");
    assert_eq!(found(&lint), [(LayoutRule::Indent, Some(Element::Body), "0 mm")]);
    let lint = body("<w:jc w:val=\"both\"/>", "<w:jc w:val=\"left\"/>");
    assert_eq!(found(&lint), [(LayoutRule::Alignment, Some(Element::Body), "left")]);
}

#[test]
fn what_is_bold_and_what_is_not() {
    let at = |id: &'static str, from: &'static str, to: &'static str| {
        damaged(DECISION, STYLES, move |xml| {
            let at = xml.find(&format!("w:styleId=\"{id}\"")).unwrap();
            xml[..at].to_owned() + &xml[at..].replacen(from, to, 1)
        })
    };
    let lint = at("SrIssuer", "<w:b/>", "");
    assert_eq!(found(&lint), [(LayoutRule::Bold, Some(Element::Issuer), "")]);
    let lint = at("SrPlaceDate", "<w:i/>", "<w:b/>");
    assert_eq!(
        found(&lint),
        [
            (LayoutRule::NotBold, Some(Element::PlaceDate), ""),
            (LayoutRule::Italic, Some(Element::PlaceDate), "")
        ]
    );
}

#[test]
fn what_is_missing() {
    let without = |text: &'static str| {
        damaged(REPORT, DOCUMENT, move |xml| xml.replacen(&format!(">{text}<"), "><", 1))
    };
    assert_eq!(found(&without("*")), [(LayoutRule::Missing, Some(Element::Star), "")]);
    assert_eq!(found(&without("-----")), [(LayoutRule::Missing, Some(Element::Hyphens), "")]);
    let lint = damaged(REPORT, "word/header1.xml", |xml| xml.replace(" PAGE ", " DATE "));
    assert_eq!(found(&lint), [(LayoutRule::PageNumber, Some(Element::PageNumber), "")]);
    let lint = damaged(REPORT, DOCUMENT, |xml| xml.replace("<w:titlePg/>", ""));
    assert_eq!(found(&lint), [(LayoutRule::PageNumberFirst, Some(Element::PageNumber), "")]);
}

#[test]
fn forms_of_words() {
    let party = |from: &'static str, to: &'static str| {
        damaged("cong-van-don-doc", DOCUMENT, move |xml| xml.replace(from, to))
    };
    assert_eq!(
        found(&party("K/T CHÁNH", "KT. CHÁNH")),
        [(LayoutRule::AuthorityForm, Some(Element::Authority), "KT.")]
    );
    assert_eq!(party("K/T CHÁNH", "KT. CHÁNH").deviations[0].wanted, "K/T");
    assert_eq!(
        found(&party(">Số 360", ">Số: 360")),
        [(LayoutRule::SymbolForm, Some(Element::Symbol), "Số:")]
    );
    assert_eq!(
        found(&party("ngày 05 tháng 02", "ngày 5 tháng 2")),
        [(LayoutRule::DateForm, Some(Element::PlaceDate), "Hải Minh, ngày 5 tháng 2 năm 2027")]
    );
    assert_eq!(
        found(&party("- Như trên;", "Như trên,")),
        [(LayoutRule::RecipientsForm, Some(Element::Recipients), "…,")]
    );
    let state = damaged(DECISION, DOCUMENT, |xml| xml.replace("Quyết định này./.", "Quyết định này."));
    assert_eq!(found(&state), [(LayoutRule::End, Some(Element::Body), "ày.")]);
}

#[test]
fn the_layout_is_that_of_the_day() {
    let lint = damaged("to-trinh-ke-hoach", DOCUMENT, |xml| {
        xml.replace("ngày 03 tháng 11 năm 2026", "ngày 03 tháng 11 năm 2025")
    });
    assert_eq!(lint.layout.name, "HD 36-HD/VPTW");
}
