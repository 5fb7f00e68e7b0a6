//! `compose` and `lint` as a person or a script meets them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn sauro(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sauro")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn sample(name: &str) -> String {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/compose");
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_text_becomes_a_document_that_has_no_deviation() {
    let folder = tempfile::tempdir().unwrap();
    let to = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (docx, pdf) = (to("report.docx"), to("report.pdf"));
    let form = sample("bao-cao-thang-11-2026.md");
    let written = sauro(&["compose", &form, "-o", &docx]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    assert!(text(&written.stdout).contains("HD 05-HD/VPTW"), "{}", text(&written.stdout));
    assert_eq!(sauro(&["compose", &form, "-o", &pdf]).status.code(), Some(0));
    assert!(fs::read(&docx).unwrap().starts_with(b"PK") && fs::read(&pdf).unwrap().starts_with(b"%PDF"));

    let again = sauro(&["compose", &form, "-o", &docx]);
    assert_eq!(again.status.code(), Some(2), "a file that exists stays");
    assert_eq!(sauro(&["compose", &form, "-o", &docx, "--force"]).status.code(), Some(0));
    assert_eq!(sauro(&["compose", &form, "-o", &to("report.odt")]).status.code(), Some(2));

    let linted = sauro(&["lint", &docx]);
    assert_eq!(linted.status.code(), Some(0), "{}", text(&linted.stdout));
    assert!(text(&linted.stdout).contains("0 chỗ sai, 0 chỗ cần xem"), "{}", text(&linted.stdout));
    // what is written is understood
    let audited = sauro(&["audit", &docx]);
    assert_eq!(audited.status.code(), Some(0), "{}", text(&audited.stdout));
    let read = sauro(&["read", "--format", "json", &docx]);
    let read: serde_json::Value = serde_json::from_slice(&read.stdout).unwrap();
    let metadata = &read["documents"][0]["metadata"];
    assert!(metadata.to_string().to_uppercase().contains("THÀNH ỦY HẢI MINH"), "{metadata}");
    assert_eq!(read["documents"][0]["notes"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_wrong_in_a_text_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("form.md");
    fs::write(&form, "Loại: thông đồng\nCơ quan: Thành ủy Hải Minh\nNgày: mai\n\nChữ.\n").unwrap();
    let out = folder.path().join("out.docx");
    let told = sauro(&["compose", form.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(told.status.code(), Some(2));
    let told = text(&told.stderr);
    assert!(told.contains("form.md:1: “thông đồng” không phải tên loại văn bản"), "{told}");
    assert!(told.contains("form.md:3: “mai” không phải ngày"), "{told}");
    assert!(!out.exists());
}

#[test]
fn a_deviation_is_named_with_its_article() {
    let folder = tempfile::tempdir().unwrap();
    // written by another program, in no layout at all
    let model = testkit::Model { blocks: vec![testkit::Block::Title(vec!["BÁO CÁO".to_owned()])] };
    let docx = folder.path().join("foreign.docx");
    fs::write(&docx, model.to_docx(&testkit::DocxOptions::default())).unwrap();
    let path = docx.to_str().unwrap();
    let told = sauro(&["lint", path]);
    assert_eq!(told.status.code(), Some(1));
    let shown = text(&told.stdout);
    assert!(shown.contains("[missing]: thiếu dấu sao dưới tên cơ quan: *"), "{shown}");
    let json = sauro(&["lint", "--format", "json", "--lang", "en", path]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let deviations = json["documents"][0]["deviations"].as_array().unwrap();
    assert!(deviations.iter().any(|d| d["rule"] == "missing" && d["part"] == "star under the issuing body"));
    assert!(deviations.iter().all(|d| d["source"].as_str().is_some_and(|s| s.contains("HD 05-HD/VPTW"))));

    let nothing = sauro(&["lint", folder.path().join("none.docx").to_str().unwrap()]);
    assert_eq!(nothing.status.code(), Some(2));
}
