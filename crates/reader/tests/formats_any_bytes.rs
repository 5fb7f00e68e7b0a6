//! Any bytes get an answer.

mod support;

use proptest::prelude::*;
use reader::Limits;
use reader::format::extract;
use std::sync::LazyLock;
use support::report;
use testkit::{DocxOptions, TextStyle};

/// Valid files of every format.
static FILES: LazyLock<Vec<(&'static str, Vec<u8>)>> = LazyLock::new(|| {
    let model = report();
    let marked = DocxOptions { automatic_numbers: true, tracked_changes: true };
    vec![
        ("a.txt", model.to_text(TextStyle::Pages).into_bytes()),
        ("a.md", model.to_markdown().into_bytes()),
        ("a.html", model.to_html().into_bytes()),
        ("a.docx", model.to_docx(&marked)),
        ("a.pdf", model.to_pdf()),
    ]
});

/// Reads `bytes` and checks what a source promises.
fn check(name: &str, bytes: &[u8]) {
    let limits = Limits { unpacked: 64 << 20, ..Limits::default() };
    let Ok(source) = extract(name, bytes, &limits) else { return };
    let mut end = 0;
    for line in &source.lines {
        assert!(line.range.start >= end && line.range.end <= source.text.len(), "lines are in order");
        assert!(source.text.get(line.range.clone()).is_some_and(|t| !t.contains('\n')), "a line is one line");
        end = line.range.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000), name in "a\\.(txt|md|html|docx|pdf)") {
        check(&name, &bytes);
    }

    #[test]
    fn random_words_of_the_formats(words in prop::collection::vec(prop::sample::select(vec![
        "<", ">", "</p>", "<p>", "<table>", "<td>", "<tr>", "</table>", "<a href='#_ftn1'>", "</a>", "<sup>", "[1]", "1",
        "<li id=fn1>", "<ol>", "<script>", "<!--", "&amp;", "&#", "\u{c}", "\r", "\n", "| a |", "|---|", "**", "---", "\u{feff}",
    ]), 0..60), name in "a\\.(txt|md|html)") {
        check(&name, words.concat().as_bytes());
    }

    #[test]
    fn files_with_changed_bytes(
        file in 0..5_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let (name, bytes) = &FILES[file];
        let mut bytes = bytes.clone();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        check(name, &bytes);
    }

    #[test]
    fn files_cut_off(file in 0..5_usize, end in any::<prop::sample::Index>()) {
        let (name, bytes) = &FILES[file];
        check(name, &bytes[..end.index(bytes.len())]);
    }

    #[test]
    fn xml_with_changed_bytes(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut xml = String::from("<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr>\
            <w:t>a</w:t><w:footnoteReference w:id='2'/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>").into_bytes();
        for (at, value) in changes {
            let at = at.index(xml.len());
            xml[at] = value & 0x7f;
        }
        let xml = String::from_utf8_lossy(&xml).into_owned();
        check("a.docx", &support::docx(&[("document", &xml), ("numbering", &xml), ("styles", &xml), ("footnotes", &xml)]));
    }
}

#[test]
fn large_text_takes_linear_time() {
    let line = "Đảng ủy lãnh đạo các cấp ủy trực thuộc thực hiện nhiệm vụ.\n";
    let text = line.repeat(20 << 20 >> 6);
    let started = std::time::Instant::now();
    check("a.txt", text.as_bytes());
    check("a.html", format!("<html><p>{}", text.replace('\n', "<br>\n")).as_bytes());
    assert!(started.elapsed().as_secs() < 60);
}
