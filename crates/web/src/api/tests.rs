//! The document says what there is, and no more.

use super::*;
use crate::words::messages;
use std::collections::BTreeSet;

fn text(language: Language) -> String {
    openapi(language).to_pretty_json().unwrap()
}

#[test]
fn the_document_is_this() {
    insta::assert_snapshot!("openapi", text(Language::En));
}

#[test]
fn every_route_is_in_the_document_and_the_reverse() {
    let table: BTreeSet<String> = routes()
        .iter()
        .filter(|route| is_api(route.path))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let document: serde_json::Value = serde_json::from_str(&text(Language::En)).unwrap();
    let mut said = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        said.extend(
            item.as_object().unwrap().keys().map(|method| format!("{} {path}", method.to_uppercase())),
        );
    }
    assert!(table.len() >= 30);
    assert_eq!(table, said);
}

#[test]
fn every_word_of_the_document_is_there_in_both_languages() {
    let key = regex::Regex::new("\"(api-[a-z0-9-]+)\"").unwrap();
    for language in Language::ALL {
        let text = text(language);
        let missing: BTreeSet<&str> =
            key.captures_iter(&text).map(|found| found.extract::<1>().1[0]).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

/// Words that nobody asks for are taken out.
#[test]
fn every_word_of_the_messages_is_asked_for() {
    let document = text(Language::En);
    let sources = format!(
        "{}{}{}{}{}{}",
        include_str!("../dress.rs"),
        include_str!("page.rs"),
        include_str!("document.rs"),
        include_str!("run.rs"),
        include_str!("keyed.rs"),
        include_str!("mod.rs")
    );
    let said = messages(Language::En);
    for (name, content) in crate::words::files(Language::En) {
        for key in messages::keys(&content).unwrap().into_keys().filter(|key| key.starts_with("api-")) {
            let in_document = document.contains(&serde_json::to_string(&said.text(&key, [])).unwrap()[1..]);
            let asked = sources.contains(&format!("\"{key}\""))
                || ["-import-", "-wrong-", "-many-"].iter().any(|part| key.contains(part));
            let noted = key.ends_with("-note") || in_document || asked;
            assert!(noted, "{name}: nobody asks for {key}");
        }
    }
}

#[test]
fn an_example_has_what_is_needed() {
    let document = openapi(Language::En);
    let of = |path: &str| {
        let operation = document.paths.paths[path].post.as_ref().unwrap();
        example::example("POST", path, operation)
    };
    insta::assert_snapshot!(of("/api/v1/waiting"), @r#"
    curl -H "Authorization: Bearer $TOKEN" \
      -X POST "$SITE/api/v1/waiting?unit=12&direction=incoming" \
      -H "Idempotency-Key: $(uuidgen)" \
      -F file=@bao-cao.docx
    "#);
    assert!(of("/api/v1/documents/{id}/steps").contains("-H 'If-Match: \"d7\"'"));
}

/// What the document refers to, it has.
#[test]
fn every_reference_leads_somewhere() {
    let document: serde_json::Value = serde_json::from_str(&text(Language::Vi)).unwrap();
    let mut open = vec![&document];
    let mut count = 0;
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::Object(fields) => {
                if let Some(to) = fields.get("$ref").and_then(|to| to.as_str()) {
                    count += 1;
                    assert!(document.pointer(&to[1..]).is_some(), "{to}");
                }
                open.extend(fields.values());
            }
            serde_json::Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    assert!(count > 100);
}
