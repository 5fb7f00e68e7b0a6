//! Tables as people send them, and as somebody would who means harm.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use reader::Refusal;
use reader::sheet::{SheetLimits, SheetRow, read};
use rust_xlsxwriter::Workbook;
use std::path::Path;

fn rows(bytes: &[u8]) -> Result<Vec<SheetRow>, Refusal> {
    read(bytes, &SheetLimits::default())
}

fn row(number: u32, cells: &[&str]) -> SheetRow {
    SheetRow { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
}

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

#[test]
fn one_table_in_every_form_that_programs_write() {
    let wanted = vec![row(1, &["Mã", "Tên"]), row(3, &["01", "Đảng ủy phường Đông Hải"])];
    let text = "Mã;Tên\n;\n01;Đảng ủy phường Đông Hải\n";
    let with = |delimiter: &str| text.replace(';', delimiter);
    let wide = |text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    for bytes in [
        text.as_bytes().to_vec(),
        with(",").into_bytes(),
        with("\t").into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        wide(&with("\t"), [0xff, 0xfe], u16::to_le_bytes),
        wide(text, [0xfe, 0xff], u16::to_be_bytes),
        with(",").replace("01", "\" 01\"").into_bytes(),
    ] {
        assert_eq!(rows(&bytes).unwrap(), wanted, "{}", String::from_utf8_lossy(&bytes));
    }
    let titled = rows("Danh sách, năm 2026\n\nMã;Tên\n01;An Hà, An Lạc\n".as_bytes()).unwrap();
    assert_eq!(titled[1..], [row(3, &["Mã", "Tên"]), row(4, &["01", "An Hà, An Lạc"])]);
    let told = rows("sep=|\nMã|Tên; đủ\n".as_bytes()).unwrap();
    assert_eq!(told, [row(2, &["Mã", "Tên; đủ"])]);
    let xlsx = book(|book| {
        book.add_worksheet();
        book.add_worksheet().set_hidden(true).write(0, 0, "không thấy").unwrap();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["Mã", "Tên"]).unwrap();
        sheet.write(2, 0, "01").unwrap();
        sheet.write(2, 1, " Đảng ủy phường Đông Hải\n").unwrap();
    });
    assert_eq!(rows(&xlsx).unwrap(), wanted);
}

#[test]
fn whole_numbers_keep_no_decimals() {
    let xlsx = book(|book| {
        book.add_worksheet().write(0, 0, 1001).unwrap().write(0, 1, 2.5).unwrap().write(0, 2, true).unwrap();
    });
    assert_eq!(rows(&xlsx).unwrap(), [row(1, &["1001", "2.5", "true"])]);
}

#[test]
fn two_cells_at_the_ends_of_the_sheet_take_no_room_between_them() {
    let xlsx = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "đầu").unwrap().write(1_048_575, 16_383, "xa").unwrap();
        sheet.write(1_048_575, 1, "cuối").unwrap();
    });
    assert_eq!(rows(&xlsx).unwrap(), [row(1, &["đầu"]), row(1_048_576, &["", "cuối"])]);
}

#[test]
fn what_swells_is_refused() {
    // 48 MiB of one letter take some 50 KB in the file.
    let long = "a".repeat(32_000);
    let xlsx = book(|book| {
        let sheet = book.add_worksheet();
        for line in 0..2_500 {
            sheet.write(line, 0, format!("{line}{long}").split_at(32_000).0).unwrap();
        }
    });
    assert!(xlsx.len() < 2 << 20, "{}", xlsx.len());
    assert!(matches!(rows(&xlsx), Err(Refusal::TooLarge { .. })));
    // One text that every cell names.
    let xlsx = book(|book| {
        let sheet = book.add_worksheet();
        for line in 0..2_500 {
            sheet.write(line, 0, &long).unwrap();
        }
    });
    assert!(matches!(rows(&xlsx), Err(Refusal::TooLarge { what: "size of the text in bytes", .. })));
    let many = "x\n".repeat(20_001);
    assert!(matches!(rows(many.as_bytes()), Err(Refusal::TooLarge { what: "number of rows", .. })));
    let large = vec![b'a'; (10 << 20) + 1];
    assert!(matches!(rows(&large), Err(Refusal::TooLarge { .. })));
}

#[test]
fn what_is_no_table_is_refused() {
    assert_eq!(rows(b""), Err(Refusal::Empty));
    assert_eq!(rows(b" ;;\n\n;"), Err(Refusal::Empty));
    assert_eq!(rows(&book(|book| _ = book.add_worksheet())), Err(Refusal::Empty));
    assert!(matches!(rows(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"), Err(Refusal::OldFormat(".xls"))));
    assert!(matches!(rows(b"PK\x03\x04 and no more"), Err(Refusal::Damaged(_))));
    assert!(matches!(rows(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(Refusal::NotADocument(_))));
}

#[test]
fn what_the_fuzzer_has_collected_is_read_or_refused_cut_anywhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/sheet");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for end in (0..=bytes.len()).step_by(bytes.len() / 64 + 1) {
            count += usize::from(rows(&bytes[..end]).is_ok());
        }
        assert!(rows(&bytes).is_ok());
    }
    assert!(count > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_change_of_a_workbook_gets_an_answer(at: usize, byte: u8) {
        let mut bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/sheet/units.xlsx")).unwrap();
        let place = at % bytes.len();
        bytes[place] = byte;
        if let Ok(rows) = rows(&bytes) {
            prop_assert!(!rows.is_empty());
        }
    }

    #[test]
    fn any_text_gets_an_answer(text in "[\\PC\t\n\r\";,]{0,200}") {
        for row in rows(text.as_bytes()).unwrap_or_default() {
            prop_assert!(row.cells.last().is_some_and(|cell| !cell.is_empty()));
        }
    }
}
