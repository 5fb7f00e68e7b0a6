//! One size, measured stage by stage.

use super::files;
use super::ground::{Ground, ROOT, id, said as entered};
use crate::bench::broken;
use crate::failure::Failure;
use app::reports::{composed, statements};
use composer::System;
use domain::documents::Register;
use domain::report::{
    Head, Kind, Origin, Passage, Piece, Report, Statement, begun, contradictions, groups, said, tallies,
};
use rayon::prelude::*;
use reader::Limits;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// So many files are in memory at once.
const AT_ONCE: usize = 64;
/// So many new things are taken under each heading.
const TAKEN: usize = 3;

/// What one size took.
#[derive(Debug)]
pub(super) struct Run {
    /// How many units.
    pub(super) units: usize,
    /// Pages of the first file.
    pub(super) pages: usize,
    /// Bytes of all files.
    pub(super) bytes: u64,
    /// Cells.
    pub(super) cells: usize,
    /// Each stage with its message and its time.
    pub(super) stages: Vec<(&'static str, Duration)>,
    /// The most memory that was held, in bytes, where the system says so.
    pub(super) peak: Option<u64>,
    /// Sentences of all units.
    pub(super) sentences: usize,
    /// Groups of sentences that say the same.
    pub(super) groups: usize,
    /// Numbers of the report that the audit understood.
    pub(super) numbers: usize,
}

impl Run {
    /// All stages together.
    pub(super) fn whole(&self) -> Duration {
        self.stages.iter().map(|(_, took)| *took).sum()
    }
}

/// What a stage gives, and how long it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = Instant::now();
    let done = work();
    (done, begin.elapsed())
}

/// Makes the files and cells of so many units, and goes the way to the report. Making them is not measured.
pub(super) fn measure(units: usize) -> Result<Run, Failure> {
    let folder = tempfile::tempdir()?;
    let ground = Ground::of(units)?;
    let (paths, bytes) = written(&ground, folder.path())?;
    let first = files::report(1, ground.period, |code| entered(1, code, ground.period));
    let pages = composer::pages(&first);
    forget_peak();
    let mut stages = Vec::new();
    let heap = read_all(&ground, &paths, &mut stages)?;
    let (taken, found) = synthesised(&ground, &heap, &mut stages);
    let (report, took) = timed(|| drafted(&ground, &heap, &taken));
    let report = report?;
    stages.push(("bench-draft", took));
    let draft = composed(&report, &register(), None, ground.period.last);
    let draft = draft.ok_or_else(|| broken("a report is no kind of document"))?;
    let (docx, took) = timed(|| composer::docx(&draft));
    stages.push(("bench-docx", took));
    let (audit, took) = timed(|| {
        let document = reader::read("bao-cao.docx", &docx, &Limits::default()).map_err(broken)?;
        let audit = auditor::audit(&[&document]).pop().unwrap_or_default();
        composer::lint(&docx).map_err(broken)?;
        Ok::<_, Failure>(audit)
    });
    let audit = audit?;
    stages.push(("bench-check", took));
    let (pdf, took) = timed(|| composer::pdf(&draft));
    pdf.map_err(broken)?;
    stages.push(("bench-pdf", took));
    Ok(Run {
        units,
        pages,
        bytes,
        cells: ground.cells.iter().count(),
        stages,
        peak: peak(),
        sentences: heap.len(),
        groups: found,
        numbers: audit.coverage.numbers,
    })
}

/// The files of all units.
fn written(ground: &Ground, folder: &Path) -> Result<(Vec<PathBuf>, u64), Failure> {
    let one = |unit: usize| {
        let draft = files::report(unit, ground.period, |code| entered(unit, code, ground.period));
        let docx = composer::docx(&draft);
        let path = folder.join(format!("{unit:04}.docx"));
        std::fs::write(&path, &docx)?;
        Ok::<_, std::io::Error>((path, docx.len() as u64))
    };
    let all = (1..=ground.units).into_par_iter().map(one).collect::<Result<Vec<_>, _>>()?;
    let bytes = all.iter().map(|(_, bytes)| bytes).sum();
    Ok((all.into_iter().map(|(path, _)| path).collect(), bytes))
}

/// Reads and audits every file on all cores, and keeps what it says.
fn read_all(
    ground: &Ground,
    paths: &[PathBuf],
    stages: &mut Vec<(&'static str, Duration)>,
) -> Result<Vec<Statement>, Failure> {
    let mut heap = Vec::new();
    let (mut reading, mut auditing, mut telling) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for (chunk, paths) in paths.chunks(AT_ONCE).enumerate() {
        let (documents, took) =
            timed(|| paths.par_iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>());
        reading += took;
        let documents = documents?;
        let (_, took) = timed(|| {
            documents
                .par_iter()
                .map(|document| auditor::audit(&[document]))
                .map(|audits| audits.len())
                .sum::<usize>()
        });
        auditing += took;
        let (said, took) = timed(|| {
            let of = |(place, document)| {
                statements(document, &ground.outlines, Kind::Month, id(chunk * AT_ONCE + place + 1))
            };
            documents.par_iter().enumerate().map(of).flatten().collect::<Vec<_>>()
        });
        telling += took;
        heap.extend(said);
    }
    stages.extend([("bench-read", reading), ("bench-audit", auditing), ("bench-statements", telling)]);
    Ok(heap)
}

fn read(path: &Path) -> Result<reader::Document, Failure> {
    let bytes = std::fs::read(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    reader::read(&name, &bytes, &Limits::default()).map_err(broken)
}

/// What a writer takes under each heading, and how many groups there are.
fn synthesised(
    ground: &Ground,
    heap: &[Statement],
    stages: &mut Vec<(&'static str, Duration)>,
) -> (Vec<usize>, usize) {
    let ((taken, found), took) = timed(|| {
        let headings = ground.outlines.headings(Kind::Month).len();
        let under = |heading: usize| -> (Vec<usize>, usize) {
            let places: Vec<usize> = (0..heap.len()).filter(|at| heap[*at].heading == heading).collect();
            let here: Vec<Statement> = places.iter().map(|at| heap[*at].clone()).collect();
            let groups = groups(&here, |_| "", &[]);
            let new = groups.iter().filter(|group| group.is_new).take(TAKEN);
            (new.map(|group| places[group.said[0]]).collect(), groups.len())
        };
        let all: Vec<(Vec<usize>, usize)> = (0..headings).into_par_iter().map(under).collect();
        let found = all.iter().map(|(_, found)| found).sum();
        (all.into_iter().flat_map(|(taken, _)| taken).collect(), found)
    });
    stages.push(("bench-synthesise", took));
    let (_, took) = timed(|| {
        let said = said(heap, &ground.outlines, &ground.catalogue);
        let wrong = contradictions(&said, &ground.cells, ground.period).len();
        wrong + tallies(&said, &ground.cells, ground.period).len()
    });
    stages.push(("bench-compare", took));
    (taken, found)
}

/// The report with its sentences and what was taken, held against the cells once more.
fn drafted(ground: &Ground, heap: &[Statement], taken: &[usize]) -> Result<Report, Failure> {
    let issuer = (ROOT, "Ban Thường vụ Thành ủy");
    let mut report = begun(&ground.outlines, (Kind::Month, ground.period), issuer, &mut ground.evidence())
        .map_err(broken)?;
    for place in taken {
        let said = &heap[*place];
        let pieces = vec![Piece::words(&said.text)];
        if let Some(section) = report.sections.get_mut(said.heading) {
            section.passages.push(Passage { origin: Origin::Taken, pieces, units: vec![said.unit] });
        }
    }
    report.head = Head {
        superior: "Đảng bộ thành phố Hải Minh".to_owned(),
        authority: "Ban Thường vụ".to_owned(),
        office: "Phó Bí thư Thường trực".to_owned(),
        signer: "Đỗ Quang Huy".to_owned(),
        recipients: vec!["Lưu Văn phòng Thành ủy".to_owned()],
        ..report.head
    };
    report.moved(&mut ground.evidence()).map_err(broken)?;
    Ok(report)
}

fn register() -> Register {
    Register {
        system: System::Party,
        code: "TU".to_owned(),
        issuer: "Thành ủy Hải Minh".to_owned(),
        place: "Hải Minh".to_owned(),
        office: "VP".to_owned(),
    }
}

/// From now on the peak is counted anew, where the system can do that.
fn forget_peak() {
    // Where it cannot, the peak holds what was before too.
    drop(std::fs::write("/proc/self/clear_refs", "5"));
}

/// The most memory that this process held since then.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? << 10)
}
