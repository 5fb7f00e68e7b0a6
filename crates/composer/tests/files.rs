//! The files as they are measured: paper, letters, pages.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{part, samples};
use composer::{
    Block, Day, Draft, Issuer, Kind, Line, Number, Recipients, Signature, Symbol, System, docx, lint, pdf,
    read,
};
use jiff::civil::date;
use lopdf::{Dictionary, Document, Object};

/// Every kind that the register knows, under every layout.
fn every_kind() -> Vec<Draft> {
    let days = [
        (System::Party, date(2025, 6, 3)),
        (System::Party, date(2026, 11, 20)),
        (System::State, date(2026, 11, 20)),
    ];
    let kinds: Vec<&str> = vitext::kind::all().iter().map(|kind| kind.name.as_str()).collect();
    assert!(kinds.len() > 40);
    let with = |(system, day): (System, jiff::civil::Date)| {
        kinds.iter().map(move |name| {
            let kind = Kind::named(name).unwrap();
            let issuer = Issuer {
                superior: Some("Đảng bộ thành phố Hải Minh".into()),
                body: "Thành ủy Hải Minh".into(),
            };
            let mut draft = Draft::new(system, kind, issuer, Day::Known(day));
            let code = match (system, draft.kind.abbreviation(system, draft.day)) {
                (System::Party, short) => format!("{}/TU", short.unwrap_or("TU")),
                (System::State, short) => format!("{}-UBND", short.unwrap_or("UBND")),
            };
            draft.symbol = Some(Symbol { number: Number::new("7"), code: Line::new(&code) });
            draft.place = "Hải Minh".into();
            draft.subject = "về công tác quý IV năm 2026".into();
            draft.body = vec![
                Block::heading(1, "I.", "TÌNH HÌNH"),
                Block::paragraph(
                    "Các cơ quan, đơn vị đã triển khai thực hiện nghiêm túc nhiệm vụ được giao.",
                ),
                Block::paragraph(if system == System::State { "Trân trọng./." } else { "Trân trọng." }),
            ];
            draft.signature = Some(Signature {
                authority: Vec::new(),
                office: "Bí thư".into(),
                name: "Trần Minh Hải".into(),
            });
            draft.recipients = Recipients::new(["Như trên", "Lưu Văn phòng"]);
            draft
        })
    };
    days.into_iter().flat_map(with).collect()
}

#[test]
fn the_paper_is_that_of_the_layout() {
    for (name, draft) in samples() {
        let document = part(&docx(&draft), "word/document.xml");
        assert!(document.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"), "{name}");
        let margins =
            "<w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\"";
        assert!(document.contains(margins), "{name}: {document}");
        assert!(document.contains("<w:titlePg/>"), "{name}");
        let page = Document::load_mem(&pdf(&draft).unwrap()).unwrap();
        let (_, first) = page.get_pages().into_iter().next().unwrap();
        let media = page.get_dictionary(first).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
        let size: Vec<i64> = media.iter().map(|n| n.as_float().unwrap().round() as i64).collect();
        assert_eq!(size, [0, 0, 595, 842], "{name}");
    }
}

#[test]
fn styles_say_what_the_layout_says() {
    let style = |draft: &Draft, id: &str| {
        let styles = part(&docx(draft), "word/styles.xml");
        let begin = styles.find(&format!("w:styleId=\"{id}\"")).unwrap();
        let end = styles[begin..].find("</w:style>").unwrap();
        styles[begin..begin + end].to_owned()
    };
    let party = common::sample("bao-cao-thang-11-2026");
    let body = style(&party, "SrBody");
    for wanted in [
        "w:before=\"120\"",
        "w:line=\"400\" w:lineRule=\"exact\"",
        "w:firstLine=\"567\"",
        "<w:jc w:val=\"both\"/>",
        "<w:sz w:val=\"28\"/>",
    ] {
        assert!(body.contains(wanted), "{wanted} in {body}");
    }
    let motto = style(&party, "SrMotto");
    assert!(motto.contains("<w:b/>") && motto.contains("<w:sz w:val=\"30\"/>"), "{motto}");
    let office = style(&party, "SrOffice");
    assert!(!office.contains("<w:b/>"), "the office is regular in Party documents: {office}");
    let state = common::sample("quyet-dinh-to-cong-tac");
    assert!(style(&state, "SrOffice").contains("<w:b/>"));
    assert!(style(&state, "SrBasis").contains("<w:i/>"));
    let recipients = style(&state, "SrRecipientsTitle");
    assert!(recipients.contains("<w:b/>") && recipients.contains("<w:i/>"), "{recipients}");
    assert!(part(&docx(&state), "word/styles.xml").contains("w:ascii=\"Times New Roman\""));
}

#[test]
fn authority_keeps_with_the_text_and_rows_are_not_cut() {
    let document = part(&docx(&common::sample("bao-cao-thang-11-2026")), "word/document.xml");
    let last = document.rfind("báo cáo Ban Chấp hành").unwrap();
    let begin = document[..last].rfind("<w:p>").unwrap();
    assert!(document[begin..last].contains("<w:keepNext/>"), "{}", &document[begin..last]);
    assert_eq!(document.matches("<w:tr>").count(), document.matches("<w:cantSplit/>").count());
    assert_eq!(document.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(document.matches("<w:footnoteReference ").count(), 2);
    assert!(document.contains("<w:tag w:val=\"ket-nap-2026-11\"/>"));
}

/// Every font of a PDF is embedded, of one family, and tells its letters.
fn fonts(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    let is_font = |d: &&Dictionary| d.get(b"Type").and_then(Object::as_name).is_ok_and(|n| n == b"Font");
    let fonts = document.objects.values().filter_map(|o| o.as_dict().ok()).filter(is_font);
    let whole =
        fonts.filter(|font| font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Type0"));
    whole
        .map(|font| {
            assert!(font.has(b"ToUnicode"), "letters can be taken out again");
            let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap();
            String::from_utf8_lossy(name).into_owned()
        })
        .collect()
}

#[test]
fn a_pdf_has_one_family_of_fonts() {
    for (name, draft) in samples() {
        let bytes = pdf(&draft).unwrap();
        let fonts = fonts(&bytes);
        assert!(
            fonts.len() > 1 && fonts.iter().all(|font| font.contains("LiberationSerif")),
            "{name}: {fonts:?}"
        );
        assert!(String::from_utf8_lossy(&bytes).contains("pdfaid:part"), "{name}: it says that it is PDF/A");
    }
}

#[test]
fn letters_come_back_out_of_a_pdf() {
    let letters: String = "ăâđêôơưĂÂĐÊÔƠƯ".chars().chain('\u{1ea0}'..='\u{1ef9}').collect();
    let mut draft = common::sample("to-trinh-ke-hoach");
    draft.body = vec![Block::paragraph(&letters)];
    let document = Document::load_mem(&pdf(&draft).unwrap()).unwrap();
    let text: String = document.extract_text(&[1]).unwrap().split_whitespace().collect();
    assert!(letters.chars().all(|c| text.contains(c)), "{text}");
}

#[test]
fn the_same_draft_gives_the_same_bytes() {
    for (name, draft) in samples() {
        assert_eq!(docx(&draft), docx(&draft), "{name}");
        assert_eq!(pdf(&draft).unwrap(), pdf(&draft).unwrap(), "{name}");
    }
}

#[test]
fn every_kind_is_written_read_back_and_right() {
    for draft in every_kind() {
        let bytes = docx(&draft);
        assert_eq!(read(&bytes).unwrap(), draft);
        let found = lint(&bytes).unwrap();
        assert!(
            found.deviations.is_empty(),
            "{} {}: {:#?}",
            found.layout.id,
            draft.kind.name(),
            found.deviations
        );
        assert!(pdf(&draft).is_ok());
    }
}

#[test]
fn samples_come_back_and_have_no_deviation() {
    for (name, draft) in samples() {
        let bytes = docx(&draft);
        assert_eq!(read(&bytes).unwrap(), draft, "{name}");
        let found = lint(&bytes).unwrap();
        assert!(found.deviations.is_empty(), "{name}: {:#?}", found.deviations);
    }
}

/// Paragraphs, notes longer than a page, rows higher than one, recipients without end: every word is on some page, once.
#[test]
fn nothing_is_lost_between_pages() {
    let word = |kind: &str, number: usize| format!("{kind}{number:04}x");
    let many = |kind: &str, count: usize| (0..count).map(|n| word(kind, n)).collect::<Vec<_>>().join(" ");
    let mut draft = common::sample("bao-cao-thang-11-2026");
    draft.body = (0..60).map(|n| Block::heading(1, "I.", &word("h", n))).collect();
    draft.body.extend((0..150).map(|n| {
        let note = composer::Span::Note(vec![composer::Piece::plain(&word("n", n))]);
        let text =
            composer::Span::Piece(composer::Piece::plain(&format!("{} {}", word("p", n), "chữ ".repeat(n))));
        Block::Paragraph(composer::Inline::new([text, note]))
    }));
    let long = composer::Span::Note(vec![composer::Piece::plain(&many("l", 2500))]);
    draft.body.push(Block::Paragraph(composer::Inline::new([
        composer::Span::Piece(composer::Piece::plain("x")),
        long,
    ])));
    let cell = |text: String| vec![composer::Inline::plain("a"), composer::Inline::plain(&text)];
    let column = composer::Column { share: 1, align: composer::Align::Left };
    let rows = (0..80).map(|n| cell(word("r", n))).chain([cell(many("t", 1500))]).collect();
    draft.body.push(Block::Table(composer::Table::new(
        &[column, column],
        Some(cell("đầu".to_owned())),
        rows,
    )));
    let recipients: Vec<String> = (0..200).map(|n| word("q", n)).collect();
    draft.recipients = Recipients::new(recipients.iter().map(String::as_str));
    let document = Document::load_mem(&pdf(&draft).unwrap()).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    let mut count = std::collections::BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        *count.entry(word).or_insert(0) += 1;
    }
    let all = [("h", 60), ("p", 150), ("n", 150), ("l", 2500), ("r", 80), ("t", 1500), ("q", 200)];
    for (kind, number) in all {
        for n in 0..number {
            assert_eq!(count.get(word(kind, n).as_str()), Some(&1), "{}", word(kind, n));
        }
    }
    assert!(text.matches("đầu").count() > 2, "the head of the table is repeated");
    assert_eq!(read(&docx(&draft)).unwrap(), draft);
}
