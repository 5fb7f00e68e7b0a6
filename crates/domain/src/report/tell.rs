//! Sentences filled from figures, and reports that begin with them.

use super::count::{Bound, Count, CountRef};
use super::evidence::{Evidence, Told};
use super::figure::{Aspect, FigureRef};
use super::kind::Kind;
use super::outline::{Outlines, Sentence};
use super::pattern::{Hole, Part};
use super::text::{Head, Origin, Passage, Piece, Report, Section, TableRow};
use crate::ids::UnitId;
use crate::indicators::formula::EvaluationError;
use crate::indicators::{Indicator, MeasureKind, Slice};
use crate::periods::Period;

/// Whose figures are told, and of when.
#[derive(Clone, Copy)]
struct About {
    unit: UnitId,
    period: Period,
}

impl About {
    fn count(self, count: Count) -> CountRef {
        CountRef { unit: self.unit, count, period: self.period }
    }
}

/// A report as it begins: every heading with the sentences of its figures, and nothing that the data does not say.
///
/// # Errors
/// [`EvaluationError`] where a formula takes too much.
pub fn begun(
    outlines: &Outlines,
    (kind, period): (Kind, Period),
    (unit, issuer): (UnitId, &str),
    evidence: &mut Evidence<'_>,
) -> Result<Report, EvaluationError> {
    let named = |text: &str| {
        let text = text.replace("{period}", &kind.spoken(period)).replace("{issuer}", issuer);
        text.replace("{next}", &kind.spoken_next(period))
    };
    let about = About { unit, period };
    let mut sections = Vec::new();
    for heading in outlines.headings(kind) {
        let mut passages = Vec::new();
        for code in &heading.tells {
            passages.extend(told(outlines, code, about, evidence)?);
        }
        let table = table(&heading.table, about, evidence)?;
        let title = named(&heading.title);
        let title = if heading.level == 1 { title.to_uppercase() } else { title };
        sections.push(Section { level: heading.level, label: heading.label.clone(), title, passages, table });
    }
    let opening = outlines.opening(kind);
    let head =
        Head { subject: opening.map(|one| named(&one.subject)).unwrap_or_default(), ..Head::default() };
    let opening = opening.map(|one| Piece::Words(named(&one.opening)));
    Ok(Report { kind, unit, period, head, opening: opening.into_iter().collect(), sections })
}

impl Report {
    /// The same with every figure as it is now: sentences that were filled from figures are filled again, in others the numbers alone
    /// are put in.
    ///
    /// # Errors
    /// [`EvaluationError`] where a formula takes too much.
    pub fn refreshed(
        mut self,
        outlines: &Outlines,
        evidence: &mut Evidence<'_>,
    ) -> Result<Self, EvaluationError> {
        let about = About { unit: self.unit, period: self.period };
        for section in &mut self.sections {
            for passage in &mut section.passages {
                let again = match &passage.origin {
                    Origin::Pattern(code) => told(outlines, code, about, evidence)?,
                    Origin::Taken | Origin::Own => None,
                };
                match again {
                    Some(again) => *passage = again,
                    None => fresh(&mut passage.pieces, evidence)?,
                }
            }
            for row in &mut section.table {
                fresh(&mut row.cells, evidence)?;
            }
        }
        Ok(self)
    }
}

fn fresh(pieces: &mut [Piece], evidence: &mut Evidence<'_>) -> Result<(), EvaluationError> {
    for piece in pieces {
        if let Some(bound) = piece.bound() {
            *piece = said(&bound, evidence)?.0;
        }
    }
    Ok(())
}

/// A sentence filled; none where nothing is left of it.
fn told(
    outlines: &Outlines,
    code: &str,
    about: About,
    evidence: &mut Evidence<'_>,
) -> Result<Option<Passage>, EvaluationError> {
    let Some(sentence) = outlines.sentences.get(code) else { return Ok(None) };
    let mut pieces = Vec::new();
    fill(&sentence.parts, about, evidence, &mut pieces)?;
    if pieces.is_empty() {
        return Ok(None);
    }
    ends(outlines, sentence, about, evidence, &mut pieces)?;
    fill(&sentence.rest, about, evidence, &mut pieces)?;
    pieces.push(Piece::words("."));
    Ok(Some(Passage { origin: Origin::Pattern(code.to_owned()), pieces: joined(pieces), units: Vec::new() }))
}

fn fill(
    parts: &[Part],
    about: About,
    evidence: &mut Evidence<'_>,
    pieces: &mut Vec<Piece>,
) -> Result<(), EvaluationError> {
    for part in parts {
        match part {
            Part::Words(words) => pieces.push(Piece::words(words)),
            Part::Hole(hole) => pieces.push(match reference(hole, about, evidence) {
                Some(figure) => shown(&figure, evidence)?.0,
                None => Piece::Gap { wanted: hole.indicator.clone(), id: None },
            }),
            Part::Count(count) => pieces.push(said(&Bound::Count(about.count(*count)), evidence)?.0),
            Part::Gap(wanted) => pieces.push(Piece::Gap { wanted: wanted.clone(), id: None }),
            Part::Optional(inner) => {
                if says_something(inner, about, evidence)? {
                    fill(inner, about, evidence, pieces)?;
                }
            }
        }
    }
    Ok(())
}

/// Is every figure in it there, and none nought?
fn says_something(
    parts: &[Part],
    about: About,
    evidence: &mut Evidence<'_>,
) -> Result<bool, EvaluationError> {
    for part in parts {
        let Part::Count(count) = part else { continue };
        if evidence.said(&Bound::Count(about.count(*count)))?.is_none_or(|told| told.is_nought) {
            return Ok(false);
        }
    }
    for hole in super::pattern::holes(parts) {
        let Some(figure) = reference(hole, about, evidence) else { return Ok(false) };
        if evidence.told(&figure)?.is_none_or(|told| told.is_nought) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn reference(hole: &Hole, about: About, evidence: &Evidence<'_>) -> Option<FigureRef> {
    let indicator = evidence.catalogue().find(&hole.indicator)?.id;
    let slice = match &hole.part {
        Some(part) => Slice::Part(part.parse().ok()?),
        None => Slice::Whole,
    };
    let About { unit, period } = about;
    Some(FigureRef { unit, indicator, slice, period, aspect: hole.aspect })
}

/// A figure as a piece, or a gap with the name of what is missing.
fn shown(figure: &FigureRef, evidence: &mut Evidence<'_>) -> Result<(Piece, Option<Told>), EvaluationError> {
    said(&Bound::Figure(figure.clone()), evidence)
}

/// The same of anything bound.
fn said(bound: &Bound, evidence: &mut Evidence<'_>) -> Result<(Piece, Option<Told>), EvaluationError> {
    let told = evidence.said(bound)?;
    let id = bound.to_string();
    let piece = match &told {
        Some(told) => Piece::Figure { id, shown: told.shown.clone(), negative: told.is_negative },
        None => {
            let name = match bound {
                Bound::Figure(figure) => {
                    let indicator = evidence.catalogue().get(figure.indicator);
                    indicator.and_then(|indicator| indicator.version(figure.period))
                }
                Bound::Count(_) => None,
            };
            Piece::Gap { wanted: name.map(|name| name.vi.clone()).unwrap_or_default(), id: Some(id) }
        }
    };
    Ok((piece, told))
}

/// The ends that the data chooses.
fn ends(
    outlines: &Outlines,
    sentence: &Sentence,
    about: About,
    evidence: &mut Evidence<'_>,
    pieces: &mut Vec<Piece>,
) -> Result<(), EvaluationError> {
    let whole = |code: &str| Hole { indicator: code.to_owned(), part: None, aspect: Aspect::Value };
    if let Some(figure) =
        sentence.compare.as_deref().and_then(|code| reference(&whole(code), about, evidence))
    {
        for (change, rate, base, when) in [
            (Aspect::Change, Aspect::Rate, Aspect::LastYear, &outlines.ends.last_year),
            (Aspect::ChangeBefore, Aspect::RateBefore, Aspect::Before, &outlines.ends.before),
        ] {
            let figure = FigureRef { aspect: change, ..figure.clone() };
            let Some(told) = evidence.told(&figure)? else { continue };
            let rate = FigureRef { aspect: rate, ..figure.clone() };
            let has_rate = evidence.told(&rate)?.is_some();
            let pattern = comparison(outlines, &told, has_rate, is_percent(&figure, evidence));
            let base = FigureRef { aspect: base, ..figure.clone() };
            let holes = [("{change}", &figure), ("{rate}", &rate), ("{base}", &base)];
            end(&pattern.replace("{when}", when), &holes, evidence, pieces)?;
            break;
        }
    }
    if let Some(figure) = sentence.target.as_deref().and_then(|code| reference(&whole(code), about, evidence))
    {
        let Some(progress) = evidence.progress(&figure)? else { return Ok(()) };
        let hundred = crate::indicators::Exact::from(100);
        let pattern = match (progress.reached, progress.percent) {
            (true, Some(percent)) if percent > hundred => &outlines.ends.exceeded,
            (true, _) => &outlines.ends.reached,
            (false, _) => &outlines.ends.behind,
        };
        let of = |aspect| FigureRef { aspect, ..figure.clone() };
        let (to_date, share, goal) = (of(Aspect::ToDate), of(Aspect::Share), of(Aspect::Goal));
        let holes = [("{to_date}", &to_date), ("{share}", &share), ("{goal}", &goal)];
        end(pattern, &holes, evidence, pieces)?;
    }
    Ok(())
}

fn comparison<'o>(outlines: &'o Outlines, told: &Told, has_rate: bool, is_percent: bool) -> &'o str {
    let ends = &outlines.ends;
    match (told.is_nought, is_percent, told.is_negative) {
        (true, _, _) => &ends.same,
        (false, true, false) => &ends.up_points,
        (false, true, true) => &ends.down_points,
        (false, false, false) if has_rate => &ends.up,
        (false, false, false) => &ends.up_from_nought,
        (false, false, true) => &ends.down,
    }
}

fn is_percent(figure: &FigureRef, evidence: &Evidence<'_>) -> bool {
    let catalogue = evidence.catalogue();
    let measure = catalogue.get(figure.indicator).and_then(|indicator| catalogue.measure(&indicator.measure));
    measure.is_some_and(|measure| measure.kind == MeasureKind::Percent)
}

/// Puts an end behind, with its holes filled.
fn end(
    pattern: &str,
    holes: &[(&str, &FigureRef)],
    evidence: &mut Evidence<'_>,
    pieces: &mut Vec<Piece>,
) -> Result<(), EvaluationError> {
    let catalogue = evidence.catalogue();
    let indicator = holes.first().and_then(|(_, figure)| catalogue.get(figure.indicator));
    let measure = indicator.and_then(|indicator| catalogue.measure(&indicator.measure));
    let pattern = pattern.replace("{measure}", measure.map_or("", |measure| measure.vi.as_str()));
    let mut rest = pattern.as_str();
    while let Some(at) = rest.find('{') {
        pieces.push(Piece::words(&rest[..at]));
        let Some((name, figure)) = holes.iter().find(|(name, _)| rest[at..].starts_with(name)) else { break };
        pieces.push(shown(figure, evidence)?.0);
        rest = &rest[at + name.len()..];
    }
    pieces.push(Piece::words(rest));
    Ok(())
}

fn table(
    codes: &[String],
    about: About,
    evidence: &mut Evidence<'_>,
) -> Result<Vec<TableRow>, EvaluationError> {
    let mut rows = Vec::new();
    for code in codes {
        let catalogue = evidence.catalogue();
        let Some(indicator) = catalogue.find(code) else { continue };
        let name = name(indicator, about.period);
        let measure =
            catalogue.measure(&indicator.measure).map(|measure| measure.vi.clone()).unwrap_or_default();
        let hole = |aspect| Hole { indicator: code.clone(), part: None, aspect };
        let mut cells = Vec::new();
        for aspect in [Aspect::Value, Aspect::ToDate, Aspect::LastYear] {
            let Some(figure) = reference(&hole(aspect), about, evidence) else { continue };
            cells.push(match shown(&figure, evidence)? {
                // Last year may have been before there were cells.
                (_, None) if aspect == Aspect::LastYear => Piece::words("–"),
                (piece, _) => piece,
            });
        }
        rows.push(TableRow { name, measure, cells });
    }
    Ok(rows)
}

fn name(indicator: &Indicator, period: Period) -> String {
    indicator.version(period).map(|version| version.vi.clone()).unwrap_or_default()
}

/// Neighbouring words as one piece, none empty.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (all.last_mut(), piece) {
            (_, Piece::Words(words)) if words.is_empty() => {}
            (Some(Piece::Words(before)), Piece::Words(words)) => before.push_str(&words),
            (_, piece) => all.push(piece),
        }
    }
    all
}
