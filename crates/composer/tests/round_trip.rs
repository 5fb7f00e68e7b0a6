//! What is written is read back, whatever it is; what a person changed is seen.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{changed, sample};
use composer::{
    Align, Authority, AuthorityForm, Block, Caps, Column, Day, Draft, Emphasis, FigureId, Heading, Inline,
    Issuer, Kind, Line, Number, Piece, ReadError, Recipients, Signature, Span, Symbol, System, Table,
    Urgency, docx, pdf, read,
};
use jiff::civil::date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(vec![
            "Thành", "ủy", "Hải", "Minh", "báo", "cáo", "1.234,5", "đạt", "97,4%", "<b>", "&amp;", "\"trích\"", "07-NQ/TU",
            "a\u{a0}b", "nghỉ", "Quyết", "định;", "(gồm", "12/2026)", "Đảng", "kết", "quả.", "–", "e\u{301}",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    vec(word, 1..9).prop_map(|words| words.join(" "))
}

fn emphasis() -> impl Strategy<Value = Emphasis> {
    (any::<bool>(), any::<bool>()).prop_map(|(bold, italic)| Emphasis { bold, italic })
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        6 => (words(), emphasis()).prop_map(|(text, emphasis)| Piece::Text { text, emphasis }),
        2 => ("[a-z0-9.:-]{1,64}", words(), emphasis()).prop_map(|(id, shown, emphasis)| {
            Piece::Figure { id: FigureId::new(&id).unwrap(), shown, emphasis }
        }),
        1 => "[a-zđ ]{0,9}".prop_map(Piece::Gap),
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    let span = prop_oneof![5 => piece().prop_map(Span::Piece), 1 => vec(piece(), 0..3).prop_map(Span::Note)];
    vec(span, 1..6)
        .prop_map(Inline::new)
        .prop_filter("says something", |inline| !inline.text().trim().is_empty())
}

fn line() -> impl Strategy<Value = String> {
    "[A-ZĐa-zđàảãáạăâêôơư0-9]{1,8}( [a-zđươ]{1,7}){0,12}"
}

fn table() -> impl Strategy<Value = Table> {
    let align = prop::sample::select(vec![Align::Left, Align::Centre, Align::Right]);
    let column = (1u32..90, align).prop_map(|(share, align)| Column { share, align });
    // cells may be empty
    let cell = || option::of(inline()).prop_map(Option::unwrap_or_default);
    let rows = vec(vec(cell(), 0..6), 1..4);
    (vec(column, 1..5), option::of(vec(cell(), 0..5)), rows)
        .prop_map(|(columns, header, rows)| Table::new(&columns, header, rows))
}

fn block() -> impl Strategy<Value = Block> {
    let label = || prop::sample::select(vec!["-", "+", "a)", "1.", "1.2.", "Điều 3.", "(1)"]);
    let heading = prop::sample::select(vec!["", "I.", "1.1.", "Phần thứ nhất", "Chương II", "Mục 1"]);
    prop_oneof![
        4 => inline().prop_map(Block::Paragraph),
        2 => (label(), inline()).prop_map(|(label, text)| Block::Item { label: label.into(), text }),
        2 => (1u8..8, heading, inline()).prop_map(|(level, label, title)| Block::Heading(Heading::new(level, label, title))),
        1 => words().prop_map(|text| Block::Basis(Inline::plain(&format!("Căn cứ {text}")))),
        1 => line().prop_map(|text| Block::Formula(Line::new(&text))),
        1 => table().prop_map(Block::Table),
    ]
}

fn day() -> impl Strategy<Value = Day> {
    (2018i16..2031, 1i8..13, 1i8..29, any::<bool>()).prop_map(|(year, month, day, known)| {
        if known { Day::Known(date(year, month, day)) } else { Day::Open { year, month } }
    })
}

fn signature() -> impl Strategy<Value = Signature> {
    let form = prop::sample::select(AuthorityForm::ALL.to_vec());
    let authority = vec((form, line()).prop_map(|(form, of)| Authority { form, of: Caps::new(&of) }), 0..3);
    (authority, option::of(line()), line()).prop_map(|(authority, office, name)| Signature {
        authority,
        office: Caps::new(&office.unwrap_or_default()),
        name: Line::new(&name),
    })
}

prop_compose! {
    fn draft()(
        party in any::<bool>(),
        kind in prop::sample::select(vitext::kind::all().iter().map(|k| k.name.as_str()).collect::<Vec<_>>()),
        issuer in (option::of(line()), line()),
        symbol in option::of((option::of(1u32..999), "[A-ZĐ]{2,4}[/-][A-ZĐ]{2,5}")),
        day in day(),
        place in line(),
        urgency in option::of(prop::sample::select(Urgency::ALL.to_vec())),
        subject in option::of(line()),
        addressees in vec(line(), 0..4),
        body in vec(block(), 1..9),
        signature in option::of(signature()),
        recipients in vec(line(), 0..5),
    ) -> Draft {
        let system = if party { System::Party } else { System::State };
        let issuer = Issuer { superior: issuer.0.map(|s| Caps::new(&s)), body: Caps::new(&issuer.1) };
        let mut draft = Draft::new(system, Kind::named(kind).unwrap(), issuer, day);
        draft.symbol = symbol.map(|(number, code)| Symbol {
            number: number.and_then(|n| Number::new(&n.to_string())),
            code: Line::new(&code),
        });
        draft.place = Line::new(&place);
        draft.urgency = urgency;
        draft.subject = Line::new(&subject.unwrap_or_default());
        draft.addressees = Recipients::new(addressees.iter().map(String::as_str));
        draft.body = body;
        draft.signature = signature;
        draft.recipients = Recipients::new(recipients.iter().map(String::as_str));
        draft
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(draft in draft()) {
        let bytes = docx(&draft);
        prop_assert_eq!(read(&bytes).unwrap(), draft.clone());
        prop_assert!(composer::lint(&bytes).is_ok());
        prop_assert!(pdf(&draft).is_ok());
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn any_text_gets_an_answer(text in "(Loại: báo cáo\nCơ quan: A\nNgày: 1/1/2026\n\n)?(\\PC|\n|\\*|\\[\\^1\\]|\\||#|\\{\\{){0,60}") {
        if let Ok(draft) = composer::form(&text) {
            prop_assert_eq!(read(&docx(&draft)).unwrap(), draft);
        }
    }
}

#[test]
fn a_header_without_rows_is_read_back() {
    let draft = composer::form("Loại: báo cáo\nCơ quan: A\nNgày: 1/1/2026\n\n|Đơn vị\n|:-:").unwrap();
    assert_eq!(read(&docx(&draft)).unwrap(), draft);
}

#[test]
fn a_figure_that_a_person_changed_is_told() {
    let draft = sample("bao-cao-thang-11-2026");
    let edited = changed(&docx(&draft), "word/document.xml", |xml| {
        let at = xml.find("<w:tag w:val=\"ket-nap-2026-11\"/>").unwrap();
        let (before, after) = xml.split_at(at);
        let after = after.replacen(">118<", ">119<", 1);
        // the other way to lose a figure: its control is taken away, the words stay
        before.to_owned() + &after
    });
    let back = read(&edited).unwrap();
    let drift = back.drift(&draft);
    assert_eq!(drift.len(), 1);
    assert_eq!((drift[0].before.as_str(), drift[0].after.as_deref()), ("118", Some("119")));
    assert!(draft.drift(&draft).is_empty());
    assert_eq!(draft.gaps().collect::<Vec<_>>(), ["số liệu của Ban Tổ chức"]);

    let mut without = draft.clone();
    without.body.retain(|block| !matches!(block, Block::Table(_)));
    let gone = without.drift(&draft);
    assert_eq!(gone.len(), 1);
    assert_eq!((gone[0].id.as_str(), gone[0].after.as_deref()), ("thu-2026-11", None));
}

/// Word cuts runs where it looked at the spelling, and writes what was typed with tracked changes.
#[test]
fn what_an_editor_does_to_runs_does_not_matter() {
    let draft = sample("cong-van-don-doc");
    let edited = changed(&docx(&draft), "word/document.xml", |xml| {
        xml.replace(
            "Khó khăn, vướng mắc",
            "Khó</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:ins w:id=\"9\" w:author=\"x\"><w:r><w:t xml:space=\"preserve\"> khăn</w:t></w:r></w:ins>\
             <w:del w:id=\"8\" w:author=\"x\"><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:r><w:t>, vướng mắc",
        )
    });
    assert_eq!(read(&edited).unwrap(), draft);
}

#[test]
fn a_paragraph_in_a_foreign_style_is_kept() {
    let draft = sample("cong-van-don-doc");
    let edited = changed(&docx(&draft), "word/document.xml", |xml| {
        xml.replacen("<w:tbl>", "<w:p><w:r><w:t>Chữ thêm</w:t></w:r></w:p><w:tbl>", 1)
    });
    let body = read(&edited).unwrap().body;
    assert_eq!(body[0], Block::paragraph("Chữ thêm"));
}

#[test]
fn a_head_that_is_gone_is_told() {
    let draft = sample("cong-van-don-doc");
    let edited = changed(&docx(&draft), "word/document.xml", |xml| {
        xml.replace("ngày 05 tháng 02 năm 2027", "hôm nay")
    });
    assert_eq!(read(&edited), Err(ReadError::Missing(composer::layout::Element::PlaceDate)));
    assert!(matches!(read(b"not a file"), Err(ReadError::NotDocx(_))));
}

/// Some editors keep the text of content controls and drop their tags: the bookmark is still there.
#[test]
fn a_figure_whose_control_was_dropped_is_found_by_its_bookmark() {
    let draft = sample("bao-cao-thang-11-2026");
    let edited = changed(&docx(&draft), "word/document.xml", |xml| {
        let mut out = String::new();
        for (index, piece) in xml.split("<w:sdt>").enumerate() {
            let content = piece.split_once("<w:sdtContent>").filter(|_| index > 0);
            out.push_str(content.map_or(piece, |(_, content)| content));
        }
        out.replace("</w:sdtContent></w:sdt>", "")
    });
    assert_eq!(read(&edited).unwrap(), draft);
}
