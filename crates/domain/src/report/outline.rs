//! Outlines, sentences and mentions: data, `data/reports`.

use super::kind::Kind;
use super::mention::Mention;
use super::pattern::{self, Part};
use crate::indicators::Catalogue;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How reports are built.
#[derive(Debug, Clone)]
pub struct Outlines {
    reports: Vec<Opening>,
    headings: Vec<Heading>,
    pub(super) sentences: BTreeMap<String, Sentence>,
    pub(super) ends: Ends,
    pub(super) mentions: Vec<Mention>,
}

/// Why tables are no outlines.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OutlineError {
    /// A table is not what it should be.
    #[error("{0}: {1}")]
    Syntax(&'static str, toml::de::Error),
    /// A pattern is not well formed.
    #[error("{0}: {1}")]
    Pattern(String, String),
    /// A kind of report has no opening.
    #[error("there is no report for {0}")]
    Kind(Kind),
    /// Something is named that is not there.
    #[error("there is no {0}")]
    Unknown(String),
}

/// How a report of a kind begins.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opening {
    kind: Kind,
    pub(super) subject: String,
    pub(super) opening: String,
}

/// A heading of an outline.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Depth, from 1.
    pub level: u8,
    /// `I.`
    pub label: String,
    /// The words, with holes for the names of periods.
    pub title: String,
    /// In which documents; the reports of all periods where none is named.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// Which sentences tell its figures.
    #[serde(default)]
    pub tells: Vec<String>,
    /// Which indicators stand in its table.
    #[serde(default)]
    pub table: Vec<String>,
    /// Words in headings of narratives that belong under it.
    #[serde(default)]
    pub takes: Vec<String>,
    /// What belongs nowhere comes here.
    #[serde(default)]
    pub rest: bool,
}

/// A sentence that is filled from figures.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) parts: Vec<Part>,
    /// What stands behind the ends.
    pub(super) rest: Vec<Part>,
    pub(super) compare: Option<String>,
    pub(super) target: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ends {
    pub(super) last_year: String,
    pub(super) before: String,
    pub(super) up: String,
    pub(super) down: String,
    pub(super) up_from_nought: String,
    pub(super) up_points: String,
    pub(super) down_points: String,
    pub(super) same: String,
    pub(super) exceeded: String,
    pub(super) reached: String,
    pub(super) behind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutlineTable {
    report: Vec<Opening>,
    heading: Vec<Heading>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentenceTable {
    ends: Ends,
    sentence: Vec<SentenceRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentenceRow {
    code: String,
    text: String,
    compare: Option<String>,
    target: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MentionTable {
    mention: Vec<MentionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MentionRow {
    indicator: String,
    part: Option<String>,
    phrases: Vec<String>,
}

impl Outlines {
    /// The outlines that come with the program.
    ///
    /// # Errors
    /// Never, as a test shows; see [`Outlines::parse`].
    pub fn built_in() -> Result<Self, OutlineError> {
        Self::parse(
            include_str!("../../../../data/reports/outlines.toml"),
            include_str!("../../../../data/reports/sentences.toml"),
            include_str!("../../../../data/reports/mentions.toml"),
        )
    }

    /// Outlines from tables in the form of those of `data/reports`.
    ///
    /// # Errors
    /// [`OutlineError`] says what is wrong with them.
    pub fn parse(outlines: &str, sentences: &str, mentions: &str) -> Result<Self, OutlineError> {
        let table: OutlineTable =
            toml::from_str(outlines).map_err(|error| OutlineError::Syntax("outlines", error))?;
        let said: SentenceTable =
            toml::from_str(sentences).map_err(|error| OutlineError::Syntax("sentences", error))?;
        let mentioned: MentionTable =
            toml::from_str(mentions).map_err(|error| OutlineError::Syntax("mentions", error))?;
        let mut sentences = BTreeMap::new();
        for SentenceRow { code, text, compare, target } in said.sentence {
            let (text, rest) = text.split_once("{=}").unwrap_or((&text, ""));
            let read =
                |text: &str| pattern::parse(text).map_err(|why| OutlineError::Pattern(code.clone(), why));
            let (parts, rest) = (read(text)?, read(rest)?);
            sentences.insert(code, Sentence { parts, rest, compare, target });
        }
        if let Some(kind) =
            Kind::ALL.into_iter().find(|kind| table.report.iter().all(|one| one.kind != *kind))
        {
            return Err(OutlineError::Kind(kind));
        }
        let told = table.heading.iter().flat_map(|heading| &heading.tells);
        if let Some(code) = told.into_iter().find(|code| !sentences.contains_key(*code)) {
            return Err(OutlineError::Unknown(format!("sentence {code}")));
        }
        let mentions = mentioned.mention.iter().flat_map(|row| {
            row.phrases.iter().map(|phrase| Mention::new(&row.indicator, row.part.as_deref(), phrase))
        });
        let mentions = mentions.collect::<Option<Vec<_>>>();
        let mentions = mentions.ok_or_else(|| OutlineError::Unknown("# in a mention".to_owned()))?;
        Ok(Self { reports: table.report, headings: table.heading, sentences, ends: said.ends, mentions })
    }

    /// Indicators that are named and are not in the catalogue.
    #[must_use]
    pub fn unknown(&self, catalogue: &Catalogue) -> Vec<String> {
        let named = self.codes().into_iter();
        named.filter(|code| catalogue.find(code).is_none()).map(str::to_owned).collect()
    }

    /// All indicators that are named.
    #[must_use]
    pub fn codes(&self) -> Vec<&str> {
        let told = self.sentences.values().flat_map(|sentence| {
            let holes = pattern::holes(&sentence.parts).into_iter().chain(pattern::holes(&sentence.rest));
            let holes = holes.map(|hole| hole.indicator.as_str());
            holes.chain(sentence.compare.as_deref()).chain(sentence.target.as_deref()).collect::<Vec<_>>()
        });
        let rows = self.headings.iter().flat_map(|heading| &heading.table).map(String::as_str);
        let mentioned = self.mentions.iter().map(|mention| mention.indicator.as_str());
        let mut codes: Vec<&str> = told.chain(rows).chain(mentioned).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// Indicators whose goals are told.
    #[must_use]
    pub fn targets(&self) -> Vec<&str> {
        self.sentences.values().filter_map(|sentence| sentence.target.as_deref()).collect()
    }

    /// The headings of a kind of report, in order.
    #[must_use]
    pub fn headings(&self, kind: Kind) -> Vec<&Heading> {
        let of_kind = |heading: &&Heading| {
            heading.kinds.contains(&kind) || heading.kinds.is_empty() && kind.tells_period()
        };
        self.headings.iter().filter(of_kind).collect()
    }

    pub(super) fn opening(&self, kind: Kind) -> Option<&Opening> {
        self.reports.iter().find(|one| one.kind == kind)
    }

    /// Under which heading of a kind of report a narrative belongs that stands under these headings, the innermost last: that with
    /// the longest words of its own in the innermost heading that has any.
    #[must_use]
    pub fn place(&self, kind: Kind, under: &[&str]) -> Option<usize> {
        let headings = self.headings(kind);
        for title in under.iter().rev() {
            let title = vitext::tone::key(title);
            let fits = headings.iter().enumerate().filter_map(|(place, heading)| {
                let longest = heading.takes.iter().filter(|words| title.contains(&vitext::tone::key(words)));
                longest.map(|words| words.len()).max().map(|length| (length, place))
            });
            // The first of equals.
            if let Some((_, place)) = fits.max_by_key(|(length, place)| (*length, std::cmp::Reverse(*place)))
            {
                return Some(place);
            }
        }
        headings.iter().position(|heading| heading.rest)
    }
}
