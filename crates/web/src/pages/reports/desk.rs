//! The synthesis desk: the outline with its gaps, what is written, what units wrote.

use super::{number, state, title, unit_name};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Tone, Upload};
use crate::{Frame, Page, Problem};
use app::reports::{Desk, Voice};
use app::rights::{ReportsIssue, ReportsRead, ReportsWrite};
use axum::extract::Path;
use domain::documents::Stage;
use domain::report::{Aspect, FigureRef, Passage, Piece, Place, typed};
use domain::rights::Right;
use maud::{Markup, html};

/// Most voices that are shown at once.
const SHOWN: usize = 40;

/// A desk with what the page knows besides.
pub(super) struct Open<'a> {
    pub(super) frame: &'a Frame,
    pub(super) who: &'a Who,
    pub(super) desk: Desk,
    /// The heading at hand.
    pub(super) section: usize,
    /// May the text be changed by who asks?
    pub(super) writes: bool,
}

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Page, Problem> {
    let desk = who.permit::<ReportsRead>()?.desk(number(&id)?).await.map_err(problem)?;
    let forest = who.person()?.forest();
    let covers =
        who.person()?.permit::<ReportsWrite>().is_ok_and(|one| one.covers(desk.row.unit, &forest).is_ok());
    let writes = covers && desk.row.state == Stage::Draft;
    let asked = form_urlencoded::parse(frame.query().as_bytes()).find(|(name, _)| name == "section");
    let section = asked.and_then(|(_, value)| value.parse::<usize>().ok());
    let first = desk.report.sections.iter().position(|one| !one.passages.is_empty()).unwrap_or(0);
    let section = section.filter(|at| *at < desk.report.sections.len()).unwrap_or(first);
    let open = Open { frame: &frame, who: &who, desk, section, writes };
    let body = html! {
        (open.bar())
        (open.moved())
        div.desk {
            nav.desk-outline aria-label=(frame.word("report-outline")) { (open.outline()) }
            section.desk-text aria-label=(frame.word("report-text")) { (open.text()) }
            section.desk-voices aria-label=(frame.word("report-voices")) { (open.voices()) }
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
    fn change(&self, what: &str, passage: Option<usize>, inner: &Markup) -> Markup {
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
                @if let Some(document) = self.desk.row.document { (ui::link(frame.word("report-document"), format!("/documents/{document}"))) }
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
                (moved_list(self.frame, &self.desk))
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
                            (section.label) " " (section.title)
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
            Piece::Note(text) => html! { sup title=(text) { "*" } },
            Piece::Gap { .. } => html! { mark.gap { (piece.shown()) } },
            Piece::Figure { id, shown, .. } => match id.parse::<FigureRef>() {
                Ok(figure) => {
                    let source = source(self.frame, &self.desk.catalogue, &figure);
                    html! { span.bound tabindex="0" title=(source) { (shown) } }
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

    fn voices(&self) -> Markup {
        let frame = self.frame;
        let all = self.desk.voices.get(self.section).map(Vec::as_slice).unwrap_or_default();
        html! {
            h2 { (frame.text("report-voices-count", [("count", all.len().into())])) }
            @if all.is_empty() { p.quiet { (frame.word("report-no-voices")) } }
            ul.rows data-rows {
                @for voice in all.iter().take(SHOWN) { li { (self.voice(voice)) } }
            }
            @if all.len() > SHOWN { p.quiet { (frame.text("report-more-voices", [("count", (all.len() - SHOWN).into())])) } }
            (self.tallies())
        }
    }

    fn voice(&self, voice: &Voice) -> Markup {
        let frame = self.frame;
        let Some(first) = voice.group.said.first() else { return html! {} };
        let said = &self.desk.heap[*first];
        let wrong: Vec<_> = self
            .desk
            .contradictions
            .iter()
            .filter(|one| voice.group.said.contains(&one.said.statement))
            .collect();
        html! {
            @if voice.group.is_new { span.status.going { (frame.word("report-fresh")) } " " }
            (said.text) " "
            span.quiet {
                (unit_name(self.who, said.unit))
                @if voice.group.units > 1 { " " (frame.text("report-alike", [("count", (voice.group.units - 1).into())])) }
            }
            @for one in wrong.iter().take(3) {
                p.status.bad {
                    (frame.text("report-contradiction", [
                        ("unit", unit_name(self.who, one.said.unit).into()),
                        ("said", one.said.amount.written_vi().into()),
                        ("cell", one.cell.written_vi().into()),
                    ]))
                }
            }
            @if voice.is_taken { p.quiet { "✓ " (frame.word("report-taken")) } }
            @else if self.writes {
                (self.change("take", None, &html! {
                    input type="hidden" name="statement" value=(first);
                    (Button::plain(frame.word("report-take")))
                }))
            }
        }
    }

    /// What the words come to, beside the cells.
    fn tallies(&self) -> Markup {
        let frame = self.frame;
        if self.desk.tallies.is_empty() {
            return html! {};
        }
        html! {
            details {
                summary { (frame.word("report-tallies")) }
                table.plain {
                    thead { tr {
                        th { (frame.word("report-indicator")) } th.num { (frame.word("report-units")) }
                        th.num { (frame.word("report-said")) } th.num { (frame.word("report-cells")) }
                    } }
                    tbody {
                        @for tally in &self.desk.tallies {
                            tr {
                                td { (indicator(&self.desk.catalogue, tally.indicator, self.desk.row.period)) }
                                td.num { (tally.units) } td.num { (tally.sum) } td.num { (tally.cells) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Files in and back, what stands around the text.
    fn below(&self) -> Markup {
        let frame = self.frame;
        if !self.writes {
            return html! {};
        }
        let head = &self.desk.report.head;
        html! {
            details {
                summary { (frame.word("report-heap")) }
                (Upload::new(format!("{}/heap", self.path()), frame.word("report-heap-files")).hint(frame.word("report-heap-hint")).accept(".docx,.pdf,.doc,.txt").multiple().show(frame))
                @if !self.desk.silent.is_empty() {
                    p.quiet { (frame.word("report-silent-list")) " " (self.desk.silent.iter().take(30).map(|unit| unit_name(self.who, *unit)).collect::<Vec<_>>().join(", ")) }
                }
            }
            details {
                summary { (frame.word("report-head")) }
                (self.change("head", None, &html! {
                    (Field::lines("subject", frame.word("report-subject"), 2).value(&head.subject).required())
                    (Field::text("superior", frame.word("report-superior")).value(&head.superior))
                    (Field::text("authority", frame.word("report-authority")).value(&head.authority))
                    (Field::text("office", frame.word("report-office")).value(&head.office))
                    (Field::text("signer", frame.word("report-signer")).value(&head.signer))
                    (Field::lines("recipients", frame.word("report-recipients"), 5).value(head.recipients.join("\n")))
                    (Button::plain(frame.word("report-save")))
                }))
            }
            details {
                summary { (frame.word("report-back")) }
                form method="post" action={ (self.path()) "/back" } enctype="multipart/form-data" {
                    input type="hidden" name="revision" value=(self.desk.row.revision);
                    (Field::checkbox("take", frame.word("report-back-take")).hint(frame.word("report-back-hint")))
                    div.field {
                        label for="back-file" { (frame.word("report-back-file")) }
                        input #back-file type="file" name="file" accept=".docx" required;
                    }
                    (Button::plain(frame.word("report-back-send")))
                }
            }
        }
    }
}

/// The figures that moved, old and new, with the sentences concerned.
pub(super) fn moved_list(frame: &Frame, desk: &Desk) -> Markup {
    moved_of(frame, &desk.catalogue, &desk.report, &desk.moved)
}

pub(super) fn moved_of(
    frame: &Frame,
    catalogue: &domain::indicators::Catalogue,
    report: &domain::report::Report,
    moved: &[domain::report::Moved],
) -> Markup {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| frame.word("report-nothing"));
    html! {
        ul {
            @for one in moved {
                li {
                    (source(frame, catalogue, &one.figure)) ": "
                    del { (shown(&one.before)) } " → " ins { (shown(&one.now)) }
                    @for place in &one.places { br; span.quiet { (report.text_at(*place)) } }
                }
            }
        }
    }
}

/// Of which cells a figure is.
pub(super) fn source(frame: &Frame, catalogue: &domain::indicators::Catalogue, figure: &FigureRef) -> String {
    let name = indicator(catalogue, figure.indicator, figure.period);
    let aspect = frame.word(match figure.aspect {
        Aspect::Value => "report-aspect-value",
        Aspect::ToDate => "report-aspect-to-date",
        Aspect::Goal => "report-aspect-goal",
        Aspect::Share => "report-aspect-share",
        Aspect::LastYear => "report-aspect-last-year",
        Aspect::Before => "report-aspect-before",
        Aspect::Change => "report-aspect-change",
        Aspect::Rate => "report-aspect-rate",
        Aspect::ChangeBefore => "report-aspect-change-before",
        Aspect::RateBefore => "report-aspect-rate-before",
    });
    let (from, last) = (ui::print_date(figure.period.from), ui::print_date(figure.period.last));
    format!("{name} – {aspect} ({from} – {last})")
}

fn indicator(
    catalogue: &domain::indicators::Catalogue,
    id: domain::IndicatorId,
    period: domain::periods::Period,
) -> String {
    let version = catalogue.get(id).and_then(|indicator| indicator.version(period));
    version.map(|version| version.vi.clone()).unwrap_or_default()
}

/// May who asks sign and issue this report?
pub(super) fn may_issue(frame: &Frame, who: &Who, unit: domain::UnitId) -> bool {
    let covers = |person: &app::Person| {
        let forest = person.forest();
        person.permit::<ReportsIssue>().is_ok_and(|permit| permit.covers(unit, &forest).is_ok())
    };
    frame.may(Right::ReportsIssue.code()) && who.person().is_ok_and(covers)
}
