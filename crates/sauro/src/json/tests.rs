use super::*;
use crate::fixture;
use crate::messages::{Language, Messages};
use serde_json::Value;
use std::io::{self, Write};

fn parsed(write: impl Fn(&mut dyn Write, &Messages) -> io::Result<()>) -> Value {
    let mut out = Vec::new();
    write(&mut out, &Messages::new(Language::Vi)).unwrap();
    assert_eq!(out.last(), Some(&b'\n'));
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn what_was_read() {
    let reading = fixture::reading(fixture::report());
    insta::assert_json_snapshot!(parsed(|out, messages| read(out, &reading, messages)));
}

#[test]
fn what_was_found() {
    let draft = fixture::report();
    let audits = [fixture::audit(&draft)];
    let reading = fixture::reading(draft);
    insta::assert_json_snapshot!(parsed(|out, messages| super::audit(out, &reading, &audits, messages)));
}

#[test]
fn numbers_are_written_digit_by_digit() {
    let mut draft = fixture::report();
    draft.0.targets[0].min = Some("0.10".parse().unwrap());
    draft.0.targets[0].max = Some("79228162514264337593543950335".parse().unwrap());
    let mut out = Vec::new();
    read(&mut out, &fixture::reading(draft), &Messages::new(Language::Vi)).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains(r#""min":0.10,"max":79228162514264337593543950335,"#), "{text}");
}
