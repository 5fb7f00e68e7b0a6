//! What is held against a report before it is issued.

use super::words::{moved_of, source};
use super::{issue, number, title, way};
use crate::pages::failure::{problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{self, Tone};
use crate::{Frame, Page, Problem};
use app::reports::{Checks, Compared};
use app::rights::{ReportsRead, ReportsWrite};
use axum::extract::Path;
use domain::documents::Stage;
use maud::{Markup, html};

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Page, Problem> {
    let permit = who.permit::<ReportsRead>()?;
    let checks = permit.checks(number(&id)?).await.map_err(problem)?;
    let taken = permit.way(checks.row.id).await.map_err(problem)?;
    let person = who.person()?;
    let forest = person.forest();
    let writes =
        person.permit::<ReportsWrite>().is_ok_and(|one| one.covers(checks.row.unit, &forest).is_ok());
    let path = format!("/reports/{}", checks.row.id);
    let hindrances = checks.hindrances();
    let open = matches!(checks.row.state, Stage::Draft | Stage::Checked | Stage::Signed);
    let body = html! {
        (way::show(&frame, &taken))
        @if open {
            @if hindrances.is_empty() { (ui::notice(&frame, Tone::Done, frame.word("report-ready"))) }
            @for fault in &hindrances { (ui::notice(&frame, Tone::Warning, sentence(&frame, fault))) }
        }
        (issue::steps(&frame, &who, &checks.row, writes))
        (gaps(&frame, &checks, &path))
        h2 { (frame.text("report-moved-count", [("count", checks.moved.len().into())])) }
        (moved_of(&frame, &checks.catalogue, &checks.report, &checks.moved))
        (audit(&frame, &checks))
        (layout(&frame, &checks))
        (compared(&frame, &checks, &checks.compared, Earlier::Period))
        (compared(&frame, &checks, &checks.compared_last_year, Earlier::Year))
    };
    let page = frame.page(frame.word("report-checks")).crumb(frame.word("area-reports"), "/reports");
    Ok(page.crumb(title(&frame, &checks.row), path).help("reports").body(body))
}

fn gaps(frame: &Frame, checks: &Checks, path: &str) -> Markup {
    html! {
        h2 { (frame.text("report-gaps-count", [("count", checks.gaps.len().into())])) }
        ul { @for (place, text) in &checks.gaps { li { (ui::link(text, format!("{path}?section={}", place.section))) } } }
    }
}

/// The findings of the audit, the certain ones first.
fn audit(frame: &Frame, checks: &Checks) -> Markup {
    let audit = &checks.reading.audit;
    let mut findings: Vec<&auditor::Finding> = audit.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let words = reading::messages(frame.language());
    html! {
        h2 { (frame.text("report-audit", [("count", findings.len().into())])) }
        p.quiet {
            (frame.text("report-audit-coverage", [("numbers", audit.coverage.numbers.into()), ("relations", audit.coverage.relations.into())]))
        }
        ul.rows {
            @for finding in findings {
                li {
                    span.status.bad[finding.severity == auditor::Severity::Certain] { (reading::severity::label(finding.severity, words)) } " "
                    (reading::sentence(words, &finding.message))
                    p.quiet { "“" (finding.quote) "”" }
                }
            }
        }
    }
}

fn layout(frame: &Frame, checks: &Checks) -> Markup {
    html! {
        h2 { (frame.text("report-layout", [("count", checks.lint.deviations.len().into()), ("layout", checks.lint.layout.name.clone().into())])) }
        ul {
            @for deviation in &checks.lint.deviations {
                li {
                    @if deviation.disputed { span.quiet { (frame.word("report-to-verify")) " " } }
                    (deviation.quote) " " (deviation.found) " → " (deviation.wanted) " " span.quiet { (deviation.source) }
                }
            }
        }
    }
}

/// Which earlier report the figures stand beside.
#[derive(Clone, Copy)]
enum Earlier {
    Period,
    Year,
}

impl Earlier {
    /// The heading, what is said where there is none, and the heads of both columns.
    fn words(self, frame: &Frame) -> [String; 4] {
        match self {
            Self::Period => [
                frame.word("report-compared"),
                frame.word("report-not-compared"),
                frame.word("report-then"),
                frame.word("report-then-now"),
            ],
            Self::Year => [
                frame.word("report-compared-last-year"),
                frame.word("report-not-compared-last-year"),
                frame.word("report-then-last-year"),
                frame.word("report-then-last-year-now"),
            ],
        }
    }
}

/// The figures beside what an earlier report said.
fn compared(frame: &Frame, checks: &Checks, all: &[Compared], earlier: Earlier) -> Markup {
    let [heading, none, then, then_now] = earlier.words(frame);
    let path = format!("/reports/{}/figures", checks.row.id);
    html! {
        h2 { (heading) }
        @if all.is_empty() { p.quiet { (none) } }
        @else {
            div.scroll tabindex="0" {
                table.plain {
                    thead { tr {
                        th { (frame.word("report-indicator")) } th.num { (then) }
                        th.num { (frame.word("report-now")) } th { (then_now) }
                    } }
                    tbody {
                        @for one in all {
                            tr {
                                td { (ui::link(source(frame, &checks.catalogue, &one.figure), format!("{path}/{}", one.figure))) }
                                td.num { (one.then) } td.num { (one.now) }
                                td { @if let Some(now) = &one.then_now { (now.clone().unwrap_or_else(|| frame.word("report-nothing"))) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
