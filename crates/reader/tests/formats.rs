//! Text, Markdown and HTML: what comes out of bytes.

mod support;

use reader::format::extract;
use reader::{Format, Limits, LineRole, Refusal};
use support::{lines, show, source};

#[test]
fn utf8_text_is_the_file_itself() {
    let file = "\u{feff}BÁO CÁO\r\n\r\nkết quả  \nđúng hạn\rhết";
    let source = source("a.txt", file.as_bytes());
    assert_eq!(source.text, file);
    assert_eq!(lines(&source), ["BÁO CÁO", "", "kết quả  ", "đúng hạn", "hết"]);
    assert!(source.lines.iter().all(|l| l.role == LineRole::Flow && l.page.is_none()));
}

#[test]
fn form_feeds_number_the_pages() {
    let source = source("a.txt", "một\n\u{c}hai\n\nba\u{c}\u{c}bốn".as_bytes());
    let pages: Vec<_> = source.lines.iter().map(|l| (&source.text[l.range.clone()], l.page)).collect();
    assert_eq!(pages, [("một", Some(1)), ("hai", Some(2)), ("", Some(2)), ("ba", Some(2)), ("bốn", Some(4))]);
}

#[test]
fn utf16_is_read_by_its_mark() {
    let text = "Thành ủy Hải Minh";
    let little: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(source("a.txt", &little).text, text);
    assert_eq!(source("a.txt", &big).text, text);
}

#[test]
fn broken_utf8_is_read_as_far_as_it_goes() {
    // A lone surrogate half, as some exporters write it.
    let source = source("a.txt", b"k\xe1\xba\xbft qu\xe1\xba\xa3 \xed\xa0\x80 xong");
    assert!(source.text.starts_with("kết quả ") && source.text.ends_with(" xong"));
}

#[test]
fn what_is_no_text_is_refused() {
    let refusal =
        |name: &str, bytes: &[u8]| extract(name, bytes, &Limits::default()).expect_err("must refuse");
    assert_eq!(refusal("a.txt", b""), Refusal::Empty);
    assert_eq!(refusal("a.txt", b" \r\n\t"), Refusal::Empty);
    assert_eq!(refusal("a.html", b"<html><script>let a = 1;</script></html>"), Refusal::Empty);
    assert!(matches!(refusal("a.txt", b"ab\0cd"), Refusal::NotADocument(_)));
    assert!(matches!(refusal("a.docx", b"\x89PNG\r\n\x1a\n"), Refusal::NotADocument(_)));
    assert_eq!(refusal("a.docx", b"{\\rtf1\\ansi bao cao}"), Refusal::OldFormat(".rtf"));
    let small = Limits { file: 10, ..Limits::default() };
    assert!(matches!(extract("a.txt", &[b'a'; 11], &small), Err(Refusal::TooLarge { limit: 10, .. })));
}

#[test]
fn content_decides_over_the_name() {
    assert_eq!(source("a.pdf", "Kế hoạch".as_bytes()).format, Format::Text);
    assert_eq!(source("a.txt", b"<!DOCTYPE html><p>a").format, Format::Html);
    assert_eq!(source("a.HTM", "<p>Kế hoạch".as_bytes()).format, Format::Html);
    assert_eq!(source("a.html", "Kế hoạch".as_bytes()).format, Format::Text);
    assert_eq!(source("a.md", "Kế hoạch".as_bytes()).format, Format::Markdown);
}

#[test]
fn markdown_lines_are_classified() {
    let file = "# I. KẾT QUẢ\n\n**1. Công tác**\nđạt 100 m<sup>2</sup><sup>1</sup>\n---\n\
                | Chỉ tiêu | Đạt |\n|---|--:|\n| Thu | 5 |\n\n<br>\n*\n";
    let source = source("a.md", file.as_bytes());
    assert_eq!(source.text, file);
    insta::assert_snapshot!(show(&source), @"
    Flow  *| # I. KẾT QUẢ
    Flow   |
    Flow  *| **1. Công tác**
    Flow   | đạt 100 m<sup>2</sup><sup>1</sup>
    Furn   | ---
    Row    | | Chỉ tiêu | Đạt |
    Furn   | |---|--:|
    Row    | | Thu | 5 |
    Flow   |
    Furn   | <br>
    Flow   | *
    ");
}

#[test]
fn html_blocks_tables_and_notes() {
    let file = r##"<!DOCTYPE html><html><head><title>không đọc</title><style>p{}</style></head><body>
<table><tr><td>THÀNH ỦY HẢI MINH<br>*<br>Số 07-BC/TU</td><td><b>ĐẢNG CỘNG SẢN VIỆT NAM</b><br>
 Hải Minh, ngày 05 tháng 3 năm 2026</td></tr></table>
<h1>BÁO CÁO</h1><p>kết quả   thực hiện&nbsp;nhiệm vụ
tháng 3</p><p style="display: none">ẩn<p>Trồng 12 m<sup>2</sup> cây<a href="#_ftn1" name="_ftnref1">[1]</a>,
xây 3 nhà<sup><a href="#fn2">2</a></sup>.
<ol start=4><li>Mục bốn<li>Mục năm</ol><ul><li>gạch</ul>
<table border=1><tr><th>Đơn vị<th>Số<tr><td>Phường A<td>12<tr><td>Phường B<td></table>
<script>if (a < b) { document.write("</p>") }</script>
<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Ghi chú một.</p><p>Còn nữa.</p></div>
<ol><li id="fn2"><p>Ghi chú hai. <a href="#fnref2">↩</a></p></li></ol>
<p><a href="#_ftnref3">[3]</a> Ghi chú ba.</p>"##;
    insta::assert_snapshot!(show(&source("a.html", file.as_bytes())), @"
    Whole  | THÀNH ỦY HẢI MINH
    Whole  | *
    Whole  | Số 07-BC/TU
    Whole  | ĐẢNG CỘNG SẢN VIỆT NAM
    Whole  | Hải Minh, ngày 05 tháng 3 năm 2026
    Whole *| BÁO CÁO
    Whole  | kết quả thực hiện nhiệm vụ tháng 3
    Whole  | Trồng 12 m² cây¹, xây 3 nhà².
    Whole  | 4. Mục bốn
    Whole  | 5. Mục năm
    Whole  | - gạch
    Row   *| Đơn vị | Số
    Row    | Phường A | 12
    Row    | Phường B |
    Note   | ¹ Ghi chú một. Còn nữa.
    Note   | ² Ghi chú hai.
    Note   | ³ Ghi chú ba.
    ");
}

#[test]
fn html_charsets() {
    let file = b"<html><head><meta content=\"text/html; charset=windows-1252\"></head><p>\xc9t\xe9</p>";
    assert_eq!(lines(&source("a.html", file)), ["Été"]);
}

#[test]
fn no_depth_of_html_is_too_deep() {
    let deep = format!("<html>{}<p>sâu{}", "<div><b>".repeat(100_000), "</b></div>".repeat(100_000));
    assert_eq!(lines(&source("a.html", deep.as_bytes())), ["sâu"]);
    let stray = format!("<html>{}{}ra", "<i>".repeat(200_000), "</b>".repeat(200_000));
    assert_eq!(lines(&source("a.html", stray.as_bytes())), ["ra"]);
    let tables = format!("<html>{}", "<table><tr><td>".repeat(1000));
    let refusal = extract("a.html", tables.as_bytes(), &Limits::default()).expect_err("must refuse");
    assert!(matches!(refusal, Refusal::TooLarge { .. }));
}

/// Text that was saved to Unicode while it looked like this.
#[test]
fn an_old_encoding_saved_as_unicode_is_read() {
    let tcvn3 = "B¸o c¸o kÕt qu¶ thùc hiÖn nhiÖm vô cña Uû ban nh©n d©n thµnh phè n¨m 2025";
    let read = "Báo cáo kết quả thực hiện nhiệm vụ của Uỷ ban nhân dân thành phố năm 2025";
    let vni = "Baùo caùo keát quaû thöïc hieän nhieäm vuï cuûa UÛy ban nhaân daân thaønh phoá naêm 2025";
    assert_eq!(source("a.txt", tcvn3.as_bytes()).text, read);
    assert_eq!(source("a.txt", vni.as_bytes()).text, read.replace("Uỷ", "Ủy"));
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(tcvn3.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(source("a.txt", &utf16).text, read);
    let page = source("a.html", format!("<html><body><p>{tcvn3}</p></body></html>").as_bytes());
    assert_eq!(page.text.trim(), read);
    let french =
        "Réunion du comité de la société à Genève, décembre 2025, procès-verbal adopté à l’unanimité";
    assert_eq!(source("a.txt", french.as_bytes()).text, french);
    assert_eq!(source("a.txt", read.as_bytes()).text, read);
}

#[test]
fn old_vietnamese_bytes() {
    let western = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let tcvn3 = western(
        "Uû ban nh©n d©n thµnh phè b¸o c¸o kÕt qu¶ thùc hiÖn nhiÖm vô quý mét, c¸c ®¬n vÞ trùc thuéc.\n",
    );
    assert_eq!(
        lines(&source("a.txt", &tcvn3)),
        ["Uỷ ban nhân dân thành phố báo cáo kết quả thực hiện nhiệm vụ quý một, các đơn vị trực thuộc."]
    );
    let windows = b"Ba\xecn b\xe1o c\xe1o, ha\xf2i quy\xeat, b\xf4\xf2 ph\xe2\xf2n.";
    assert_eq!(
        lines(&source("a.txt", windows)),
        ["Ba\u{301}n báo cáo, ha\u{323}i quyêt, bô\u{323} phâ\u{323}n."]
    );
}
