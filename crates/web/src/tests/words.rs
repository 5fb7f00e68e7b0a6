use crate::words::files;
use messages::{Language, keys};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn all(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (name, content) in files(language) {
        for (key, arguments) in keys(&content).unwrap_or_else(|e| panic!("{language}/web/{name}: {e}")) {
            assert!(all.insert(key.clone(), arguments).is_none(), "{key} twice in {language}");
        }
    }
    assert!(all.len() > 50);
    all
}

/// The sources that name messages of the site: its own, and those of the rules and the use cases.
fn all_sources() -> String {
    ["src", "../app/src", "../domain/src"]
        .map(|folder| sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)))
        .concat()
}

/// The sources in a folder, without tests and comments.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "tests") {
            text += &sources(&path);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = std::fs::read_to_string(path).unwrap();
            source.lines().filter(|line| !line.trim_start().starts_with("//")).for_each(|line| {
                text += line;
                text.push('\n');
            });
        }
    }
    text
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    assert_eq!(all(Language::Vi), all(Language::En));
}

#[test]
fn the_sources_and_the_messages_name_the_same_keys() {
    let have = all(Language::Vi);
    let text = all_sources();
    let asked =
        regex::Regex::new(r#"(?:\.word|\.text|title:)\s*\(?\s*"([a-z0-9]+(?:-[a-z0-9]+)*)""#).unwrap();
    for found in asked.captures_iter(&text) {
        assert!(have.contains_key(&found[1]), "the sources ask for {}", &found[1]);
    }
    // Put together from the name of a kind or a right; other tests say that all are there.
    let together = ["problem-", "right-", "api-"];
    for key in have.keys().filter(|key| !together.iter().any(|begin| key.starts_with(begin))) {
        assert!(text.contains(&format!("\"{key}\"")), "nobody asks for {key}");
    }
}

#[test]
fn arguments_are_given_by_those_names() {
    let have = all(Language::Vi);
    let text = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let call = regex::Regex::new(r#"\.text\(\s*"([a-z0-9-]+)",\s*\[((?:[^\[\]]|\[[^\]]*\])*)\]"#).unwrap();
    let name = regex::Regex::new(r#"\(\s*"([a-z]+)",[^"]"#).unwrap();
    let mut count = 0;
    for found in call.captures_iter(&text) {
        count += 1;
        let given: BTreeSet<_> = name.captures_iter(&found[2]).map(|n| n[1].to_owned()).collect();
        let wanted = &have[&found[1]];
        assert!(wanted.is_subset(&given), "{} wants {wanted:?} and gets {given:?}", &found[1]);
    }
    assert!(count > 3, "the pattern finds calls");
}

#[test]
fn every_right_has_its_name() {
    let have = all(Language::Vi);
    let rights = domain::rights::Right::ALL;
    for right in rights {
        let key = format!("right-{}", right.code().replace(['.', '_'], "-"));
        assert!(have.contains_key(&key), "{key}");
    }
    assert_eq!(have.keys().filter(|key| key.starts_with("right-")).count(), rights.len());
}
