use super::*;
use crate::fixture;
use crate::load::Reading;
use crate::messages::Language;
use auditor::Severity;
use reader::Place;
use reading::locate::Locator;
use std::io::Write;

fn shown(write: impl Fn(&mut dyn Write, &Messages) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out, &Messages::new(Language::Vi)).unwrap();
    String::from_utf8(out).unwrap()
}

/// The body, a block a line, so that a change shows as a change of few lines.
fn body(page: &str) -> String {
    let (_, body) = page.split_once("<main>").unwrap();
    body.replace("<div", "\n<div").replace("<aside", "\n<aside").replace("<li", "\n<li").replace("<h", "\n<h")
}

fn audited() -> (Reading, [auditor::Audit; 1]) {
    let draft = fixture::report();
    let audits = [fixture::audit(&draft)];
    (fixture::reading(draft), audits)
}

#[test]
fn what_was_found() {
    let (reading, audits) = audited();
    insta::assert_snapshot!(body(&shown(|out, messages| audit(out, &reading, &audits, messages))));
}

#[test]
fn what_was_read() {
    let (reading, _) = audited();
    insta::assert_snapshot!(body(&shown(|out, messages| read(out, &reading, messages))));
}

#[test]
fn the_page_is_complete_in_itself_and_runs_nothing() {
    let draft = fixture::Draft::new().body("1", &["<script>alert(1)</script> \"41\" & <img src=x> đơn"]);
    let finding =
        fixture::finding(&draft, Severity::Certain, "\"41\" & <img", ("<b>sai</b>", "41", "40"), &[]);
    let audits = [auditor::Audit { findings: vec![finding], ..auditor::Audit::default() }];
    let mut reading = fixture::reading(draft);
    reading.documents[0].path = "<i>.txt".into();
    let page = shown(|out, messages| audit(out, &reading, &audits, messages));
    for forbidden in ["<script", "<img", "<b>sai", "<i>.txt", "http://", "https://", "url("] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"), "{page}");
}

#[test]
fn every_link_leads_somewhere() {
    let (reading, audits) = audited();
    for page in [
        shown(|out, messages| audit(out, &reading, &audits, messages)),
        shown(|out, messages| read(out, &reading, messages)),
    ] {
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: std::collections::HashSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "an id twice in {ids:?}");
        for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(ids.contains(&link), "#{link} leads nowhere");
        }
    }
}

#[test]
fn a_place_comes_home() {
    let draft = fixture::report();
    let mut locator = Locator::new(&draft.0);
    for quote in ["41 tổ chức đảng", "đảng và giám sát 176", "cấp xã 20", "160 đơn", "18-KH/TU"]
    {
        let span = draft.span(quote);
        assert_eq!(locator.locate(&draft.place(quote)), Some((span.paragraph.0, span.range)), "{quote}");
    }
}

#[test]
fn a_place_of_another_document_is_not_found() {
    let draft = fixture::report();
    let place = Place { address: "IX".into(), page: None, line: 900, start: 90_000, end: 90_010 };
    assert_eq!(Locator::new(&draft.0).locate(&place), None);
}
