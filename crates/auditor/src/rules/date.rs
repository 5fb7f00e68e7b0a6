//! R7: dates that exist, are complete, and stand in their order.
//!
//! A day that no calendar has, or a date whose year was cut off, is certain to be wrong. Order (`từ ngày … đến ngày …`), the
//! weekday, and documents cited from after the document's own date are to be verified.

use super::Rule;
use crate::study::{Fault, Report, Study};
use crate::text::Text;
use crate::{RuleId, Sentence, Severity, Verdict};
use vitext::Date;
use vitext::date::{Time, Written, WrittenDate};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(7),
    name: "date",
    severity: Severity::Certain,
    fires: &[
        "Ban hành Nghị quyết số 07-NQ/TU, ngày 31/11/2025 của Thành ủy.",
        "Theo Nghị quyết số 07-NQ/TU, ngày 17/9/.",
        "Diễn tập từ ngày 15/5/2026 đến ngày 10/5/2026.",
        "Hội nghị tổ chức thứ Năm, ngày 10/6/2026.",
    ],
    silent: &[
        "Ban hành Nghị quyết số 07-NQ/TU, ngày 30/11/2025 của Thành ủy.",
        "Diễn tập từ ngày 10/5/2026 đến ngày 15/5/2026.",
        "Lễ kỷ niệm (thứ Ba, ngày 19/5/2026), có 02/09 chỉ tiêu đạt.",
        "Số liệu tính từ ngày 15/12/2025 đến ngày 14/6/2026.",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    for text in study.body() {
        for (index, time) in text.times.iter().enumerate() {
            if let Written::Day(day) = &time.written {
                exists(text, time, day, report);
                weekday(text, time, day, report);
            }
            order(text, index, report);
        }
    }
    later_than_issue(study, report);
}

fn exists(text: &Text<'_>, time: &Time, day: &WrittenDate, report: &mut Report<'_, '_>) {
    let written = text.str()[time.range.clone()].to_owned();
    let slash = written.ends_with('/');
    let year = day.year.is_some_and(|y| !(1000..=2999).contains(&y));
    let wrong = day.month == 0 || day.month > 12 || day.day == 0 || day.day > 31 || year;
    let impossible = day.year.is_some() && day.date().is_none()
        || day.year.is_none() && WrittenDate { year: Some(2024), ..day.clone() }.date().is_none();
    let key = if slash {
        "date-no-year"
    } else if year {
        "date-year-typed"
    } else if wrong || impossible {
        "date-impossible"
    } else {
        report.checked(7, text.id, time.range.clone(), Verdict::Holds);
        return;
    };
    report.checked(7, text.id, time.range.clone(), Verdict::Broken);
    report.fault(Fault {
        rule: 7,
        severity: Severity::Certain,
        at: (text.id, time.phrase.clone()),
        others: Vec::new(),
        stated: written.clone(),
        computed: String::new(),
        message: Sentence::new(key, [("date", written)]),
        may_be_right: None,
    });
}

const WEEKDAYS: [(&str, i8); 7] = [
    ("thứ hai", 1),
    ("thứ ba", 2),
    ("thứ tư", 3),
    ("thứ năm", 4),
    ("thứ sáu", 5),
    ("thứ bảy", 6),
    ("chủ nhật", 7),
];

/// `thứ Năm, ngày 10/6/2026`.
fn weekday(text: &Text<'_>, time: &Time, day: &WrittenDate, report: &mut Report<'_, '_>) {
    let Some(date) = day.date() else {
        return;
    };
    let before = text.before(time.phrase.start, 24).trim_end_matches([' ', ',', '(']);
    let Some((name, number)) = WEEKDAYS.iter().find(|(name, _)| before.ends_with(name)) else {
        return;
    };
    let ordinal = before
        .strip_suffix(name)
        .is_some_and(|head| head.trim_end().ends_with("lần") || head.trim_end().ends_with("kỳ họp"));
    if ordinal {
        return;
    }
    let real = date.weekday().to_monday_one_offset();
    let at = time.phrase.start - 1..time.phrase.end;
    let verdict = if real == *number { Verdict::Holds } else { Verdict::Broken };
    report.checked(7, text.id, time.phrase.clone(), verdict);
    if verdict == Verdict::Broken {
        let computed = WEEKDAYS.iter().find(|(_, n)| *n == real).map_or("", |(name, _)| name);
        report.fault(Fault {
            rule: 7,
            severity: Severity::Verify,
            at: (text.id, at),
            others: Vec::new(),
            stated: (*name).to_owned(),
            computed: computed.to_owned(),
            message: Sentence::new(
                "date-weekday",
                [
                    ("date", text.str()[time.range.clone()].to_owned()),
                    ("stated", (*name).to_owned()),
                    ("computed", computed.to_owned()),
                ],
            ),
            may_be_right: Some(Sentence::new("date-weekday-why", [])),
        });
    }
}

/// `từ ngày a đến ngày b`, `a - b` of days.
fn order(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let (Some(first), Some(second)) = (text.times.get(index), text.times.get(index + 1)) else {
        return;
    };
    let (Written::Day(from), Written::Day(to)) = (&first.written, &second.written) else {
        return;
    };
    let gap = text.gap(first.range.end..second.range.start).trim();
    let before = text.before(first.phrase.start, 12);
    let spans = (gap == "đến ngày" || gap == "đến" || gap == "đến hết ngày")
        && before.trim_end().ends_with("từ")
        || matches!(gap, "-" | "–" | "- ngày") && from.year.is_some() && to.year.is_some();
    if !spans {
        return;
    }
    let year = from.year.or(to.year);
    let (a, b) = (
        WrittenDate { year, ..from.clone() }.date(),
        WrittenDate { year: to.year.or(year), ..to.clone() }.date(),
    );
    let (Some(a), Some(b)) = (a, b) else {
        return;
    };
    let at = first.phrase.start..second.range.end;
    report.checked(7, text.id, at.clone(), if a <= b { Verdict::Holds } else { Verdict::Broken });
    if a > b {
        report.fault(Fault {
            rule: 7,
            severity: Severity::Verify,
            at: (text.id, at),
            others: Vec::new(),
            stated: format!("{} – {}", written(a), written(b)),
            computed: String::new(),
            message: Sentence::new("date-order", [("from", written(a)), ("to", written(b))]),
            may_be_right: Some(Sentence::new("date-order-why", [])),
        });
    }
}

fn written(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// A document that is cited but dated after this one.
fn later_than_issue(study: &Study<'_>, report: &mut Report<'_, '_>) {
    let Some(issued) = study.document.metadata.date else {
        return;
    };
    for citation in &study.document.citations {
        let Some(date) = citation.date.as_ref().and_then(WrittenDate::date) else {
            continue;
        };
        let at = (citation.span.paragraph, citation.span.range.clone());
        let verdict = if date <= issued { Verdict::Holds } else { Verdict::Broken };
        report.checked(7, at.0, at.1.clone(), verdict);
        if verdict == Verdict::Broken {
            report.fault(Fault {
                rule: 7,
                severity: Severity::Verify,
                at,
                others: Vec::new(),
                stated: written(date),
                computed: written(issued),
                message: Sentence::new(
                    "date-after-issue",
                    [("date", written(date)), ("issued", written(issued))],
                ),
                may_be_right: Some(Sentence::new("date-after-issue-why", [])),
            });
        }
    }
}
