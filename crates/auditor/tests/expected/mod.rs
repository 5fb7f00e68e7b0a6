//! The samples, and what reading and auditing them must give (`docs/samples.md`).

#![expect(dead_code, reason = "each test target uses its own part")]

pub(crate) mod arithmetic;

use reader::{Document, Limits};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What must come out of a sample: the content of its `.expected.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    /// The file it was written for; the other formats of the document bear the same stem.
    pub(crate) file: String,
    /// Nothing is wrong in it.
    pub(crate) faultless: bool,
    /// Files that are audited together with it.
    #[serde(default)]
    pub(crate) with: Vec<String>,
    /// Normal forms of the symbols that are cited.
    pub(crate) citations: Vec<String>,
    /// Words that no certain or verify finding may touch.
    pub(crate) silent: Vec<String>,
    /// What it tells about itself.
    #[serde(default)]
    pub(crate) metadata: BTreeMap<String, String>,
    /// What the audit must find.
    #[serde(default)]
    pub(crate) finding: Vec<ExpectedFinding>,
    /// What the audit must have checked.
    #[serde(default)]
    pub(crate) relation: Vec<ExpectedRelation>,
    /// Work that is given.
    #[serde(default)]
    pub(crate) task: Vec<ExpectedTask>,
}

/// A finding that must be there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedFinding {
    /// Rule, or rules parted by `|`.
    pub(crate) rule: String,
    /// Severity, or severities parted by `|`.
    pub(crate) severity: String,
    /// Where.
    pub(crate) quote: String,
    /// Only when audited with [`Expected::with`].
    #[serde(default)]
    pub(crate) across: bool,
    /// The relation that does not hold.
    pub(crate) check: Option<String>,
    /// Why it is one.
    pub(crate) why: String,
}

/// A relation that holds and must be checked.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedRelation {
    /// Rule, or rules parted by `|`.
    pub(crate) rule: String,
    /// Where.
    pub(crate) quote: String,
    /// How it holds.
    pub(crate) check: Option<String>,
}

/// A task that must be read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectedTask {
    /// Where.
    pub(crate) quote: String,
    /// Lead units.
    pub(crate) lead: Vec<String>,
    /// Deadline in the form of the output contract: `2026-06`, `2026-Q1`.
    pub(crate) deadline: Option<String>,
}

/// A document of the samples.
pub(crate) struct Sample {
    /// File name.
    pub(crate) name: String,
    /// Content of the file.
    pub(crate) bytes: Vec<u8>,
    /// As it was read.
    pub(crate) document: Document,
    /// What must come out.
    pub(crate) expected: Expected,
    /// The quotes are those of this very file, not of another format of it.
    pub(crate) original: bool,
}

impl Sample {
    /// Where `quote` stands in the text, white space apart.
    pub(crate) fn find(&self, quote: &str) -> Option<Range<usize>> {
        locate(&self.document.text, quote)
    }

    /// `name:line`.
    pub(crate) fn at(&self, place: &Range<usize>) -> String {
        let line = self.document.text[..place.start].matches('\n').count() + 1;
        format!("{}:{line}", self.name)
    }
}

/// The folder of the samples.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// Reads a file of the samples.
pub(crate) fn read(name: &str) -> (Vec<u8>, Document) {
    let bytes = std::fs::read(folder().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    let document = reader::read(name, &bytes, &Limits::default()).unwrap_or_else(|e| panic!("{name}: {e}"));
    (bytes, document)
}

/// All samples in all their formats, by name.
pub(crate) fn samples() -> Vec<Sample> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder of the samples")
        .map(|e| e.expect("an entry of the folder").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let expectations: BTreeMap<String, Expected> = names
        .iter()
        .filter_map(|name| name.strip_suffix(".expected.toml"))
        .map(|stem| {
            let text = std::fs::read_to_string(folder().join(format!("{stem}.expected.toml")))
                .expect("an expectation");
            (stem.to_owned(), toml::from_str(&text).unwrap_or_else(|e| panic!("{stem}: {e}")))
        })
        .collect();
    names
        .into_iter()
        .filter_map(|name| {
            let (stem, extension) = name.rsplit_once('.')?;
            let expected = expectations.get(stem)?.clone();
            ["txt", "md", "html", "docx", "pdf"].contains(&extension).then(|| {
                let (bytes, document) = read(&name);
                Sample { original: expected.file == name, name: name.clone(), bytes, document, expected }
            })
        })
        .collect()
}

/// Where `quote` stands in `text`, apart from white space and what a format adds to words.
pub(crate) fn locate(text: &str, quote: &str) -> Option<Range<usize>> {
    let (squeezed, origin) = squeeze(text);
    let wanted = squeeze(quote).0;
    let start = squeezed.find(&wanted)?;
    Some(origin[start]..origin[start + wanted.len() - 1] + 1)
}

/// How often `quote` stands in `text`.
pub(crate) fn count(text: &str, quote: &str) -> usize {
    squeeze(text).0.matches(&squeeze(quote).0).count()
}

/// The text without white space, emphasis, tags, marks of notes and borders of cells; and where each byte stood.
fn squeeze(text: &str) -> (String, Vec<usize>) {
    static ADDED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"<sup>\d+</sup>|</?[a-z][^<>]*>|[\s|*\\⁰¹²³⁴⁵⁶⁷⁸⁹]+").expect("a constant pattern")
    });
    let mut squeezed = String::with_capacity(text.len());
    let mut origin = Vec::with_capacity(text.len());
    let mut keep = |range: Range<usize>| {
        squeezed.push_str(&text[range.clone()]);
        origin.extend(range);
    };
    let mut from = 0;
    for added in ADDED.find_iter(text) {
        keep(from..added.start());
        from = added.end();
    }
    keep(from..text.len());
    (squeezed, origin)
}

/// Whether two ranges share a byte.
pub(crate) fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether `one` is among `several`, which are parted by `|`.
pub(crate) fn among(several: &str, one: &str) -> bool {
    several.split('|').any(|s| s == one)
}
