//! The sentences that Rust sources name, read from their text: the auditor has no list of them.

use regex::{Captures, Regex};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Key → names of the arguments it may be given, of the sources in `folder`.
///
/// A key is a string in kebab-case. Its arguments are those of its own `Sentence::new(…)`; where the key stands
/// elsewhere, those of the smallest group of brackets around it that has any, or of its file.
pub(super) fn of(folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for source in super::rust_files(folder) {
        let source = bare(&source);
        for (key, arguments) in named(&source) {
            keys.entry(key)
                .and_modify(|known: &mut BTreeSet<String>| known.retain(|name| arguments.contains(name)))
                .or_insert(arguments);
        }
    }
    keys
}

/// `source` without tests, comments, characters, and strings that are no names, so that brackets pair.
fn bare(source: &str) -> String {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let literal = Regex::new(r#"//[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])'"#).unwrap();
    let name = Regex::new(r#"^"[a-z]+(-[a-z]+)*"$"#).unwrap();
    let kept =
        |found: &Captures<'_>| if name.is_match(&found[0]) { found[0].to_owned() } else { String::new() };
    literal.replace_all(source, kept).into_owned()
}

fn named(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let argument = Regex::new(r#"\("([a-z]+)",\s"#).unwrap();
    let arguments =
        |text: &str| argument.captures_iter(text).map(|c| c[1].to_owned()).collect::<BTreeSet<_>>();
    let groups = groups(source);
    let key = Regex::new(r#""([a-z]+(?:-[a-z]+)+)""#).unwrap();
    key.captures_iter(source)
        .map(|found| {
            let at = found.get(0).unwrap().start();
            let mut given = arguments(source);
            for (start, end) in groups.iter().filter(|(start, end)| (*start..*end).contains(&at)) {
                let inside = arguments(&source[*start..*end]);
                // a list of its own, or none on purpose
                let own = source[..*start].ends_with("Sentence::new") && source[*start..*end].contains('[');
                if own || !inside.is_empty() {
                    given = inside;
                    break;
                }
            }
            (found[1].to_owned(), given)
        })
        .collect()
}

/// All groups of brackets, inner ones first.
fn groups(source: &str) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut groups = Vec::new();
    for (at, c) in source.char_indices() {
        match c {
            '(' | '[' | '{' => open.push(at),
            ')' | ']' | '}' => groups.push((open.pop().expect("brackets pair"), at + 1)),
            _ => {}
        }
    }
    assert!(open.is_empty(), "brackets pair");
    groups
}

#[test]
fn arguments_are_those_of_the_own_sentence() {
    let source = r#"
        fn a() { let key = if x { "one-key" } else { "other-key" }; Sentence::new(key, [("day", d(')'))]) } // :)
        fn b() { Sentence::new(if x { "third-key" } else { "fourth-key" }, [("sum", s), ("total", t)]); c("fifth-key-why", [])
            ; Sentence::new("sixth-key", []) }
        fn c() { let list = [("terms", t)]; Sentence::new("last-key", list) }
    "#;
    let told: Vec<_> = named(&bare(source))
        .into_iter()
        .map(|(key, names)| format!("{key}: {}", names.into_iter().collect::<Vec<_>>().join(" ")))
        .collect();
    assert_eq!(
        told,
        [
            "one-key: day",
            "other-key: day",
            "third-key: sum total",
            "fourth-key: sum total",
            "fifth-key-why: sum total",
            "sixth-key: ",
            "last-key: terms"
        ]
    );
}
