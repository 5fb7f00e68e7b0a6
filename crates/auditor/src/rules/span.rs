//! R8: years between: anniversaries, terms, stages, reviews.
//!
//! `51 năm … (30/4/1975 - 30/4/2026)` is a difference; `5 năm 2021 - 2025` counts both ends; a Party term lasts five years,
//! a cell's two and a half. A review of a document after `n` years is measured from its date.

use super::Rule;
use crate::arithmetic::show;
use crate::study::{Fault, Report, Study};
use crate::text::{Figure, Text};
use crate::{RuleId, Sentence, Severity, Verdict};
use rust_decimal::Decimal;
use std::ops::Range;
use vitext::date::{Time, Written};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(8),
    name: "years",
    severity: Severity::Certain,
    fires: &[
        "Kỷ niệm 42 năm Ngày mở cảng cá Hải Minh (12/6/1985 - 12/6/2026).",
        "Kế hoạch 5 năm 2021 - 2027 của thành phố.",
        "Nhiệm kỳ 2025 - 20230 của Đảng bộ.",
        "Nhiệm kỳ 2025 - 2031 của Đảng bộ thành phố.",
        "Giai đoạn 2030 - 2025 của đề án.",
    ],
    silent: &[
        "Kỷ niệm 41 năm Ngày mở cảng cá Hải Minh (12/6/1985 - 12/6/2026).",
        "Kế hoạch 5 năm 2021 - 2025 của thành phố.",
        "Đạt tiêu chuẩn 5 năm liền (2021-2025).",
        "Nhiệm kỳ 2025 - 2030 của Đảng bộ; nhiệm kỳ 2025 - 2027 của chi bộ.",
        "Giai đoạn 2021 - 2030 của đề án.",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    for text in study.body() {
        for (index, time) in text.times.iter().enumerate() {
            match time.written {
                Written::Years(first, last) => years(text, time, first, last, report),
                Written::Day(_) => anniversary(text, index, report),
                _ => {}
            }
        }
        for figure in &text.figures {
            review(study, text, figure, report);
        }
    }
}

/// A figure `n năm` that ends close before `at`.
fn years_before<'t>(text: &'t Text<'_>, at: usize, reach: usize) -> Option<&'t Figure> {
    let figure = text.figure_before(at)?;
    let gap = text.gap(figure.range.end..at);
    let rest = gap.trim_start().strip_prefix("năm")?;
    (gap.len() <= reach
        && !rest.starts_with(char::is_alphabetic)
        && !rest.contains([';', '.'])
        && text.sentence(figure.range.start) == text.sentence(at))
    .then_some(figure)
    .filter(|f| f.amount().is_some_and(|a| a.decimals == 0))
}

/// `5 năm 2021 - 2025`, `nhiệm kỳ 2025 - 2030`, `giai đoạn …`.
fn years(text: &Text<'_>, time: &Time, first: u32, last: u32, report: &mut Report<'_, '_>) {
    let stated = format!("{first} - {last}");
    if last > 2999 || first > 2999 || last < 1000 {
        return broken(
            text,
            time.phrase.clone(),
            "years-typed",
            [("years", stated)],
            Severity::Certain,
            report,
        );
    }
    if last <= first {
        return broken(
            text,
            time.phrase.clone(),
            "years-order",
            [("years", stated)],
            Severity::Certain,
            report,
        );
    }
    let difference = last - first;
    let before = text.before(time.range.start, 16);
    let bracket = before.trim_end().ends_with('(');
    if let Some(figure) = years_before(text, time.range.start, if bracket { 40 } else { 8 })
        && let Some(count) = figure.amount()
    {
        let holds = [difference, difference + 1].iter().any(|d| Decimal::from(*d) == count.value);
        let at = figure.range.start..time.range.end;
        report.checked(8, text.id, at.clone(), if holds { Verdict::Holds } else { Verdict::Broken });
        if !holds {
            let arguments = [
                ("count", show(count.value, 0)),
                ("first", first.to_string()),
                ("last", last.to_string()),
                ("computed", (difference + 1).to_string()),
            ];
            fault(
                text,
                at,
                "years-count",
                arguments,
                Severity::Certain,
                show(count.value, 0),
                (difference + 1).to_string(),
                report,
            );
        }
        return;
    }
    let phrase = text.gap(time.phrase.clone());
    if phrase.starts_with("nhiệm kỳ") {
        let holds = matches!(difference, 2 | 3 | 5);
        report.checked(8, text.id, time.phrase.clone(), if holds { Verdict::Holds } else { Verdict::Broken });
        if !holds {
            fault(
                text,
                time.phrase.clone(),
                "years-term",
                [("years", stated.clone()), ("computed", difference.to_string())],
                Severity::Verify,
                stated,
                "5".to_owned(),
                report,
            );
        }
    }
}

/// `51 năm … (30/4/1975 - 30/4/2026)`.
fn anniversary(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let (Some(first), Some(second)) = (text.times.get(index), text.times.get(index + 1)) else {
        return;
    };
    let (Written::Day(from), Written::Day(to)) = (&first.written, &second.written) else {
        return;
    };
    let gap = text.gap(first.range.end..second.range.start).trim();
    let (Some(a), Some(b)) = (from.year, to.year) else {
        return;
    };
    if !matches!(gap, "-" | "–" | "—") || b <= a || b - a < 2 {
        return;
    }
    let Some(figure) = years_before(text, first.range.start, 160) else {
        return;
    };
    let Some(count) = figure.amount() else {
        return;
    };
    let holds = count.value == Decimal::from(b - a);
    let at = figure.range.start..second.range.end;
    report.checked(8, text.id, at.clone(), if holds { Verdict::Holds } else { Verdict::Broken });
    if !holds {
        let arguments = [
            ("count", show(count.value, 0)),
            ("first", a.to_string()),
            ("last", b.to_string()),
            ("computed", (b - a).to_string()),
        ];
        fault(
            text,
            at,
            "years-count",
            arguments,
            Severity::Certain,
            show(count.value, 0),
            (b - a).to_string(),
            report,
        );
    }
}

/// `tổng kết 10 năm thực hiện Nghị quyết số 14-NQ/TU, ngày 08/3/2019`.
fn review(study: &Study<'_>, text: &Text<'_>, figure: &Figure, report: &mut Report<'_, '_>) {
    let Some(count) = figure.amount().filter(|a| a.decimals == 0) else {
        return;
    };
    let after = text.after(figure.range.end, 60);
    let Some(rest) = after.trim_start().strip_prefix("năm") else {
        return;
    };
    if !["thực hiện", "triển khai", "thi hành"].iter().any(|w| rest.trim_start().starts_with(w)) {
        return;
    }
    let citations = &study.document.citations;
    let place = (text.id, figure.range.end);
    let citation = citations
        .get(citations.partition_point(|c| (c.span.paragraph, c.span.range.start) <= place))
        .filter(|c| c.span.paragraph == text.id && c.span.range.start < figure.range.end + 80);
    let Some((citation, written)) = citation.and_then(|c| Some((c, c.date.as_ref()?.year?))) else {
        return;
    };
    let Some(now) = study.year else {
        return;
    };
    let at = figure.range.start..citation.span.range.end;
    let sentence = &text.sentences[text.sentence(figure.range.start)];
    let named: Vec<u32> = text
        .times_in(sentence)
        .iter()
        .filter(|t| !citation.span.range.contains(&t.range.start))
        .filter_map(|t| t.written.year())
        .chain(u32::try_from(now))
        .collect();
    let fits = |year: u32| Decimal::from(year) - Decimal::from(written) == count.value;
    let holds = named.iter().copied().any(fits);
    report.checked(8, text.id, at.clone(), if holds { Verdict::Holds } else { Verdict::Broken });
    if !holds {
        let elapsed = i64::from(now) - i64::from(written);
        let arguments = [
            ("count", show(count.value, 0)),
            ("written", written.to_string()),
            ("now", now.to_string()),
            ("computed", elapsed.to_string()),
        ];
        fault(
            text,
            at,
            "years-review",
            arguments,
            Severity::Verify,
            show(count.value, 0),
            elapsed.to_string(),
            report,
        );
    }
}

fn broken<const N: usize>(
    text: &Text<'_>,
    at: Range<usize>,
    key: &'static str,
    arguments: [(&'static str, String); N],
    severity: Severity,
    report: &mut Report<'_, '_>,
) {
    report.checked(8, text.id, at.clone(), Verdict::Broken);
    let stated = text.str()[at.clone()].to_owned();
    fault(text, at, key, arguments, severity, stated, String::new(), report);
}

#[expect(clippy::too_many_arguments, reason = "one finding, told whole")]
fn fault<const N: usize>(
    text: &Text<'_>,
    at: Range<usize>,
    key: &'static str,
    arguments: [(&'static str, String); N],
    severity: Severity,
    stated: String,
    computed: String,
    report: &mut Report<'_, '_>,
) {
    let why = match key {
        "years-term" => Some("years-term-why"),
        "years-review" => Some("years-review-why"),
        _ => None,
    };
    let message = Sentence::new(key, arguments);
    let may_be_right = why.map(|key| Sentence { key, ..message.clone() });
    report.fault(Fault {
        rule: 8,
        severity,
        at: (text.id, at),
        others: Vec::new(),
        stated,
        computed,
        message,
        may_be_right,
    });
}
