//! When work is due and how often it comes back (`domain.md §7`, grammar in `research/documents.md §6b`).

use crate::facts::Recurrence;
use crate::facts::phrases::Finder;
use std::ops::Range;
use std::sync::LazyLock;
use vitext::date::{Period, Time, Written};

/// What the surroundings of a clause say about its time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// Period of the heading above.
    pub heading: Option<Period>,
    /// Year for times without one.
    pub year: Option<u32>,
    /// Term of the committee, for `trong nhiệm kỳ`.
    pub term: Option<Period>,
}

/// Words right before a time that say that work is due then.
const DUE: &[&str] = &[
    "trước",
    "trong",
    "chậm nhất",
    "chậm nhất là",
    "chậm nhất vào",
    "chậm nhất đến",
    "chậm nhất trong",
    "muộn nhất",
    "muộn nhất là",
    "đến hết",
    "xong vào",
    "hết",
    "hoàn thành",
    "hoàn thành vào",
    "hoàn thành xong",
    "thời hạn",
    "thời hạn:",
    "hạn cuối",
    "hạn cuối:",
    "thời gian",
    "thời gian:",
    "(",
];

fn is_due(before: &str) -> bool {
    DUE.iter().any(|words| before.ends_with(words))
}

/// How many bytes before a time are looked at.
const LOOK_BACK: usize = 600;

static CARRIES_OUT: LazyLock<Finder> =
    LazyLock::new(|| Finder::new(&["triển khai", "thực hiện", "hoàn thành"]));

/// The deadline that the clause `range` itself states.
pub(super) fn own(
    key: &str,
    range: &Range<usize>,
    times: &[Time],
    around: Around,
    led: bool,
) -> Option<Period> {
    let clause = &key[range.clone()];
    let first = times.partition_point(|t| t.phrase.start < range.start);
    let inside = times[first..].iter().take_while(|t| t.phrase.end <= range.end);
    let mut due = None;
    let mut stage = None;
    let year_of_heading = around.heading.and_then(year);
    for time in inside {
        // A cue stands near; a bounded look back keeps the whole linear.
        let back = key.ceil_char_boundary(time.phrase.start.saturating_sub(LOOK_BACK)).max(range.start);
        let before = key[back..time.phrase.start].trim_end();
        let rest = key[time.phrase.end..range.end].trim_start();
        if in_quotes(before) {
            continue;
        }
        let year = time.written.year().or(year_of_heading).or(around.year);
        match &time.written {
            Written::Years(..) => {
                let spans = ["giai đoạn", "toàn khóa", "trong nhiệm kỳ", "nhiệm kỳ"];
                let phrase = &key[time.phrase.start..time.range.start];
                let named = spans[..3].iter().any(|s| before.ends_with(s) || phrase.starts_with(s));
                if named && stage.is_none() {
                    stage = time.written.period(None);
                }
            }
            Written::Year(_) if is_due(before) && !before.ends_with('(') => due = time.written.period(None),
            Written::Year(number) if before.ends_with("hoàn thành trong") => {
                due = Some(Period::Year(i16::try_from(*number).ok()?))
            }
            Written::Year(number) if Some(*number) == year_of_heading => {
                // "hoàn thành các chỉ tiêu năm 2025"; at its end also "thực hiện chương trình năm 2026"
                let until = before.ends_with("cuối") || before.ends_with("đầu") || before.ends_with("dịp");
                let completes = before.contains("hoàn thành");
                let carries_out = rest.is_empty()
                    && CARRIES_OUT.all(before, 0).next().is_some()
                    && !before.contains("tổng kết")
                    && !before.contains("việc thực hiện");
                if !until && (completes || carries_out) && due.is_none() {
                    due = time.written.period(None);
                }
            }
            Written::Months(_, 12, _) if before.contains("hoàn thành") => {
                due = year.and_then(|y| i16::try_from(y).ok()).map(Period::Year);
            }
            _ if is_due(before) => due = time.written.period(year).or(due),
            _ => {}
        }
    }
    if due.is_some() {
        return due;
    }
    if clause.contains("trong nhiệm kỳ") || clause.contains("/nhiệm kỳ") {
        return around.term;
    }
    stage.filter(|_| led && around.heading.is_none())
}

/// The period that a heading names.
pub(super) fn of_heading(times: &[Time], year: Option<u32>) -> Option<Period> {
    times.iter().find_map(|t| match &t.written {
        Written::Day(_) => None,
        Written::Months(_, 12, own) => own.or(year).and_then(|y| i16::try_from(y).ok()).map(Period::Year),
        other => other.period(year),
    })
}

fn year(period: Period) -> Option<u32> {
    period.last_day().and_then(|d| u32::try_from(d.year()).ok())
}

/// An odd number of quotation marks stands before.
fn in_quotes(before: &str) -> bool {
    let open = before.matches('“').count();
    let close = before.matches('”').count();
    open > close
}

/// How often the work comes back.
pub(super) fn recurrence(clause: &str) -> Option<Recurrence> {
    const WORDS: &[(&str, Recurrence)] = &[
        ("hằng ngày", Recurrence::Daily),
        ("hàng ngày", Recurrence::Daily),
        ("mỗi ngày", Recurrence::Daily),
        ("hằng tuần", Recurrence::Weekly),
        ("hàng tuần", Recurrence::Weekly),
        ("hằng tháng", Recurrence::Monthly),
        ("hàng tháng", Recurrence::Monthly),
        ("mỗi tháng", Recurrence::Monthly),
        ("01 tháng/lần", Recurrence::Monthly),
        ("hằng quý", Recurrence::Quarterly),
        ("hàng quý", Recurrence::Quarterly),
        ("mỗi quý", Recurrence::Quarterly),
        ("3 tháng/lần", Recurrence::Quarterly),
        ("6 tháng/lần", Recurrence::HalfYearly),
        ("6 tháng một lần", Recurrence::HalfYearly),
        ("định kỳ 6 tháng", Recurrence::HalfYearly),
        ("định kỳ 06 tháng", Recurrence::HalfYearly),
        ("hằng năm", Recurrence::Yearly),
        ("hàng năm", Recurrence::Yearly),
        ("mỗi năm", Recurrence::Yearly),
        ("định kỳ", Recurrence::Periodic),
        ("/nhiệm kỳ", Recurrence::Periodic),
    ];
    WORDS
        .iter()
        .find(|(word, _)| clause.contains(word))
        .map(|(_, recurrence)| *recurrence)
        .or_else(|| clause.starts_with("thường xuyên").then_some(Recurrence::Periodic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::key::key;
    use vitext::date::Years;

    fn due(text: &str, heading: Option<Period>) -> Option<String> {
        let around = Around { heading, year: Some(2025), term: Years::new(2025, 2030).map(Period::Years) };
        own(&key(text), &(0..text.len()), &vitext::date::find(text), around, true).map(|p| p.to_string())
    }

    #[test]
    fn deadlines() {
        for (text, want) in [
            ("hoàn thành kế hoạch trong tháng 11/2025", Some("2025-11")),
            ("phê duyệt phương án giữ đê trước ngày 20/9/2025 theo phân công", Some("2025-09-20")),
            ("báo cáo kết quả (hoàn thành trong quý I/2026)", Some("2026-Q1")),
            ("xây dựng đề án (Quý III)", Some("2025-Q3")),
            ("có thời hạn hoàn thành trong năm 2025", Some("2025")),
            ("gửi báo cáo chậm nhất ngày 15/6/2026", Some("2026-06-15")),
            ("giám sát chuyên đề trong nhiệm kỳ", Some("2025/2030")),
            ("kiểm tra ít nhất 1 lần/nhiệm kỳ", Some("2025/2030")),
            ("xây dựng đội ngũ báo cáo viên giai đoạn 2025 - 2030", Some("2025/2030")),
            ("triển khai Kế hoạch số 18-KH/TU, ngày 12/10/2025 của Thành ủy", None),
            ("triển khai Đề án “Đô thị xanh đến năm 2030, hoàn thành trong năm 2029”", None),
            ("phát triển đô thị đến năm 2030, tầm nhìn đến năm 2045", None),
        ] {
            assert_eq!(due(text, None).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn the_year_of_the_heading() {
        let heading = Some(Period::Month(2025, 12));
        for (text, want) in [
            ("Đôn đốc hoàn thành các bến cá năm 2025 đề ra", Some("2025")),
            ("triển khai thực hiện chương trình kiểm tra năm 2025", Some("2025")),
            ("thực hiện các nghị quyết thông qua tại kỳ họp cuối năm 2025", None),
            ("tổ chức lớp bồi dưỡng đảng viên mới năm 2025", None),
            ("hoàn thành các cuộc kiểm tra 4 tháng cuối năm 2025", Some("2025")),
            ("xây dựng kế hoạch đầu tư công giai đoạn 2026-2030", None),
        ] {
            assert_eq!(due(text, heading).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn recurrences() {
        assert_eq!(recurrence("định kỳ hằng quý báo cáo"), Some(Recurrence::Quarterly));
        assert_eq!(recurrence("định kỳ báo cáo ban thường vụ"), Some(Recurrence::Periodic));
        assert_eq!(recurrence("báo cáo kết quả"), None);
    }
}
