//! Back from Word: an edited .docx is read, its text shown beside what stands here, and taken over when somebody says so.

use super::ground::counts;
use super::paper::{draft, inline};
use super::{found, too_much};
use crate::documents::register_of;
use crate::permit::Permit;
use crate::permit::rights::ReportsWrite;
use crate::{AppError, Fault};
use composer::{Block, Drift, Emphasis};
use domain::ReportId;
use domain::documents::Stage;
use domain::report::{Bound, Evidence, Moved, Origin, Passage, Piece, Report, Section};

/// A paragraph that is another one, or new, or gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Under which heading.
    pub heading: String,
    /// What stands here; none where it is new.
    pub before: Option<String>,
    /// What stands in the file; none where it is gone.
    pub after: Option<String>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// What has changed, in order.
    pub changes: Vec<Change>,
    /// Figures that show something else than when the file was made.
    pub drift: Vec<Drift>,
    /// Figures of the file that no longer equal their cells.
    pub moved: Vec<Moved>,
    /// The report with the text of the file.
    pub merged: Report,
}

impl Permit<'_, ReportsWrite> {
    /// Reads an edited .docx back. With `take`, its text takes the place of what stands here, as it was seen at that revision; a report
    /// that is no longer being written is only held against the file.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Changed`]; [`AppError::Refused`] where it is no file that was made here, or its text is to be
    /// taken into a report that is no longer being written.
    pub async fn read_back(&self, id: ReportId, bytes: Vec<u8>, take: Option<i64>) -> Result<Back, AppError> {
        let app = &self.person.app;
        let mut read = app.database().read().await?;
        let (row, report) = found(&mut read, self, id).await?;
        if take.is_some() && row.state != Stage::Draft {
            return Err(Fault::whole("report-not-open").into());
        }
        let register = register_of(&mut read, row.unit).await?;
        let ground = self.person.ground(&mut read, (row.unit, row.period), counts(&report)).await?;
        let issued = super::check::issued(&mut read, &row).await?;
        drop(read);
        let edited = app.desk().work(move || composer::read(&bytes)).await?;
        let mut edited =
            edited.map_err(|error| Fault::at("file", "report-file-not-ours").with("cause", error))?;
        let issued = issued.as_ref().map(|(symbol, day)| (symbol.as_str(), *day));
        let before = draft(&report, &register, issued, self.person.today);
        let drift = before.map(|before| edited.drift(&before)).unwrap_or_default();
        edited.reopen();
        let back = back(&report, &edited, drift, &mut ground.evidence())?;
        if let Some(revision) = take {
            let mut write = app.database().write().await?;
            let (row, seen) = super::open(&mut write, self, id, revision).await?;
            if seen != report {
                return Err(AppError::Changed);
            }
            self.keep_text(write, row, &back.merged, "back").await?;
        }
        Ok(back)
    }
}

fn back(
    report: &Report,
    edited: &composer::Draft,
    drift: Vec<Drift>,
    evidence: &mut Evidence<'_>,
) -> Result<Back, AppError> {
    let merged = merged(report, edited);
    let mut changes = Vec::new();
    for (index, section) in merged.sections.iter().enumerate() {
        let texts =
            |section: &Section| -> Vec<String> { section.passages.iter().map(Passage::text).collect() };
        let before = report.sections.get(index).map(texts).unwrap_or_default();
        let heading = format!("{} {}", section.label, section.title);
        changes.extend(differing(&heading, &before, &texts(section)));
    }
    let moved = merged.moved(evidence).map_err(too_much)?;
    Ok(Back { changes, drift, moved, merged })
}

/// The report with the text of the file: paragraphs that are the same keep where they come from, the others are somebody's own.
fn merged(report: &Report, edited: &composer::Draft) -> Report {
    let mut sections: Vec<Section> = Vec::new();
    let mut opening: Option<Vec<Piece>> = None;
    for block in &edited.body {
        if let Block::Heading(heading) = block {
            let before = report.sections.get(sections.len());
            sections.push(Section {
                level: heading.level(),
                label: heading.label().as_str().to_owned(),
                title: heading.title().text(),
                passages: Vec::new(),
                table: before.map(|before| before.table.clone()).unwrap_or_default(),
            });
            continue;
        }
        let place = sections.len().checked_sub(1);
        let known = place.and_then(|place| report.sections.get(place));
        // The table is made of data: it is not typed.
        if matches!(block, Block::Table(_)) && known.is_some_and(|section| !section.table.is_empty()) {
            continue;
        }
        let pieces = pieces(block);
        // A letter has no heading: what follows its opening is the text.
        let untitled = report.sections.first().filter(|first| first.title.is_empty());
        let has_opened = opening.is_some() || report.opening.iter().all(|piece| piece.shown().is_empty());
        if let Some(first) = untitled.filter(|_| sections.is_empty() && has_opened) {
            sections.push(Section { passages: Vec::new(), ..first.clone() });
        }
        let known = known.or(untitled);
        match sections.last_mut() {
            None => opening.get_or_insert_with(Vec::new).extend(pieces),
            Some(section) => section.passages.push(passage(pieces, known)),
        }
    }
    let head = domain::report::Head { subject: edited.subject.as_str().to_owned(), ..report.head.clone() };
    bind_again(report, &mut sections);
    let opening = match opening {
        Some(opening) if text(&opening) != text(&report.opening) => opening,
        _ => report.opening.clone(),
    };
    Report { sections, opening, head, ..report.clone() }
}

/// What a file cannot say of figures and gaps comes from those that went out.
fn bind_again(report: &Report, sections: &mut [Section]) {
    let out: Vec<&Piece> = report.pieces().map(|(_, piece)| piece).collect();
    let pieces = sections.iter_mut().flat_map(|section| &mut section.passages);
    for piece in pieces.flat_map(|passage| &mut passage.pieces) {
        let same = |known: &&&Piece| match (&*piece, **known) {
            (Piece::Figure { id, shown, .. }, Piece::Figure { id: of, shown: was, .. }) => {
                id == of && shown == was
            }
            (Piece::Gap { wanted, id: None }, Piece::Gap { wanted: was, id: Some(_) }) => wanted == was,
            _ => false,
        };
        if let Some(known) = out.iter().find(same) {
            *piece = (*known).clone();
        }
    }
}

fn passage(pieces: Vec<Piece>, known: Option<&Section>) -> Passage {
    let same = known.and_then(|section| {
        section.passages.iter().find(|passage| composer_text(&passage.pieces) == composer_text(&pieces))
    });
    match same {
        Some(same) => same.clone(),
        None => Passage { origin: Origin::Own, pieces, units: Vec::new() },
    }
}

/// As the composer brings it into its one form, with what binds its figures.
fn composer_text(pieces: &[Piece]) -> composer::Inline {
    inline(pieces)
}

fn text(pieces: &[Piece]) -> String {
    composer_text(pieces).text()
}

fn pieces(block: &Block) -> Vec<Piece> {
    let mut all = Vec::new();
    match block {
        Block::Item { label, .. } => all.push(Piece::Words(format!("{label} "))),
        Block::Formula(line) => all.push(Piece::words(line.as_str())),
        _ => {}
    }
    for (at, inline) in block.inlines().enumerate() {
        if at > 0 {
            all.push(Piece::words(" "));
        }
        for span in inline.spans() {
            all.push(match span {
                composer::Span::Note(note) => Piece::Note(note.iter().map(composer::Piece::shown).collect()),
                composer::Span::Piece(composer::Piece::Text { text, emphasis }) => match *emphasis {
                    Emphasis::PLAIN => Piece::words(text),
                    Emphasis { bold, italic } => Piece::Strong { text: text.clone(), bold, italic },
                },
                composer::Span::Piece(composer::Piece::Gap(wanted)) => {
                    Piece::Gap { wanted: wanted.clone(), id: None }
                }
                composer::Span::Piece(composer::Piece::Figure { id, shown, .. }) => {
                    match id.as_str().parse::<Bound>() {
                        Ok(_) => Piece::Figure {
                            id: id.as_str().to_owned(),
                            shown: shown.clone(),
                            negative: false,
                        },
                        Err(_) => Piece::words(shown),
                    }
                }
            });
        }
    }
    all
}

/// What is in one list and not in the other, in order: the longest common part stays.
fn differing(heading: &str, before: &[String], after: &[String]) -> Vec<Change> {
    let (rows, columns) = (before.len() + 1, after.len() + 1);
    let mut length = vec![0_usize; rows * columns];
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            length[i * columns + j] = if before[i] == after[j] {
                length[(i + 1) * columns + j + 1] + 1
            } else {
                length[(i + 1) * columns + j].max(length[i * columns + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut changes: Vec<Change> = Vec::new();
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let gone = j >= after.len()
            || i < before.len() && length[(i + 1) * columns + j] >= length[i * columns + j + 1];
        if gone {
            let before = Some(before[i].clone());
            changes.push(Change { heading: heading.to_owned(), before, after: None });
            i += 1;
        } else {
            let after = Some(after[j].clone());
            match changes.last_mut().filter(|last| last.after.is_none() && last.heading == heading) {
                // What went and what came in its place is one change.
                Some(last) => last.after = after,
                None => changes.push(Change { heading: heading.to_owned(), before: None, after }),
            }
            j += 1;
        }
    }
    changes
}
