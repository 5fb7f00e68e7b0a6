//! The synthesis desk: the outline with its gaps, what is written, what units wrote.

use super::words::{list_of, moved_of, named};
use super::{number, state, title, unit_name, way};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Tone};
use crate::{Frame, Page, Problem};
use app::reports::Desk;
use app::rights::{ReportsIssue, ReportsRead, ReportsWrite};
use axum::extract::Path;
use domain::documents::Stage;
use domain::report::{Bound, Passage, Piece, Place, typed};
use domain::rights::Right;
use maud::{Markup, html};

/// A desk with what the page knows besides.
pub(super) struct Open<'a> {
    pub(super) frame: &'a Frame,
    pub(super) who: &'a Who,
    pub(super) desk: Desk,
    /// The heading at hand.
    pub(super) section: usize,
    /// Does who asks write the reports of this unit?
    pub(super) covers: bool,
    /// May the text be changed by who asks?
    pub(super) writes: bool,
}

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Page, Problem> {
    let permit = who.permit::<ReportsRead>()?;
    let desk = permit.desk(number(&id)?).await.map_err(problem)?;
    let taken = permit.way(desk.row.id).await.map_err(problem)?;
    let followed = permit.followed(desk.row.id).await.map_err(problem)?;
    let forest = who.person()?.forest();
    let covers =
        who.person()?.permit::<ReportsWrite>().is_ok_and(|one| one.covers(desk.row.unit, &forest).is_ok());
    let writes = covers && desk.row.state == Stage::Draft;
    let asked = form_urlencoded::parse(frame.query().as_bytes()).find(|(name, _)| name == "section");
    let section = asked.and_then(|(_, value)| value.parse::<usize>().ok());
    let first = desk.report.sections.iter().position(|one| !one.passages.is_empty()).unwrap_or(0);
    let section = section.filter(|at| *at < desk.report.sections.len()).unwrap_or(first);
    let open = Open { frame: &frame, who: &who, desk, section, covers, writes };
    let body = html! {
        (way::show(&frame, &taken))
        (open.bar())
        (open.moved())
        div.desk {
            nav.desk-outline aria-label=(frame.word("report-outline")) { (open.outline()) }
            section.desk-text aria-label=(frame.word("report-text")) { (open.text()) }
            section.desk-voices aria-label=(frame.word("report-voices")) { (open.voices()) (open.tasks(&followed)) }
        }
        (open.below())
    };
    let row = &open.desk.row;
    let mut page =
        frame.page(title(&frame, row)).crumb(frame.word("area-reports"), "/reports").help("reports");
    page = page.lead(format!("{} · {}", unit_name(&who, row.unit), state(&frame, row.state)));
    Ok(page
        .action(Button::primary(frame.word("report-checks")).href(format!("{}/checks", open.path())))
        .body(body))
}

impl Open<'_> {
    pub(super) fn path(&self) -> String {
        format!("/reports/{}", self.desk.row.id)
    }

    /// A form that changes the text: what it does, where, and what else it has.
    pub(super) fn change(&self, what: &str, passage: Option<usize>, inner: &Markup) -> Markup {
        html! {
            form.inline method="post" action={ (self.path()) "/edit" } {
                input type="hidden" name="do" value=(what);
                input type="hidden" name="revision" value=(self.desk.row.revision);
                input type="hidden" name="section" value=(self.section);
                @if let Some(passage) = passage { input type="hidden" name="passage" value=(passage); }
                (inner)
            }
        }
    }

    fn bar(&self) -> Markup {
        let frame = self.frame;
        html! {
            p.actions {
                (Button::plain(frame.word("report-docx")).href(format!("{}/file/docx", self.path())))
                (Button::plain(frame.word("report-pdf")).href(format!("{}/file/pdf", self.path())))
                @if let Some(document) = self.desk.row.document {
                    (ui::link(frame.word("report-document"), format!("/documents/{document}")))
                    @if frame.may(Right::TasksAssign.code()) { (ui::link(frame.word("report-give-tasks"), format!("/documents/{document}/tasks"))) }
                }
            }
            ul.numbers {
                li { strong { (self.desk.gaps.len()) } " " (frame.word("report-gaps")) }
                li { strong { (self.desk.contradictions.len()) } " " (frame.word("report-contradictions")) }
                li { strong { (self.desk.moved.len()) } " " (frame.word("report-moved")) }
                li { strong { (self.desk.silent.len()) } " " (frame.word("report-silent")) }
            }
        }
    }

    /// Figures that no longer say what is written, with the sentences concerned.
    fn moved(&self) -> Markup {
        let frame = self.frame;
        if self.desk.moved.is_empty() {
            return html! {};
        }
        ui::notice(
            frame,
            Tone::Warning,
            html! {
                p { (frame.word("report-moved-help")) }
                (moved_of(self.frame, &self.desk.catalogue, &self.desk.report, &self.desk.moved))
                @if self.writes { (self.change("refresh", None, &html! { (Button::plain(frame.word("report-refresh"))) })) }
            },
        )
    }

    fn outline(&self) -> Markup {
        let gaps =
            |section: usize| self.desk.gaps.iter().filter(|(place, _)| place.section == section).count();
        html! {
            ol {
                @for (at, section) in self.desk.report.sections.iter().enumerate() {
                    @let fresh = self.desk.voices.get(at).map_or(0, |all| all.iter().filter(|one| one.group.is_new && !one.is_taken).count());
                    li class={ "level-" (section.level) } {
                        a href={ (self.path()) "?section=" (at) } aria-current=[(at == self.section).then_some("true")] {
                            @if section.title.is_empty() { (self.frame.word("report-body")) } @else { (section.label) " " (section.title) }
                        }
                        @if gaps(at) > 0 { " " span.status.bad { "[ ] " (gaps(at)) } }
                        @if fresh > 0 { " " span.quiet { "+" (fresh) } }
                    }
                }
            }
        }
    }

    fn text(&self) -> Markup {
        let Some(section) = self.desk.report.sections.get(self.section) else { return html! {} };
        let frame = self.frame;
        html! {
            h2 { (section.label) " " (section.title) }
            @if section.passages.is_empty() && section.table.is_empty() { p.quiet { (frame.word("report-empty-section")) } }
            @for (at, passage) in section.passages.iter().enumerate() { (self.passage(at, passage)) }
            @if !section.table.is_empty() { (self.table()) }
            @if self.writes {
                details.add {
                    summary { (frame.word("report-add")) }
                    (self.change("add", None, &html! {
                        (Field::lines("text", frame.word("report-own"), 4).hint(frame.word("report-typed-hint")).limit(8000))
                        (Button::plain(frame.word("report-add")))
                    }))
                }
            }
        }
    }

    fn passage(&self, at: usize, passage: &Passage) -> Markup {
        let frame = self.frame;
        let place = Place { section: self.section, passage: Some(at) };
        let moved = self.desk.moved.iter().any(|one| one.places.contains(&place));
        html! {
            div.passage #{ "p" (at) } .has-moved[moved] {
                p.written { @for piece in &passage.pieces { (self.piece(piece)) } }
                @if !passage.units.is_empty() { (self.cited(passage)) }
                @if self.writes {
                    details {
                        summary { (frame.word("report-change")) }
                        (self.change("set", Some(at), &html! {
                            (Field::lines("text", frame.word("report-own"), 4).value(typed(passage)).hint(frame.word("report-typed-hint")).limit(8000))
                            (Button::plain(frame.word("report-save")))
                        }))
                        p.actions {
                            @if at > 0 { (self.change("up", Some(at), &html! { (Button::plain(frame.word("report-up"))) })) }
                            (self.change("drop", Some(at), &html! { (Button::danger(frame.word("report-drop"))) }))
                        }
                    }
                }
            }
        }
    }

    /// Whose words these are.
    fn cited(&self, passage: &Passage) -> Markup {
        let names: Vec<String> =
            passage.units.iter().take(6).map(|unit| unit_name(self.who, *unit)).collect();
        let more = passage.units.len().saturating_sub(names.len());
        html! {
            p.quiet {
                (self.frame.word("report-cited")) " " (names.join(", "))
                @if more > 0 { " " (self.frame.text("report-cited-more", [("count", more.into())])) }
            }
        }
    }

    fn piece(&self, piece: &Piece) -> Markup {
        match piece {
            Piece::Words(text) => html! { (text) },
            Piece::Strong { text, bold, italic } => match (bold, italic) {
                (true, true) => html! { strong { em { (text) } } },
                (true, false) => html! { strong { (text) } },
                (false, _) => html! { em { (text) } },
            },
            Piece::Note(text) => html! { sup title=(text) { "*" } },
            Piece::Gap { id: Some(id), .. } => {
                html! { mark.gap { a href={ (self.path()) "/figures/" (id) } { (piece.shown()) } } }
            }
            Piece::Gap { id: None, .. } => html! { mark.gap { (piece.shown()) } },
            Piece::Figure { id, shown, .. } => match id.parse::<Bound>() {
                Ok(bound) => {
                    let href = match &bound {
                        Bound::Figure(_) => format!("{}/figures/{id}", self.path()),
                        Bound::Count(count) => list_of(count),
                    };
                    let name = named(self.frame, &self.desk.catalogue, &bound);
                    html! { a.bound href=(href) title=(name) { (shown) } }
                }
                Err(_) => html! { (shown) },
            },
        }
    }

    fn table(&self) -> Markup {
        let Some(section) = self.desk.report.sections.get(self.section) else { return html! {} };
        let frame = self.frame;
        html! {
            div.scroll tabindex="0" {
                table.plain {
                    thead { tr {
                        th { (frame.word("report-indicator")) } th { (frame.word("report-measure")) }
                        th.num { (frame.word("report-in-period")) } th.num { (frame.word("report-to-date")) } th.num { (frame.word("report-last-year")) }
                    } }
                    tbody {
                        @for row in &section.table {
                            tr { td { (row.name) } td { (row.measure) } @for cell in &row.cells { td.num { (self.piece(cell)) } } }
                        }
                    }
                }
            }
        }
    }
}

/// May who asks sign and issue this report?
pub(super) fn may_issue(frame: &Frame, who: &Who, unit: domain::UnitId) -> bool {
    let covers = |person: &app::Person| {
        let forest = person.forest();
        person.permit::<ReportsIssue>().is_ok_and(|permit| permit.covers(unit, &forest).is_ok())
    };
    frame.may(Right::ReportsIssue.code()) && who.person().is_ok_and(covers)
}
