//! What is written: sections with passages, each of which knows where it comes from.

use super::count::Bound;
use super::evidence::Evidence;
use super::figure::FigureRef;
use super::kind::Kind;
use crate::ids::UnitId;
use crate::indicators::formula::EvaluationError;
use crate::periods::Period;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A report that is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Of what kind of period.
    pub kind: Kind,
    /// Who reports.
    pub unit: UnitId,
    /// Of when.
    pub period: Period,
    /// What stands around the text.
    pub head: Head,
    /// The paragraph before the first heading.
    pub opening: Vec<Piece>,
    /// The text.
    pub sections: Vec<Section>,
}

/// What stands around the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The body above who reports; may be empty.
    #[serde(default)]
    pub superior: String,
    /// What it is about (trích yếu).
    pub subject: String,
    /// Whom a letter addresses (Kính gửi).
    #[serde(default)]
    pub addressees: Vec<String>,
    /// On whose behalf is signed; may be empty.
    pub authority: String,
    /// Office of the signer.
    pub office: String,
    /// His name.
    pub signer: String,
    /// Who gets it.
    pub recipients: Vec<String>,
}

/// What stands under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Depth, from 1.
    pub level: u8,
    /// `I.`
    pub label: String,
    /// The words.
    pub title: String,
    /// The text.
    pub passages: Vec<Passage>,
    /// Figures as a table; none where it is empty.
    #[serde(default)]
    pub table: Vec<TableRow>,
}

/// A row of a table: an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Its name.
    pub name: String,
    /// What it is measured in.
    pub measure: String,
    /// In the period, in the year so far, in the same period of last year.
    pub cells: Vec<Piece>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it comes from.
    pub origin: Origin,
    /// What it says.
    pub pieces: Vec<Piece>,
    /// Whose words these are.
    #[serde(default)]
    pub units: Vec<UnitId>,
}

/// Where a passage comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A sentence that was filled from figures: its code.
    Pattern(String),
    /// Units' words, taken by a person.
    Taken,
    /// Written by a person.
    Own,
}

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Words.
    Words(String),
    /// A figure of the data.
    Figure {
        /// Which: a [`FigureRef`] as text.
        id: String,
        /// As it is shown.
        shown: String,
        /// Is it less than nought? Words say so, the number does not.
        #[serde(default)]
        negative: bool,
    },
    /// Something is missing.
    Gap {
        /// What.
        wanted: String,
        /// Which figure, where it is one.
        #[serde(default)]
        id: Option<String>,
    },
    /// Words that stand out of their paragraph.
    Strong {
        /// The words.
        text: String,
        /// Bold.
        #[serde(default)]
        bold: bool,
        /// Italic.
        #[serde(default)]
        italic: bool,
    },
    /// What stands in a note.
    Note(String),
}

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which section.
    pub section: usize,
    /// Which passage of it; none: its table.
    pub passage: Option<usize>,
}

/// A figure that no longer says what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub figure: Bound,
    /// What was written; none where there was a gap.
    pub before: Option<String>,
    /// What it says now; none where it is missing now.
    pub now: Option<String>,
    /// Where it stands, each place once.
    pub places: Vec<Place>,
}

impl Piece {
    /// Words.
    #[must_use]
    pub fn words(text: &str) -> Self {
        Self::Words(text.to_owned())
    }

    /// What a person reads.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Words(text) | Self::Strong { text, .. } => text.clone(),
            Self::Figure { shown, .. } => shown.clone(),
            Self::Gap { wanted, .. } if wanted.is_empty() => "[CẦN BỔ SUNG]".to_owned(),
            Self::Gap { wanted, .. } => format!("[CẦN BỔ SUNG: {wanted}]"),
            Self::Note(_) => String::new(),
        }
    }

    /// What it shows, or lacks, of the data.
    #[must_use]
    pub fn bound(&self) -> Option<Bound> {
        match self {
            Self::Figure { id, .. } | Self::Gap { id: Some(id), .. } => id.parse().ok(),
            Self::Words(_) | Self::Strong { .. } | Self::Gap { id: None, .. } | Self::Note(_) => None,
        }
    }

    /// The figure of an indicator that it shows, or lacks.
    #[must_use]
    pub fn figure(&self) -> Option<FigureRef> {
        match self.bound()? {
            Bound::Figure(figure) => Some(figure),
            Bound::Count(_) => None,
        }
    }
}

impl Passage {
    /// What a person reads.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().map(Piece::shown).collect()
    }
}

impl Report {
    /// All passages and rows of tables with their places, in order.
    pub fn pieces(&self) -> impl Iterator<Item = (Place, &Piece)> {
        self.sections.iter().enumerate().flat_map(|(section, text)| {
            let passages = text.passages.iter().enumerate().flat_map(move |(passage, text)| {
                text.pieces.iter().map(move |piece| (Place { section, passage: Some(passage) }, piece))
            });
            let rows = text.table.iter().flat_map(move |row| {
                row.cells.iter().map(move |piece| (Place { section, passage: None }, piece))
            });
            passages.chain(rows)
        })
    }

    /// What is missing, with its place.
    #[must_use]
    pub fn gaps(&self) -> Vec<(Place, String)> {
        let gaps = self.pieces().filter(|(_, piece)| matches!(piece, Piece::Gap { .. }));
        let gaps = gaps.map(|(place, piece)| (place, piece.shown()));
        let subject = Some(&self.head.subject).filter(|subject| subject.contains("[CẦN BỔ SUNG"));
        let subject = subject.map(|subject| (Place { section: 0, passage: None }, subject.clone()));
        subject.into_iter().chain(gaps).collect()
    }

    /// The text of a place.
    #[must_use]
    pub fn text_at(&self, place: Place) -> String {
        let Some(section) = self.sections.get(place.section) else { return String::new() };
        match place.passage {
            Some(passage) => section.passages.get(passage).map(Passage::text).unwrap_or_default(),
            None => section.title.clone(),
        }
    }

    /// The figures that no longer say what was written, in the order in which they stand, each with all its places.
    ///
    /// # Errors
    /// [`EvaluationError`] where a formula takes too much.
    pub fn moved(&self, evidence: &mut Evidence<'_>) -> Result<Vec<Moved>, EvaluationError> {
        let mut moved: Vec<Moved> = Vec::new();
        let mut known: BTreeMap<(Bound, Option<String>), Option<usize>> = BTreeMap::new();
        for (place, piece) in self.pieces() {
            let Some(figure) = piece.bound() else { continue };
            let (before, negative) = match piece {
                Piece::Figure { shown, negative, .. } => (Some(shown.clone()), *negative),
                _ => (None, false),
            };
            let key = (figure.clone(), before.clone());
            let at = match known.get(&key) {
                Some(at) => *at,
                None => {
                    let told = evidence.said(&figure)?;
                    let same = match (&before, &told) {
                        (Some(before), Some(told)) => *before == told.shown && negative == told.is_negative,
                        (None, None) => true,
                        _ => false,
                    };
                    let now = told.map(|told| told.shown);
                    let at = (!same).then_some(moved.len());
                    if !same {
                        moved.push(Moved { figure, before, now, places: Vec::new() });
                    }
                    known.insert(key, at);
                    at
                }
            };
            if let Some(one) = at.and_then(|at| moved.get_mut(at))
                && one.places.last() != Some(&place)
            {
                one.places.push(place);
            }
        }
        Ok(moved)
    }
}
