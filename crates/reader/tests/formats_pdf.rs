//! .pdf with a text layer: lines, columns, notes, page numbers.

mod support;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use reader::format::extract;
use reader::{Limits, LineRole, Refusal};
use support::{lines, report, show, source};
use testkit::Model;

/// A file with these content streams, one a page, in Times with Windows letters.
fn pdf(pages: &[&str]) -> Document {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times-Roman", "Encoding" => "WinAnsiEncoding",
    });
    let mut kids = Vec::new();
    for content in pages {
        let stream = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => stream,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
        });
        kids.push(Object::Reference(page));
    }
    let count = i64::try_from(kids.len()).expect("few pages");
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    document
}

fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("writes to memory");
    bytes
}

fn refusal(bytes: &[u8]) -> Refusal {
    extract("a.pdf", bytes, &Limits::default()).expect_err("must refuse")
}

#[test]
fn a_report() {
    insta::assert_snapshot!(show(&source("a.pdf", &report().to_pdf())));
}

#[test]
fn notes_go_on_on_the_next_page() {
    let long = "Theo báo cáo của các đơn vị trực thuộc gửi về Văn phòng. ".repeat(60);
    let body = "Đảng ủy lãnh đạo các cấp ủy trực thuộc thực hiện nhiệm vụ. ".repeat(30).trim().to_owned();
    let model = Model::parse(&format!("{body} xong^[{long}].\n{body}\n{body}^[Ngắn.]"));
    let read = source("a.pdf", &model.to_pdf());
    let foot = |page| read.lines.iter().filter(|l| l.page == Some(page) && l.role == LineRole::Foot).count();
    assert!(foot(1) > 0 && foot(2) > 0, "the note is cut by the page");
    let text = |role| {
        let of_role = read.lines.iter().filter(|l| l.role == role);
        of_role
            .map(|l| read.text[l.range.clone()].trim())
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(text(LineRole::Foot), format!("¹ {} ² Ngắn.", long.trim()));
    assert_eq!(text(LineRole::Flow), format!("{body} xong¹. {body} {body}²"));
}

#[test]
fn letters_without_spaces_between_are_put_into_words() {
    let content = "BT /F 12 Tf 72 700 Td (Bao) Tj 24 0 Td (cao) Tj 0 -16 Td [(T) 80 (hu) -400 (ngan)] TJ ET";
    let read = source("a.pdf", &bytes(pdf(&[content])));
    assert_eq!(
        lines(&read).into_iter().filter(|l| !l.is_empty()).collect::<Vec<_>>(),
        ["Bao cao", "Thu ngan"]
    );
}

#[test]
fn a_raised_number_is_a_mark_and_stays_off_its_neighbour() {
    let content = "BT /F 14 Tf 72 700 Td (2021 - 2026) Tj /F 8 Tf 5 Ts (11) Tj 0 Ts /F 14 Tf (, 12 m) Tj /F 8 Tf 5 Ts (2) Tj ET";
    assert_eq!(lines(&source("a.pdf", &bytes(pdf(&[content])))), ["2021 - 2026¹¹, 12 m²"]);
}

#[test]
fn running_heads_and_page_numbers_are_furniture() {
    let page = |n: usize| {
        format!(
            "BT /F 12 Tf 72 800 Td (Bao cao thang 3) Tj 0 -100 Td (Noi dung trang {n}.) Tj 200 -660 Td (- {n} -) Tj ET"
        )
    };
    let contents: Vec<String> = (1..=4).map(page).collect();
    let read = source("a.pdf", &bytes(pdf(&contents.iter().map(String::as_str).collect::<Vec<_>>())));
    let flow: Vec<_> =
        read.lines.iter().filter(|l| l.role == LineRole::Flow && !l.range.is_empty()).collect();
    assert_eq!(flow.len(), 4);
    assert!(flow.iter().all(|l| read.text[l.range.clone()].starts_with("Noi dung")));
    assert_eq!(flow[3].page, Some(4));
}

#[test]
fn a_turned_page_is_read_upright() {
    let mut document = pdf(&["BT /F 12 Tf 0 1 -1 0 300 100 Tm (Ngang) Tj 0 -14 Td (trang) Tj ET"]);
    let page = document.page_iter().next().expect("a page");
    document.get_dictionary_mut(page).expect("a page").set("Rotate", 90);
    assert_eq!(lines(&source("a.pdf", &bytes(document))), ["Ngang", "trang"]);
}

#[test]
fn a_scan_has_no_text_layer() {
    assert_eq!(refusal(&bytes(pdf(&["0 0 m 100 100 l S", ""]))), Refusal::NoTextLayer { pages: 2 });
}

#[test]
fn what_is_cut_off_or_locked_is_refused() {
    let whole = report().to_pdf();
    assert!(matches!(refusal(&whole[..200]), Refusal::Damaged(_)));
    assert!(matches!(refusal(b"%PDF-1.7\nnothing"), Refusal::Damaged(_)));
    let locked = |user: &str| {
        let mut document = pdf(&["BT /F 12 Tf 72 700 Td (Mo duoc) Tj ET"]);
        document.trailer.set("ID", vec![Object::string_literal("a"), Object::string_literal("b")]);
        let version = lopdf::EncryptionVersion::V2 {
            document: &document,
            owner_password: "chu",
            user_password: user,
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).expect("a key");
        document.encrypt(&state).expect("encrypts");
        bytes(document)
    };
    assert_eq!(refusal(&locked("bi mat")), Refusal::Encrypted);
    assert_eq!(lines(&source("a.pdf", &locked(""))), ["Mo duoc"]);
}

#[test]
fn forms_that_draw_themselves_come_to_an_end() {
    let mut document = pdf(&["/X Do BT /F 12 Tf 72 700 Td (xong) Tj ET"]);
    let form = document.new_object_id();
    let forms = dictionary! { "X" => form };
    let own = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "Resources" => dictionary! { "XObject" => forms.clone() },
        "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
    };
    document.objects.insert(form, Stream::new(own, b"/X Do /X Do".to_vec()).into());
    let page = document.page_iter().next().expect("a page");
    let page = document.get_dictionary_mut(page).expect("a page");
    page.get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources").set("XObject", forms);
    assert_eq!(lines(&source("a.pdf", &bytes(document))), ["xong"]);
}

#[test]
fn pages_are_counted_before_they_are_read() {
    let limits = Limits { pages: 2, ..Limits::default() };
    let file = bytes(pdf(&["", "", ""]));
    assert!(matches!(
        extract("a.pdf", &file, &limits),
        Err(Refusal::TooLarge { what: "number of pages", .. })
    ));
}

#[test]
fn a_ruled_table_keeps_its_cells() {
    let rules = "72 690 300 0.5 re 72 650 300 0.5 re 72 620 300 0.5 re f 72 620 0.5 70 re 112 620 0.5 70 re 300 620 0.5 70 re 372 620 0.5 70 re f";
    let text = "BT /F 12 Tf 76 675 Td (1) Tj 40 0 Td (Phuong A va cac co quan) Tj 0 -14 Td (truc thuoc) Tj 188 14 Td (45) Tj \
        -228 -45 Td (2) Tj 40 0 Td (Xa B) Tj ET";
    let read = source("a.pdf", &bytes(pdf(&[&format!("{rules} {text}")])));
    assert_eq!(lines(&read), ["1 | Phuong A va cac co quan truc thuoc | 45", "2 | Xa B | "]);
    assert!(read.lines.iter().all(|l| l.role == LineRole::Row));
}

#[test]
fn columns_of_a_header_and_of_a_signature_come_after_each_other() {
    let content = "BT /F 14 Tf 90 760 Td (THANH UY HAI MINH) Tj 220 0 Td (DANG CONG SAN VIET NAM) Tj -170 -18 Td (*) Tj \
        170 -4 Td (Hai Minh, ngay 05/3/2026) Tj -200 -14 Td (So 07-BC/TU) Tj 130 -40 Td (BAO CAO) Tj ET \
        BT /F 14 Tf 90 640 Td (Cac cap uy truc thuoc tiep tuc thuc hien nhiem vu trong thang, bao cao ket qua.) Tj ET \
        BT /F 12 Tf 90 500 Td (Noi nhan:) Tj 0 -14 Td (- Nhu tren,) Tj 0 -14 Td (- Cac don vi co quan cap thanh pho,) Tj ET \
        BT /F 14 Tf 360 496 Td (T/M BAN THUONG VU) Tj 0 -17 Td (PHO BI THU) Tj -5 -70 Td (Nguyen Minh An) Tj ET";
    let read = source("a.pdf", &bytes(pdf(&[content])));
    assert_eq!(
        lines(&read).into_iter().filter(|l| !l.is_empty()).collect::<Vec<_>>(),
        [
            "THANH UY HAI MINH",
            "*",
            "So 07-BC/TU",
            "DANG CONG SAN VIET NAM",
            "Hai Minh, ngay 05/3/2026",
            "BAO CAO",
            "Cac cap uy truc thuoc tiep tuc thuc hien nhiem vu trong thang, bao cao ket qua.",
            "Noi nhan:",
            "- Nhu tren,",
            "- Cac don vi co quan cap thanh pho,",
            "T/M BAN THUONG VU",
            "PHO BI THU",
            "Nguyen Minh An",
        ]
    );
}

#[test]
fn deep_nesting_in_a_file_ends_in_an_answer() {
    let content =
        format!("{}1{} BT /F 12 Tf 72 700 Td (xong) Tj ET", "[".repeat(100_000), "]".repeat(100_000));
    // Whether the rest is read is up to the parser; it must come back.
    let _ = extract("a.pdf", &bytes(pdf(&[&content])), &Limits::default());
    let object = format!("%PDF-1.7\n1 0 obj\n{}\nendobj\ntrailer<</Root 1 0 R>>", "<</A ".repeat(100_000));
    assert!(matches!(refusal(object.as_bytes()), Refusal::Damaged(_)));
}
