//! The program as a person or a script meets it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use testkit::{DocxOptions, Model};

const WRONG: &str =
    "I. KẾT QUẢ\n\nTổng số có 176 đơn, gồm 97 đơn cũ và 78 đơn mới.\n\nĐã xử lý 49/61 đơn, đạt 95,3%.\n";
const RIGHT: &str = "I. KẾT QUẢ\n\nĐã xử lý 49/61 đơn, đạt 80,3%.\n";

fn sauro(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sauro")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", text(&output.stdout)))
}

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_exit_status_tells_what_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let (right, wrong) = (write(folder.path(), "right.txt", RIGHT), write(folder.path(), "wrong.txt", WRONG));
    let empty = write(folder.path(), "empty.txt", "");
    assert_eq!(sauro(&["audit", &right]).status.code(), Some(0));
    assert_eq!(sauro(&["audit", &wrong]).status.code(), Some(1));
    assert_eq!(sauro(&["read", &wrong]).status.code(), Some(0));
    assert_eq!(sauro(&["audit", &wrong, &empty]).status.code(), Some(2));
    assert_eq!(sauro(&["audit"]).status.code(), Some(0), "help is no failure");
    assert_eq!(sauro(&["audit", "--nonsense", &right]).status.code(), Some(2));
}

#[test]
fn a_wrong_sum_is_shown_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let output = sauro(&["audit", &write(folder.path(), "wrong.txt", WRONG)]);
    let shown = text(&output.stdout);
    assert!(shown.contains("✗ sai chắc chắn") && shown.contains("wrong.txt:5"), "{shown}");
    assert!(shown.contains("5 | Đã xử lý 49/61 đơn, đạt 95,3%."), "{shown}");
    assert!(!shown.contains('\u{1b}'), "no colour where nobody looks");
}

#[test]
fn what_two_documents_say_of_one_thing_is_shown_in_both() {
    let folder = tempfile::tempdir().unwrap();
    let said = |count: &str| {
        format!(
            "I. KẾT QUẢ\n\n1. Trong tháng 11/2025, toàn Đảng bộ thành phố kết nạp được {count} đảng viên mới.\n"
        )
    };
    let first = write(folder.path(), "first.txt", said("120"));
    let second = write(folder.path(), "second.txt", said("125"));
    let shown = sauro(&["audit", &first, &second]);
    let shown = text(&shown.stdout);
    assert!(shown.contains("--> ") && shown.contains("second.txt:3"), "{shown}");
    assert!(shown.contains("first.txt:3 (I.1) đối chiếu"), "{shown}");
    assert!(shown.contains("kết nạp được 120 đảng viên mới"), "{shown}");

    let found = &json(&sauro(&["audit", "--format", "json", &first, &second]))["documents"][1]["findings"][0];
    assert_eq!(found["others"][0]["document"], first);
    let start = usize::try_from(found["others"][0]["start"].as_u64().unwrap()).unwrap();
    assert!(said("120")[start..].starts_with("120"));

    let page = sauro(&["audit", "--format", "html", &first, &second]);
    let page = text(&page.stdout);
    let id = "d1-e0-0";
    assert!(page.contains(&format!("href=\"#{id}\"")) && page.contains(&format!("id=\"{id}\"")), "{page}");
}

#[test]
fn a_file_that_cannot_be_read_does_not_hide_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let right = write(folder.path(), "right.txt", RIGHT);
    let picture = write(folder.path(), "picture.pdf", b"\x89PNG\r\n\x1a\n0000");
    let missing = folder.path().join("missing.docx").display().to_string();
    let output = sauro(&["read", "--format", "json", &missing, &right, &picture]);
    assert_eq!(output.status.code(), Some(2));
    let result = json(&output);
    assert_eq!(result["version"], 1);
    assert_eq!(result["documents"][0]["path"], right);
    assert_eq!(result["refused"][0]["reason"], "not_found");
    assert_eq!(result["refused"][1]["reason"], "not_a_document");
    let told = text(&output.stderr);
    assert!(told.contains(&missing) && told.contains("không có tệp này"), "{told}");
}

#[test]
fn a_damaged_file_is_told_in_the_language_of_the_reader() {
    let folder = tempfile::tempdir().unwrap();
    let cut = write(folder.path(), "cut.docx", b"PK\x03\x04 and nothing more");
    let output = sauro(&["read", &cut]);
    assert!(text(&output.stderr).contains("tệp hỏng hoặc thiếu một phần; hãy lấy lại bản gốc"), "{output:?}");
}

#[test]
fn standard_input_is_a_document() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sauro"))
        .args(["audit", "--format", "json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(WRONG.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let result = json(&output);
    assert_eq!(result["documents"][0]["path"], "-");
    let finding = &result["documents"][0]["findings"][0];
    let place = |key: &str| usize::try_from(finding["place"][key].as_u64().unwrap()).unwrap();
    assert!(WRONG.get(place("start")..place("end")).is_some_and(|quote| !quote.is_empty()), "{finding}");
}

#[test]
fn a_folder_is_read_whole_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.txt", "a/2.md", "a/1.txt", ".hidden.txt", "table.xlsx"] {
        write(folder.path(), name, RIGHT);
    }
    let result = json(&sauro(&["read", "--format", "json", folder.path().to_str().unwrap()]));
    let paths: Vec<&str> =
        result["documents"].as_array().unwrap().iter().map(|d| d["path"].as_str().unwrap()).collect();
    assert!(paths.len() == 3 && paths[0].ends_with("a/1.txt") && paths[1].ends_with("a/2.md"), "{paths:?}");
}

#[test]
fn the_extracted_text_is_what_places_count() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.txt", RIGHT);
    assert_eq!(text(&sauro(&["read", "--text", &path]).stdout), RIGHT);
    let other = write(folder.path(), "b.txt", RIGHT);
    let output = sauro(&["read", "--text", &path, &other]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--text chỉ in chữ của một tệp"), "{}", text(&output.stderr));
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "long.txt", WRONG.repeat(5_000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_sauro"))
        .args(["audit", &path])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(1), ""));
}

#[test]
fn rules_are_explained() {
    let all = sauro(&["audit", "--explain"]);
    assert_eq!(all.status.code(), Some(0));
    for rule in 1..=14 {
        assert!(text(&all.stdout).contains(&format!(" R{rule} ")), "{}", text(&all.stdout));
    }
    let one = sauro(&["audit", "--explain", "r2", "--lang", "en"]);
    assert!(text(&one.stdout).contains("R2 · "), "{}", text(&one.stdout));
    let none = sauro(&["audit", "--explain", "R99"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(text(&none.stderr).contains("không có quy tắc R99"), "{}", text(&none.stderr));
}

#[test]
fn a_page_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "wrong.txt", WRONG);
    for verb in ["read", "audit"] {
        let page = sauro(&[verb, "--format", "html", &path]);
        assert!(
            text(&page.stdout).starts_with("<!DOCTYPE html><html lang=\"vi\">"),
            "{}",
            text(&page.stdout)
        );
    }
}

#[test]
fn a_word_file_comes_back_with_comments() {
    let folder = tempfile::tempdir().unwrap();
    let model = Model::parse("# I. KẾT QUẢ\nĐã xử lý 49/61 đơn, đạt 95,3%.");
    let from = write(folder.path(), "a.docx", model.to_docx(&DocxOptions::default()));
    let to = folder.path().join("out.docx").display().to_string();
    let output = sauro(&["audit", "--annotate", &to, &from]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert_eq!(sauro(&["read", "--text", &to]).stdout, sauro(&["read", "--text", &from]).stdout);
    let annotated = fs::read(&to).unwrap();

    let again = sauro(&["audit", "--annotate", &to, &from]);
    assert_eq!(again.status.code(), Some(2), "the output exists");
    assert!(text(&again.stderr).contains("--force"), "{}", text(&again.stderr));
    assert_eq!(sauro(&["audit", "--annotate", &to, "--force", &from]).status.code(), Some(1));
    assert_eq!(fs::read(&to).unwrap(), annotated, "the same again");

    let same = sauro(&["audit", "--annotate", &from, "--force", &from]);
    assert_eq!(same.status.code(), Some(2), "never over the original");
    let plain = write(folder.path(), "a.txt", WRONG);
    let refused = sauro(&["audit", "--annotate", &format!("{to}2"), &plain]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!Path::new(&format!("{to}2")).exists());
}
