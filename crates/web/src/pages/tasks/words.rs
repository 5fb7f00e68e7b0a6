//! What is said of tasks: stages, the six, deadlines, deeds.

use crate::Frame;
use crate::ui::{self, Status};
use domain::documents::{Calendar, Period};
use domain::tasks::{Clear, Clears, Due, Rhythm, Stage, Timeliness, Told};
use jiff::civil::Date;
use maud::{Markup, html};
use store::TaskRow;

/// So many days before, a due day comes near.
const SOON: u32 = 3;

/// `chờ nghiệm thu`.
pub(super) fn stage(frame: &Frame, stage: Stage) -> String {
    frame.word(match stage {
        Stage::Given => "task-stage-given",
        Stage::Returned => "task-stage-returned",
        Stage::Received => "task-stage-received",
        Stage::Doing => "task-stage-doing",
        Stage::Submitted => "task-stage-submitted",
        Stage::SentBack => "task-stage-sent-back",
        Stage::Suspended => "task-stage-suspended",
        Stage::Done => "task-stage-done",
        Stage::Cancelled => "task-stage-cancelled",
    })
}

/// How a task stands, sign and words; by day of its result and deadline.
pub(in crate::pages) fn status(
    stage: Stage,
    due: Option<Date>,
    submitted: Option<Date>,
    today: Date,
) -> Status {
    let days = |from: Date, to: Date| {
        u32::try_from(from.until(to).map_or(0, |span| span.get_days())).unwrap_or_default()
    };
    let bucket = stage.timeliness(due, submitted, today);
    match (bucket, stage, due) {
        (None, ..) | (_, Stage::Suspended, _) => Status::Stopped,
        (Some(Timeliness::DoneInTime), ..) => Status::Done,
        (Some(Timeliness::DoneLate), ..) => Status::DoneLate,
        (Some(Timeliness::OpenLate), _, Some(due)) => Status::Late(days(due, submitted.unwrap_or(today))),
        (_, Stage::Returned | Stage::SentBack, _) => Status::Returned,
        (_, Stage::Submitted, _) => Status::Doing,
        (_, _, Some(due)) if days(today, due) <= SOON => Status::Due(days(today, due)),
        (_, Stage::Given, _) => Status::Waiting,
        _ => Status::Doing,
    }
}

/// Sign and words, and the stage where they do not say it.
pub(super) fn standing(
    frame: &Frame,
    of: Stage,
    due: Option<Date>,
    submitted: Option<Date>,
    today: Date,
) -> Markup {
    let plain = matches!(of, Stage::Done);
    html! {
        (status(of, due, submitted, today).show(frame))
        @if !plain { br; span.quiet { (stage(frame, of)) } }
    }
}

/// The same of a row of a list, on one line.
pub(in crate::pages) fn row(frame: &Frame, row: &TaskRow, today: Date) -> Markup {
    html! {
        (status(row.stage, row.due, row.submitted_on, today).show(frame)) " "
        span.quiet { (stage(frame, row.stage)) }
    }
}

/// `Rõ người`.
pub(super) fn clear(frame: &Frame, clear: Clear) -> String {
    frame.word(match clear {
        Clear::Who => "clear-who",
        Clear::What => "clear-what",
        Clear::When => "clear-when",
        Clear::Answerable => "clear-answerable",
        Clear::Product => "clear-product",
        Clear::Authority => "clear-authority",
    })
}

/// The names of what is missing: `chưa rõ: sản phẩm, thẩm quyền`; that nothing is.
pub(super) fn missing(frame: &Frame, clears: Clears) -> String {
    let names: Vec<String> = clears.missing().map(|one| clear(frame, one).to_lowercase()).collect();
    if names.is_empty() {
        return frame.word("clear-all");
    }
    frame.text("clear-missing", [("names", names.join(", ").into())])
}

/// Six dots, and by name what is missing.
pub(super) fn dots(frame: &Frame, clears: Clears) -> Markup {
    html! {
        span.clears {
            span aria-hidden="true" {
                @for one in Clear::ALL {
                    span class=(if clears.has(one) { "dot full" } else { "dot" }) title=(clear(frame, one)) {
                        @if clears.has(one) { "●" } @else { "○" }
                    }
                }
            }
            @if !clears.is_whole() { " " span.quiet { (missing(frame, clears)) } }
            @else { span.hidden { (missing(frame, clears)) } }
        }
    }
}

/// A deadline as it was said: `quý I/2026`, `trước kỳ họp …`.
pub(super) fn due(frame: &Frame, due: &Due) -> String {
    match due {
        Due::Day(day) => ui::print_date(*day),
        Due::Period { from, last } => {
            format!("{} ({})", period(frame, Period { from: *from, last: *last }), ui::print_date(*last))
        }
        Due::Before { event, on: Some(on) } => frame
            .text("task-before-on", [("event", event.as_str().into()), ("day", ui::print_date(*on).into())]),
        Due::Before { event, on: None } => frame.text("task-before", [("event", event.as_str().into())]),
        Due::None => frame.word("task-no-due"),
    }
}

/// `tháng 11/2025`, `quý I/2026`, `năm 2026`, or its two days.
pub(super) fn period(frame: &Frame, period: Period) -> String {
    const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];
    let (year, month) = (i64::from(period.from.year()), period.from.month());
    match period.calendar() {
        Some(Calendar::Month) => frame.text(
            "task-period-month",
            [("month", i64::from(month).into()), ("year", year.to_string().into())],
        ),
        Some(Calendar::Quarter) => {
            let quarter = usize::try_from((month - 1) / 3).unwrap_or_default();
            let quarter = QUARTERS.get(quarter).copied().unwrap_or_default();
            frame
                .text("task-period-quarter", [("quarter", quarter.into()), ("year", year.to_string().into())])
        }
        Some(Calendar::Year) => frame.text("task-period-year", [("year", year.to_string().into())]),
        _ => format!("{} – {}", ui::print_date(period.from), ui::print_date(period.last)),
    }
}

/// `hằng tháng`.
pub(super) fn rhythm(frame: &Frame, rhythm: Rhythm) -> String {
    frame.word(match rhythm {
        Rhythm::Weekly => "rhythm-weekly",
        Rhythm::Monthly => "rhythm-monthly",
        Rhythm::Quarterly => "rhythm-quarterly",
        Rhythm::HalfYearly => "rhythm-half-yearly",
        Rhythm::Yearly => "rhythm-yearly",
    })
}

/// Who is told.
pub(super) fn told(frame: &Frame, told: Told) -> String {
    frame.word(match told {
        Told::Responsible => "told-responsible",
        Told::Head => "told-head",
        Told::Follower => "told-follower",
        Told::Leader => "told-leader",
    })
}

/// `đúng hạn`.
pub(super) fn bucket(frame: &Frame, bucket: Timeliness) -> String {
    frame.word(match bucket {
        Timeliness::DoneInTime => "bucket-done-in-time",
        Timeliness::DoneLate => "bucket-done-late",
        Timeliness::OpenInTime => "bucket-open-in-time",
        Timeliness::OpenLate => "bucket-open-late",
    })
}

/// What a deed is called, by its code.
pub(super) fn deed(frame: &Frame, code: &str) -> String {
    frame.word(match code {
        "give" => "deed-give",
        "clarify" => "deed-clarify",
        "receive" => "deed-receive",
        "return" => "deed-return",
        "progress" => "deed-progress",
        "finish_part" => "deed-finish-part",
        "submit" => "deed-submit",
        "accept" => "deed-accept",
        "send_back" => "deed-send-back",
        "ask_extension" => "deed-ask-extension",
        "grant_extension" => "deed-grant-extension",
        "refuse_extension" => "deed-refuse-extension",
        "set_due" => "deed-set-due",
        "suspend" => "deed-suspend",
        "resume" => "deed-resume",
        "hand_over" => "deed-hand-over",
        "cancel" => "deed-cancel",
        "urge" => "deed-urge",
        _ => "deed-answer-urge",
    })
}
