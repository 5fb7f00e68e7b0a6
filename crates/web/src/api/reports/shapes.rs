//! What several operations of reports give back or take.

use crate::api::call::Call;
use crate::api::register::DocumentState;
use crate::pages::reports::words;
use domain::documents::State;
use domain::indicators::Catalogue;
use domain::periods::Period;
use domain::report::{FigureRef, Head, Kind, Moved, Origin, Passage, Piece, Place, typed};
use domain::{AccountId, DocumentId, IndicatorId, ReportId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use messages::Language;
use serde::{Deserialize, Serialize};
use store::ReportRow;
use utoipa::ToSchema;

/// What is written from the data: reports by their period, statistics, and what follows from both.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ReportKind {
    Month,
    Quarter,
    HalfYear,
    NineMonths,
    Year,
    TaskStatistics,
    RegisterStatistics,
    UrgingNotice,
    ConclusionNotice,
    Letter,
    Plan,
    ActionProgramme,
}

impl From<Kind> for ReportKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Month => Self::Month,
            Kind::Quarter => Self::Quarter,
            Kind::HalfYear => Self::HalfYear,
            Kind::NineMonths => Self::NineMonths,
            Kind::Year => Self::Year,
            Kind::TaskStatistics => Self::TaskStatistics,
            Kind::RegisterStatistics => Self::RegisterStatistics,
            Kind::UrgingNotice => Self::UrgingNotice,
            Kind::ConclusionNotice => Self::ConclusionNotice,
            Kind::Letter => Self::Letter,
            Kind::Plan => Self::Plan,
            Kind::ActionProgramme => Self::ActionProgramme,
        }
    }
}

impl From<ReportKind> for Kind {
    fn from(kind: ReportKind) -> Self {
        match kind {
            ReportKind::Month => Self::Month,
            ReportKind::Quarter => Self::Quarter,
            ReportKind::HalfYear => Self::HalfYear,
            ReportKind::NineMonths => Self::NineMonths,
            ReportKind::Year => Self::Year,
            ReportKind::TaskStatistics => Self::TaskStatistics,
            ReportKind::RegisterStatistics => Self::RegisterStatistics,
            ReportKind::UrgingNotice => Self::UrgingNotice,
            ReportKind::ConclusionNotice => Self::ConclusionNotice,
            ReportKind::Letter => Self::Letter,
            ReportKind::Plan => Self::Plan,
            ReportKind::ActionProgramme => Self::ActionProgramme,
        }
    }
}

/// A report, and how far it has come.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportEntry {
    id: ReportId,
    /// Who reports.
    unit: UnitId,
    kind: ReportKind,
    from: Date,
    /// The last day of the period.
    last: Date,
    stage: DocumentState,
    /// The document that it was issued as.
    document: Option<DocumentId>,
    changed_at: Timestamp,
    changed_by: AccountId,
    /// Grows with every change.
    revision: i64,
}

impl From<&ReportRow> for ReportEntry {
    fn from(row: &ReportRow) -> Self {
        Self {
            id: row.id,
            unit: row.unit,
            kind: row.kind.into(),
            from: row.period.from,
            last: row.period.last,
            stage: State::Own(row.state).into(),
            document: row.document,
            changed_at: row.changed_at,
            changed_by: row.changed_by,
            revision: row.revision,
        }
    }
}

/// What stands around the text of a report.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportHead {
    /// The body above who reports.
    #[serde(default)]
    superior: String,
    #[schema(min_length = 1)]
    subject: String,
    #[serde(default)]
    authority: String,
    #[serde(default)]
    post_of_signer: String,
    #[serde(default)]
    signer: String,
    /// To whom a letter is written.
    #[serde(default)]
    addressees: Vec<String>,
    #[serde(default)]
    recipients: Vec<String>,
}

impl From<Head> for ReportHead {
    fn from(head: Head) -> Self {
        let Head { superior, subject, addressees, authority, office, signer, recipients } = head;
        Self { superior, subject, addressees, authority, post_of_signer: office, signer, recipients }
    }
}

impl From<ReportHead> for Head {
    fn from(head: ReportHead) -> Self {
        let text = |text: String| text.trim().to_owned();
        let lines =
            |lines: Vec<String>| lines.into_iter().map(text).filter(|line| !line.is_empty()).collect();
        Self {
            superior: text(head.superior),
            subject: text(head.subject),
            authority: text(head.authority),
            office: text(head.post_of_signer),
            signer: text(head.signer),
            addressees: lines(head.addressees),
            recipients: lines(head.recipients),
        }
    }
}

/// What a piece of a text is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum PieceNature {
    Words,
    /// Words in bold or italic.
    Strong,
    /// A figure of the data.
    Figure,
    /// Something that is missing.
    Gap,
    Note,
}

/// A piece of a text.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportPiece {
    nature: PieceNature,
    /// What a person reads.
    text: String,
    /// Which figure it shows, or lacks: `v-1-12.women-20261015-20261114`.
    figure: Option<String>,
}

impl From<&Piece> for ReportPiece {
    fn from(piece: &Piece) -> Self {
        let nature = match piece {
            Piece::Words(_) => PieceNature::Words,
            Piece::Strong { .. } => PieceNature::Strong,
            Piece::Figure { .. } => PieceNature::Figure,
            Piece::Gap { .. } => PieceNature::Gap,
            Piece::Note(_) => PieceNature::Note,
        };
        let text = match piece {
            Piece::Note(text) => text.clone(),
            piece => piece.shown(),
        };
        Self { nature, text, figure: piece.figure().map(|figure| figure.to_string()) }
    }
}

/// Where a passage comes from.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum PassageOrigin {
    /// Filled from figures.
    Filled,
    /// Words of units, taken by a person.
    Taken,
    /// Written by a person.
    Own,
}

/// A paragraph of a report.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportPassage {
    origin: PassageOrigin,
    pieces: Vec<ReportPiece>,
    /// As it is typed to be changed.
    text: String,
    /// Whose words these are.
    units: Vec<UnitId>,
}

impl From<&Passage> for ReportPassage {
    fn from(passage: &Passage) -> Self {
        Self {
            origin: match passage.origin {
                Origin::Pattern(_) => PassageOrigin::Filled,
                Origin::Taken => PassageOrigin::Taken,
                Origin::Own => PassageOrigin::Own,
            },
            pieces: passage.pieces.iter().map(ReportPiece::from).collect(),
            text: typed(passage),
            units: passage.units.clone(),
        }
    }
}

/// Where something stands: section and passage from 0; no passage: the table of the section.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportPlace {
    section_number: usize,
    passage: Option<usize>,
}

impl From<Place> for ReportPlace {
    fn from(place: Place) -> Self {
        Self { section_number: place.section, passage: place.passage }
    }
}

/// Something that is missing.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportGap {
    place: ReportPlace,
    text: String,
}

impl From<(Place, String)> for ReportGap {
    fn from((place, text): (Place, String)) -> Self {
        Self { place: place.into(), text }
    }
}

/// A figure that no longer says what was written.
#[derive(Serialize, ToSchema)]
pub(super) struct MovedFigure {
    figure: String,
    /// What it is: the indicator, or what is counted.
    name: String,
    /// What was written; null where there was a gap.
    shown_before: Option<String>,
    /// What it says now; null where it is missing now.
    shown_now: Option<String>,
    /// Where it stands.
    stands_at: Vec<ReportPlace>,
}

impl MovedFigure {
    pub(super) fn of(call: &Call, catalogue: &Catalogue, moved: Moved) -> Self {
        Self {
            name: words::named(&call.frame, catalogue, &moved.figure),
            figure: moved.figure.to_string(),
            shown_before: moved.before,
            shown_now: moved.now,
            stands_at: moved.places.into_iter().map(ReportPlace::from).collect(),
        }
    }
}

/// What the indicator of a figure is called.
pub(super) fn figure_name(call: &Call, catalogue: &Catalogue, figure: &FigureRef) -> String {
    indicator_name(call, catalogue, figure.indicator, figure.period)
}

/// What an indicator is called in a period.
pub(super) fn indicator_name(call: &Call, catalogue: &Catalogue, id: IndicatorId, period: Period) -> String {
    let version = catalogue.get(id).and_then(|indicator| indicator.version(period));
    let name = version.map(|version| match call.frame.language() {
        Language::Vi => version.vi.clone(),
        Language::En => version.en.clone(),
    });
    name.unwrap_or_default()
}
