use super::*;
use crate::fixture;
use crate::load::Reading;
use crate::messages::Language;
use auditor::Audit;

fn shown(language: Language, write: impl Fn(&mut Vec<u8>, &Screen<'_>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out, &Screen { messages: &Messages::new(language), width: 100 }).unwrap();
    anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
}

#[test]
fn what_was_found() {
    let draft = fixture::report();
    let audits = [fixture::audit(&draft)];
    let reading = fixture::reading(draft);
    for language in [Language::Vi, Language::En] {
        insta::assert_snapshot!(
            format!("what_was_found_{}", language.tag()),
            shown(language, |out, screen| audit(out, &reading, &audits, screen))
        );
    }
}

#[test]
fn silence_is_told_from_blindness() {
    let reading = Reading { refused: Vec::new(), ..fixture::reading(fixture::report()) };
    insta::assert_snapshot!(shown(Language::Vi, |out, screen| audit(
        out,
        &reading,
        &[Audit::default()],
        screen
    )));
}

#[test]
fn what_was_read() {
    let reading = fixture::reading(fixture::report());
    insta::assert_snapshot!(shown(Language::Vi, |out, screen| read(out, &reading, screen)));
}

#[test]
fn an_empty_document_says_what_is_missing() {
    let mut reading = fixture::reading(fixture::Draft::new());
    reading.refused.clear();
    insta::assert_snapshot!(shown(Language::Vi, |out, screen| read(out, &reading, screen)));
}
