//! Tasks as bars in time (biểu đồ Gantt): from the day on which they were handed out to the one on which they are due.

use super::chosen::{Chosen, rows};
use super::list::Row;
use super::views::{self, View};
use super::words;
use crate::pages::visit::Who;
use crate::ui;
use crate::{Frame, Problem};
use axum::response::{IntoResponse, Response};
use domain::tasks::Timeliness;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

/// Most bars.
const MOST: u32 = 500;
/// Where the bars begin, and how wide their part is, in points of the drawing.
const LEFT: i64 = 300;
const WIDTH: i64 = 900;
/// Height of the scale, and of a row.
const TOP: i64 = 32;
const ROW: i64 = 26;
/// Letters of a name that have room.
const LETTERS: usize = 40;
/// Most months between two lines of the scale that are drawn one by one.
const MONTHS: i32 = 24;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let today = who.person()?.today;
    let chosen = Chosen::of(&frame, who.person()?).await?;
    if let Some(file) = chosen.file(&who).await? {
        return Ok(file);
    }
    let (rows, total) = rows(&who, &chosen.filter, 0, MOST).await?;
    let (drawn, without): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.task.due.is_some());
    let drawing = html! {
        div #tasks {
            (views::controls(&frame, &chosen))
            @if drawn.is_empty() { (ui::empty(frame.word("tasks-none"), frame.word("tasks-none-help"))) }
            @else {
                (legend(&frame))
                div.plan role="region" aria-label=(frame.word("tasks-view-plan")) tabindex="0" { (draw(&frame, &drawn, today)) }
            }
            @if total > u64::from(MOST) { p.quiet { (frame.text("plan-first", [("count", MOST.into()), ("total", total.into())])) } }
            @if !without.is_empty() {
                h2 { (frame.word("plan-without-day")) }
                ul.plain { @for row in &without { li { (ui::link(&row.task.action, format!("/tasks/{}", row.task.id))) " " span.quiet { (row.lead) } } } }
            }
        }
    };
    Ok(views::page(&frame, &who, &chosen, View::Plan, &drawing).into_response())
}

/// The stretch of days that is drawn, and where a day stands in it.
struct Scale {
    from: Date,
    days: i64,
}

impl Scale {
    /// From the month in which the first was handed out to the end of the one in which the last is due; today is always there.
    fn of(rows: &[Row], today: Date) -> Self {
        // What a document gave before it came here is due before it was handed out.
        let begins =
            rows.iter().map(|row| row.task.due.map_or(row.task.given_on, |due| due.min(row.task.given_on)));
        let first = begins.min().unwrap_or(today).min(today);
        let last = rows.iter().filter_map(|row| row.task.due).max().unwrap_or(today).max(today);
        let (from, last) = (first.first_of_month(), last.last_of_month());
        Self { from, days: days(from, last).max(1) + 1 }
    }

    /// Where a day begins.
    fn x(&self, day: Date) -> i64 {
        LEFT + (days(self.from, day) * WIDTH / self.days).clamp(0, WIDTH)
    }

    /// The first days of its months; of its years where there are very many.
    fn marks(&self) -> Vec<Date> {
        let last = self.from.saturating_add(self.days.days());
        let months = self.days / 30;
        let step = match i32::try_from(months).unwrap_or(i32::MAX) {
            ..=MONTHS => 1.month(),
            months if months <= MONTHS * 3 => 3.months(),
            months => (months / MONTHS / 12 + 1).years(),
        };
        self.from.series(step).take_while(|day| *day < last).collect()
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

fn draw(frame: &Frame, rows: &[Row], today: Date) -> Markup {
    let scale = Scale::of(rows, today);
    let count = i64::try_from(rows.len()).unwrap_or_default();
    let (width, height) = (LEFT + WIDTH + 8, TOP + count * ROW + 8);
    let now = scale.x(today);
    html! {
        svg viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) role="group" aria-label=(frame.word("tasks-view-plan")) {
            @for day in scale.marks() {
                @let x = scale.x(day);
                line.mark x1=(x) y1="20" x2=(x) y2=(height) {}
                text.scale x=(x + 3) y="16" { (day.month()) "/" (day.year()) }
            }
            line.now x1=(now) y1="20" x2=(now) y2=(height) { title { (frame.word("tasks-today")) " " (ui::print_date(today)) } }
            @for (place, row) in (0..).zip(rows) { (bar(frame, &scale, row, TOP + place * ROW, today)) }
        }
    }
}

/// A task: its name, its time, how much of it is done, when its result came.
fn bar(frame: &Frame, scale: &Scale, row: &Row, y: i64, today: Date) -> Markup {
    let task = &row.task;
    let due = task.due.unwrap_or(task.given_on);
    let begin = task.given_on.min(due);
    let (x, end) = (scale.x(begin), scale.x(due.tomorrow().unwrap_or(due)));
    let width = (end - x).max(4);
    let done = width * i64::from(task.percent) / 100;
    let timeliness = task.bucket(today);
    let class = match timeliness {
        Some(Timeliness::DoneInTime) => "done",
        Some(Timeliness::DoneLate) => "done-late",
        Some(Timeliness::OpenInTime) => "open",
        Some(Timeliness::OpenLate) => "late",
        None => "stopped",
    };
    let status = words::status(task.stage, task.due, task.submitted_on, today).words(frame);
    let name = shortened(&task.action);
    html! {
        a href={ "/tasks/" (task.id) } {
            title { (task.action) " – " (row.lead) " · " (ui::print_date(task.given_on)) " – " (ui::print_date(due)) " · " (status) " · " (task.percent) " %" }
            rect.row x="0" y=(y) width=(LEFT + WIDTH + 8) height=(ROW) {}
            text x="4" y=(y + 17) { (name) }
            rect.bar.(class) x=(x) y=(y + 6) width=(width) height="14" rx="2" {}
            @if done > 0 && timeliness.is_some_and(|is| !is.is_done()) { rect.part.(class) x=(x) y=(y + 6) width=(done) height="14" rx="2" {} }
            @if let Some(day) = task.submitted_on { @let at = scale.x(day); circle.result cx=(at) cy=(y + 13) r="4" {} }
        }
    }
}

fn shortened(text: &str) -> String {
    let short: String = text.chars().take(LETTERS).collect();
    if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short }
}

/// What the bars mean, in words.
fn legend(frame: &Frame) -> Markup {
    html! {
        ul.legend {
            @for (class, timeliness) in ["done", "done-late", "open", "late"].into_iter().zip(Timeliness::ALL) {
                li { svg width="20" height="12" aria-hidden="true" { rect.bar.(class) x="0" y="0" width="20" height="12" rx="2" {} } " " (words::bucket(frame, timeliness)) }
            }
            li { svg width="12" height="12" aria-hidden="true" { circle.result cx="6" cy="6" r="4" {} } " " (frame.word("plan-result")) }
        }
    }
}
