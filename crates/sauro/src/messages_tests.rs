use super::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

#[path = "messages_keys.rs"]
mod audit_keys;

/// Key → names of its arguments, of all files of a language.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (name, content) in files(language) {
        for (key, arguments) in
            messages::keys(content).unwrap_or_else(|e| panic!("{name} of {language}: {e}"))
        {
            assert!(all.insert(key.clone(), arguments).is_none(), "{key} twice in {language}");
        }
    }
    all
}

/// The Rust sources in a folder and below it.
fn rust_files(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs")
            && !path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("messages_"))
        {
            all.push(fs::read_to_string(path).unwrap());
        }
    }
    all
}

fn sources(folder: &Path) -> String {
    rust_files(folder).concat()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    assert_eq!(keys(Language::Vi), keys(Language::En));
}

#[test]
fn every_file_of_the_folder_is_loaded() {
    for language in Language::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales").join(language.tag());
        let on_disk: BTreeSet<_> = fs::read_dir(folder)
            .unwrap()
            .map(Result::unwrap)
            .filter(|e| e.path().is_file())
            .map(|e| e.file_name().into_string().unwrap())
            .collect();
        let loaded: BTreeSet<_> = files(language).iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(on_disk, loaded);
    }
}

/// Every key written down in the sources is there, and every message is wanted by someone.
#[test]
fn the_sources_and_the_messages_name_the_same_keys() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = sources(&root.join("src"))
        + &sources(&root.join("../auditor/src"))
        + &sources(&root.join("../reading/src"));
    let have = keys(Language::Vi);
    let asked = regex::Regex::new(
        r#"(?:text|word|heading|mistake|fact|Sentence::new|title)\(\s*(?:out,\s*)?"([a-z0-9-]+)""#,
    )
    .unwrap();
    for found in asked.captures_iter(&all) {
        assert!(have.contains_key(&found[1]), "the sources ask for {}", &found[1]);
    }
    // Keys put together from parts.
    let made = ["about", "usage-", "help-", "severity-", "summary-", "rule-", "detail-"];
    for key in have.keys() {
        let known = all.contains(&format!("\"{key}\"")) || made.iter().any(|prefix| key.starts_with(prefix));
        assert!(known, "nobody asks for {key}");
    }
}

/// What the reader says in its own words when it refuses has a message too.
#[test]
fn every_detail_of_the_reader_is_translated() {
    let have = keys(Language::Vi);
    let all = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../reader/src"));
    let said =
        regex::Regex::new(r#"(?:NotADocument\(|what: |", )"((?:it |[a-z]+ of )[^"]+)"\s*[,)}]"#).unwrap();
    let mut count = 0;
    for found in said.captures_iter(&all) {
        count += 1;
        assert!(have.contains_key(&reading::detail_key(&found[1])), "{} has no message", &found[1]);
    }
    assert!(count > 10, "the pattern finds what the reader says");
}

#[test]
fn keys_made_from_parts_are_there() {
    let have = keys(Language::Vi);
    let severities = crate::severity::SEVERITIES.map(crate::severity::word);
    let of_severities = severities.iter().flat_map(|s| [format!("severity-{s}"), format!("summary-{s}")]);
    let of_rules = auditor::rules::RULES
        .iter()
        .flat_map(|r| ["title", "check", "guard"].map(|part| format!("rule-r{}-{part}", r.id.0)));
    let command = <crate::arguments::Arguments as clap::CommandFactory>::command();
    fn of(command: &clap::Command) -> Vec<String> {
        let of_verb = |sub: &clap::Command| {
            let arguments = sub.get_arguments().map(|a| format!("help-{}", a.get_id()));
            let own = [format!("about-{}", sub.get_name()), format!("usage-{}", sub.get_name())];
            own.into_iter().chain(arguments).chain(of(sub)).collect::<Vec<_>>()
        };
        command.get_subcommands().flat_map(of_verb).collect()
    }
    let of_command = of(&command);
    for key in of_severities.chain(of_rules).chain(of_command) {
        assert!(have.contains_key(&key), "{key} is missing");
    }
}

#[test]
fn numbers_are_grouped_the_way_of_the_language() {
    for (language, text) in [(Language::Vi, "1.234.567 văn bản"), (Language::En, "1,234,567 documents")] {
        assert_eq!(Messages::new(language).text("summary-documents", [("count", 1_234_567.into())]), text);
    }
    assert_eq!(Messages::new(Language::En).text("summary-documents", [("count", 1.into())]), "1 document");
}

#[test]
fn arguments_come_without_marks_of_direction() {
    let sentence = Sentence::new("refused-io", [("detail", "97 + 79 = 176 ≠ 175".into())]);
    assert_eq!(Messages::new(Language::Vi).sentence(&sentence), "97 + 79 = 176 ≠ 175");
}

/// Every sentence that the audit of the samples and of the rules' own examples gives is there, and gets all arguments it
/// asks for.
#[test]
fn sentences_of_the_audit_are_complete() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let samples = fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        (path.display().to_string(), fs::read(&path).unwrap())
    });
    let examples = auditor::rules::RULES.iter().flat_map(|rule| {
        rule.fires.iter().map(move |text| (format!("{}.txt", rule.name), text.as_bytes().to_vec()))
    });
    let all = [Messages::new(Language::Vi), Messages::new(Language::En)];
    for (name, content) in samples.chain(examples) {
        let Ok(document) = reader::read(&name, &content, &reader::Limits::default()) else {
            continue;
        };
        for finding in auditor::audit(&[&document]).iter().flat_map(|a| &a.findings) {
            for sentence in std::iter::once(&finding.message).chain(&finding.may_be_right) {
                for messages in &all {
                    let text = messages.sentence(sentence);
                    assert!(text != sentence.key && !text.contains("{$"), "{}: {text}", sentence.key);
                }
            }
        }
    }
}

/// The messages of one file of the locale: key → names of its arguments.
fn keys_of(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let (_, content) = files(Language::Vi).iter().find(|(name, _)| *name == file).unwrap();
    let mut all = keys(Language::Vi);
    all.retain(|key, _| content.lines().any(|line| line.starts_with(&format!("{key} ="))));
    all
}

/// The auditor names exactly the sentences of `audit.ftl`, and gives each all arguments it asks for.
#[test]
fn the_auditor_and_its_messages_name_the_same_sentences() {
    let said = audit_keys::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../auditor/src"));
    let have = keys_of("audit.ftl");
    let names = |map: &BTreeMap<String, BTreeSet<String>>| map.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&said), names(&have));
    for (key, wanted) in have {
        assert!(
            wanted.is_subset(&said[&key]),
            "{key} asks for {wanted:?}, the auditor gives {:?}",
            said[&key]
        );
    }
}

/// No rule is without its words, and no words are left of a rule that is gone.
#[test]
fn the_catalogue_and_its_messages_name_the_same_rules() {
    let parts = ["title", "check", "guard"];
    let wanted =
        auditor::rules::RULES.iter().flat_map(|r| parts.map(|part| format!("rule-r{}-{part}", r.id.0)));
    assert_eq!(keys_of("rules.ftl").into_keys().collect::<BTreeSet<_>>(), wanted.collect());
}
