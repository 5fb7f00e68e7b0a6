//! `demo report`: the invented city's month, from its units' files and cells to the issued report in a folder.

mod figures;
mod narrative;

use super::demo::{self, Folder};
use super::{failed, run_to, say};
use crate::arguments::MonthArguments;
use crate::failure::Failure;
use crate::messages::Messages;
use crate::verbs::Outcome;
use app::documents::{Brought, Setting};
use app::reports::{Checks, Desk, Edit, NotHeaped};
use app::rights::{ReportsIssue, ReportsRead, ReportsWrite};
use app::{App, AppError, Mail, Person};
use auditor::Severity;
use composer::{Block, Inline, Piece, Span};
use domain::documents::StageStep;
use domain::periods::{Calendars, Period};
use domain::report::{Head, Kind, Moved, Report};
use domain::{ReportId, UnitId};
use std::collections::BTreeSet;
use std::path::Path;
use store::Files;

/// So many new things are taken under each heading.
const TAKEN: usize = 3;

/// Tells the month of the invented city and issues its report into a folder.
///
/// # Errors
/// The folder cannot be written.
pub(crate) fn month(arguments: &MonthArguments, messages: &Messages) -> Result<Outcome, Failure> {
    run_to(async {
        std::fs::create_dir_all(&arguments.into)?;
        let folder = Folder::of(None)?;
        let files = Files::open(&folder.files()).map_err(|e| super::keeper::no_files(&e))?;
        let app = super::open(&folder.database(), files, Mail::off()).await?;
        demo::fill_units(&app).await?;
        let story = Story { app: &app, messages, into: &arguments.into };
        let certain = story.tell().await?;
        app.database().close().await;
        Ok(Outcome::of_check(certain == 0))
    })
}

/// Makes the cells and narratives of the last whole month, and begins its report: for whoever tries the site. The figures of `others` are
/// there.
pub(super) async fn begin(app: &App, others: &BTreeSet<UnitId>) -> Result<(), Failure> {
    let writer = demo::named(app, "tonghop").await?;
    let root = demo::root(&writer)?;
    let period = last_month(&writer)?;
    figures::enter(&writer, root, period, others).await?;
    let permit = writer.permit::<ReportsWrite>().map_err(|e| failed(&e))?;
    let report = permit.begin(root, Kind::Month, period.last).await.map_err(|e| failed(&e))?;
    for file in narrative::files(&writer, root, period, others, Some(24)) {
        permit.heap(report, file).await.map_err(|e| not_heaped(&e))?;
    }
    head(&writer, report).await?;
    Ok(())
}

struct Story<'a> {
    app: &'a App,
    messages: &'a Messages,
    into: &'a Path,
}

impl Story<'_> {
    /// Gives how many certain findings the audit has in the end: none.
    async fn tell(&self) -> Result<usize, Failure> {
        let writer = demo::named(self.app, "tonghop").await?;
        let root = demo::root(&writer)?;
        let period = last_month(&writer)?;
        let entered = figures::enter(&writer, root, period, &BTreeSet::new()).await?;
        figures::goals(&writer, root, period).await?;
        let permit = writer.permit::<ReportsWrite>().map_err(|e| failed(&e))?;
        let report = permit.begin(root, Kind::Month, period.last).await.map_err(|e| failed(&e))?;
        let folder = self.into.join("don_vi");
        std::fs::create_dir_all(&folder)?;
        let (mut files, mut sentences) = (0_usize, 0_usize);
        for Brought { name, bytes } in narrative::files(&writer, root, period, &BTreeSet::new(), None) {
            std::fs::write(folder.join(&name), &bytes)?;
            let heaped = permit.heap(report, Brought { name, bytes }).await.map_err(|e| not_heaped(&e))?;
            (files, sentences) = (files + 1, sentences + heaped.sentences);
        }
        self.say("month-read", [("files", files), ("sentences", sentences), ("cells", entered)])?;
        head(&writer, report).await?;
        let desk = self.desk(&writer, report).await?;
        self.say_desk(&desk)?;
        self.take(&writer, report, &desk).await?;
        self.supply(&writer, root, report, period).await?;
        self.one_cell(&writer, root, report, period).await?;
        self.word(&writer, report).await?;
        self.issue(&writer, report).await
    }

    /// A clerk changes words in Word and types over a number: both are shown.
    async fn word(&self, writer: &Person, report: ReportId) -> Result<(), Failure> {
        let read = writer.permit::<ReportsRead>().map_err(|e| failed(&e))?;
        let (_, bytes) = read.paper(report, Setting::Docx).await.map_err(|e| failed(&e))?;
        let mut draft = composer::read(&bytes).map_err(|e| failed(&AppError::Bug(e.to_string())))?;
        for block in &mut draft.body {
            if let Block::Paragraph(text) = block
                && text.text().starts_with("Tổng số đảng viên")
            {
                *text = Inline::new(text.spans().iter().cloned().map(edited));
            }
        }
        let permit = writer.permit::<ReportsWrite>().map_err(|e| failed(&e))?;
        let back = permit.read_back(report, composer::docx(&draft), None).await.map_err(|e| failed(&e))?;
        self.say("month-back", [("changes", back.changes.len()), ("figures", back.moved.len())])?;
        for change in &back.changes {
            let shown = |text: &Option<String>| text.clone().unwrap_or_default();
            say(&format!("  {} → {}", shown(&change.before), shown(&change.after)))?;
        }
        Ok(())
    }

    async fn desk(&self, writer: &Person, report: ReportId) -> Result<Desk, Failure> {
        let read = writer.permit::<ReportsRead>().map_err(|e| failed(&e))?;
        read.desk(report).await.map_err(|e| failed(&e))
    }

    fn say_desk(&self, desk: &Desk) -> Result<(), Failure> {
        let groups = desk.voices.iter().map(Vec::len).sum();
        let facts =
            [("groups", groups), ("contradictions", desk.contradictions.len()), ("gaps", desk.gaps.len())];
        self.say("month-desk", facts)?;
        for one in &desk.contradictions {
            let name = desk
                .catalogue
                .get(one.said.indicator)
                .and_then(|indicator| indicator.version(desk.row.period));
            let facts = [
                ("text", desk.heap[one.said.statement].text.clone().into()),
                ("indicator", name.map(|name| name.vi.clone()).unwrap_or_default().into()),
                ("said", one.said.amount.written_vi().into()),
                ("cell", one.cell.written_vi().into()),
            ];
            say(&self.messages.text("month-contradiction", facts))?;
        }
        Ok(())
    }

    /// What a writer does with a key: under each heading the first new things.
    async fn take(&self, writer: &Person, report: ReportId, desk: &Desk) -> Result<(), Failure> {
        let permit = writer.permit::<ReportsWrite>().map_err(|e| failed(&e))?;
        let wrong: BTreeSet<usize> = desk.contradictions.iter().map(|one| one.said.statement).collect();
        let mut revision = desk_revision(self.app, report).await?;
        for (section, voices) in desk.voices.iter().enumerate() {
            let fits = |voice: &&app::reports::Voice| {
                let said = &desk.heap[voice.group.said[0]].text;
                voice.group.is_new && voice.group.said.iter().all(|at| !wrong.contains(at)) && is_whole(said)
            };
            for voice in voices.iter().filter(fits).take(TAKEN) {
                let take = Edit::Take { section, statement: voice.group.said[0] };
                revision = permit.edit(report, revision, &take).await.map_err(|e| failed(&e))?;
            }
        }
        Ok(())
    }

    /// What was missing is asked for and comes.
    async fn supply(
        &self,
        writer: &Person,
        root: UnitId,
        report: ReportId,
        period: Period,
    ) -> Result<(), Failure> {
        figures::supply(writer, root, period).await?;
        let revision = desk_revision(self.app, report).await?;
        let permit = writer.permit::<ReportsWrite>().map_err(|e| failed(&e))?;
        permit.edit(report, revision, &Edit::Refresh).await.map_err(|e| failed(&e))?;
        let desk = self.desk(writer, report).await?;
        self.say("month-supplied", [("gaps", desk.gaps.len())])
    }

    /// A cell changes before the issue: exactly the sentences that tell it are listed, and are told anew.
    async fn one_cell(
        &self,
        writer: &Person,
        root: UnitId,
        report: ReportId,
        period: Period,
    ) -> Result<(), Failure> {
        figures::correct(writer, root, period).await?;
        let desk = self.desk(writer, report).await?;
        self.say_moved(&desk.report, &desk.moved)?;
        let permit = writer.permit::<ReportsWrite>().map_err(|e| failed(&e))?;
        permit.edit(report, desk.row.revision, &Edit::Refresh).await.map_err(|e| failed(&e))?;
        Ok(())
    }

    fn say_moved(&self, report: &Report, moved: &[Moved]) -> Result<(), Failure> {
        let places: BTreeSet<_> = moved.iter().flat_map(|one| one.places.iter().copied()).collect();
        self.say("month-moved", [("figures", moved.len()), ("sentences", places.len())])?;
        for place in places {
            say(&format!("  {}", report.text_at(place)))?;
        }
        Ok(())
    }

    async fn issue(&self, writer: &Person, report: ReportId) -> Result<usize, Failure> {
        let read = writer.permit::<ReportsRead>().map_err(|e| failed(&e))?;
        let checks = read.checks(report).await.map_err(|e| failed(&e))?;
        let certain = self.say_checks(&checks)?;
        let permit = writer.permit::<ReportsWrite>().map_err(|e| failed(&e))?;
        permit.hand_in(report, checks.row.revision).await.map_err(|e| failed(&e))?;
        let leader = demo::named(self.app, "lanhdao").await?;
        let permit = leader.permit::<ReportsIssue>().map_err(|e| failed(&e))?;
        let revision = checks.row.revision + 1;
        permit.decide(report, revision, StageStep::Sign, "").await.map_err(|e| failed(&e))?;
        let issued = permit.issue(report, revision + 1, leader.today).await.map_err(|e| failed(&e))?;
        for setting in [Setting::Docx, Setting::Pdf] {
            let (_, bytes) = read.paper(report, setting).await.map_err(|e| failed(&e))?;
            let path = self.into.join(format!("{}.{}", issued.symbol.replace('/', "-"), setting.code()));
            std::fs::write(&path, bytes)?;
            let facts =
                [("symbol", issued.symbol.clone().into()), ("path", path.display().to_string().into())];
            say(&self.messages.text("month-issued", facts))?;
        }
        Ok(certain)
    }

    fn say_checks(&self, checks: &Checks) -> Result<usize, Failure> {
        let findings = &checks.reading.audit.findings;
        let certain = findings.iter().filter(|one| one.severity == Severity::Certain).count();
        let facts = [
            ("certain", certain),
            ("verify", findings.iter().filter(|one| one.severity == Severity::Verify).count()),
            ("numbers", checks.reading.audit.coverage.numbers),
            ("relations", checks.reading.audit.coverage.relations),
            ("layout", checks.lint.deviations.iter().filter(|one| !one.disputed).count()),
        ];
        self.say("month-checked", facts)?;
        for finding in findings.iter().filter(|one| one.severity == Severity::Certain) {
            say(&format!(
                "  {}: {} – {} ≠ {}",
                finding.rule, finding.quote, finding.stated, finding.computed
            ))?;
        }
        for deviation in checks.lint.deviations.iter().filter(|one| !one.disputed) {
            say(&format!("  {}: {} ≠ {}", deviation.rule.name(), deviation.found, deviation.wanted))?;
        }
        Ok(certain)
    }

    fn say<const N: usize>(&self, key: &str, counts: [(&'static str, usize); N]) -> Result<(), Failure> {
        say(&self.messages.text(key, counts.map(|(name, count)| (name, count.into()))))
    }
}

/// What the clerk does to a piece.
fn edited(span: Span) -> Span {
    match span {
        Span::Piece(Piece::Figure { id, emphasis, .. }) => {
            Span::Piece(Piece::Figure { id, shown: "99.999".to_owned(), emphasis })
        }
        Span::Piece(Piece::Text { text, emphasis }) => Span::Piece(Piece::Text {
            text: text.replace("đến cuối kỳ", "tính đến hết kỳ"),
            emphasis,
        }),
        other => other,
    }
}

/// A sentence that can stand alone in the report of the city.
fn is_whole(text: &str) -> bool {
    text.ends_with('.') && text.chars().count() > 30
}

async fn desk_revision(app: &App, report: ReportId) -> Result<i64, Failure> {
    let mut read = app.database().read().await.map_err(|e| failed(&e.into()))?;
    let row = read.report(report).await.map_err(|e| failed(&e.into()))?;
    row.map(|row| row.revision).ok_or_else(|| failed(&AppError::Bug("the report has gone".to_owned())))
}

/// What stands around the text.
async fn head(writer: &Person, report: ReportId) -> Result<(), Failure> {
    let read = writer.permit::<ReportsRead>().map_err(|e| failed(&e))?;
    let (row, text) = read.report(report).await.map_err(|e| failed(&e))?;
    let head = Head {
        superior: "Đảng bộ thành phố Hải Minh".to_owned(),
        authority: "Ban Thường vụ".to_owned(),
        office: "Phó Bí thư Thường trực".to_owned(),
        signer: "Đỗ Quang Huy".to_owned(),
        recipients: [
            "Các đồng chí Ủy viên Ban Chấp hành Đảng bộ thành phố",
            "Các đảng ủy trực thuộc Thành ủy",
            "Các ban, cơ quan tham mưu, giúp việc Thành ủy",
            "Lưu Văn phòng Thành ủy",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..text.head
    };
    let permit = writer.permit::<ReportsWrite>().map_err(|e| failed(&e))?;
    permit.edit(report, row.revision, &Edit::Head(head)).await.map(drop).map_err(|e| failed(&e))
}

/// The last reporting month that is over.
fn last_month(person: &Person) -> Result<Period, Failure> {
    let bug = |cause: String| failed(&AppError::Bug(cause));
    let calendars = Calendars::built_in().map_err(|e| bug(e.to_string()))?;
    let calendar = calendars.get(&Kind::Month.calendar());
    let period = calendar.and_then(|calendar| calendar.shift(calendar.period(person.today)?, -1));
    period.ok_or_else(|| bug("no month".to_owned()))
}

fn not_heaped(error: &NotHeaped) -> Failure {
    failed(&AppError::Bug(app::with_causes(error)))
}
