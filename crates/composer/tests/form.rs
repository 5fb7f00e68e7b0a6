//! The text form: what it takes, and what it says is wrong.

mod common;

use composer::{Block, Day, Fault, FormError, Piece, Span, System, form};

const HEAD: &str = "Loại: Báo cáo\nCơ quan: Thành uỷ Hải Minh\nSố: 7-BC/TU\nNgày: 5/2/2027\n";

fn body(text: &str) -> Vec<Block> {
    form(&format!("{HEAD}\n{text}")).map(|draft| draft.body).unwrap_or_default()
}

fn faults(text: &str) -> Vec<(usize, Fault)> {
    let errors = form(text).err().unwrap_or_default();
    errors.into_iter().map(|FormError { line, fault }| (line, fault)).collect()
}

#[test]
fn the_head_is_read() {
    let draft = form(&format!("\u{feff}\n{HEAD}NƠI NHẬN: - Như trên; Lưu.\n---\nChữ."))
        .unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!((draft.system, draft.kind.name()), (System::Party, "báo cáo"));
    assert_eq!(draft.issuer.body.as_str(), "THÀNH UỶ HẢI MINH");
    let number = draft.symbol.as_ref().and_then(|symbol| symbol.number.as_ref());
    assert_eq!(number.map(composer::Number::as_str), Some("07"));
    assert!(matches!(draft.day, Day::Known(day) if day.to_string() == "2027-02-05"));
    assert_eq!(draft.recipients.lines().len(), 2);
}

#[test]
fn blocks_are_told_apart() {
    let blocks = body(
        "# Phần I. Kết quả\n## I. CHUNG\nMột đoạn\nhai dòng.\n\n- Mục một\n- Mục hai\ntiếp theo\n\na) Điểm\n\n> Quyết định:\n\n|A|B|\n|-|-:|\n|1|2|\n\nHết.",
    );
    let told: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Heading(h) => format!("{} {}|{}", h.level(), h.label(), h.title().text()),
            Block::Paragraph(text) => text.text(),
            Block::Item { label, text } => format!("[{label}] {}", text.text()),
            Block::Formula(line) => format!("> {line}"),
            Block::Basis(text) => format!("basis {}", text.text()),
            Block::Table(table) => format!("{} columns, {} rows", table.columns().len(), table.body().len()),
        })
        .collect();
    assert_eq!(
        told,
        [
            "1 Phần I|Kết quả",
            "2 I.|CHUNG",
            "Một đoạn hai dòng.",
            "[-] Mục một",
            "[-] Mục hai tiếp theo",
            "[a)] Điểm",
            "> Quyết định:",
            "2 columns, 1 rows",
            "Hết."
        ]
    );
}

#[test]
fn marks_in_words() {
    let blocks = body("Đạt **{{ty-le|97,4%}}** chỉ tiêu[^a], *tăng* 2 \\* 3 = 6.\n\n[^a]: Xem **biểu** 1.");
    let Some(Block::Paragraph(text)) = blocks.first() else { panic!("{blocks:?}") };
    assert_eq!(text.text(), "Đạt 97,4% chỉ tiêu, tăng 2 * 3 = 6.");
    let bold = |piece: &&Piece| matches!(piece, Piece::Figure { emphasis, .. } if emphasis.bold);
    assert_eq!(text.pieces().filter(bold).count(), 1);
    assert_eq!(text.spans().iter().filter(|span| matches!(span, Span::Note(_))).count(), 1);
}

#[test]
fn what_is_wrong_has_its_line() {
    assert_eq!(
        faults("Loại: thông đồng\nCơ quan: A\nngay mai\nNgày: 31/2/2026\nMàu: xanh\n\nChữ[^1].\n"),
        [
            (1, Fault::UnknownKind("thông đồng".to_owned())),
            (3, Fault::NotAHeader),
            (4, Fault::NoDay("31/2/2026".to_owned())),
            (5, Fault::UnknownHeader("Màu".to_owned())),
            (7, Fault::NoNote("1".to_owned())),
        ]
    );
    assert_eq!(
        faults(&format!("{HEAD}Độ mật: Mật\n\nChữ.")).first().map(|(line, fault)| (*line, fault.clone())),
        Some((5, Fault::Secret))
    );
    assert_eq!(faults(&format!("{HEAD}\n")), [(5, Fault::Empty)]);
    assert_eq!(
        faults("Ngày: 1/1/2026\n\nChữ."),
        [(1, Fault::Missing("Loại")), (1, Fault::Missing("Cơ quan"))]
    );
    let mandate = format!("{HEAD}Thừa ủy quyền: Bí thư\nNgười ký: A\n\nChữ.");
    assert_eq!(faults(&mandate), [(5, Fault::NoAuthority("HD 05-HD/VPTW".to_owned()))]);
}
