//! Targets, and values of indicators measured against them (`domain.md §8`).
//!
//! Four ways in which documents name them: a value with its plan beside it (`1,84 triệu tấn (đạt kịch bản tháng 8 là 1,75
//! triệu tấn)`), a share of a plan (`đạt 71,25% kế hoạch (3.120,4 tỷ đồng)`), a count out of a planned count (`14/15 dự án bảo
//! đảm tiến độ`), and an aim (`phấn đấu đạt từ 610 đến 640 tỷ đồng`, `tối thiểu 40%`).

mod quantity;
#[cfg(test)]
mod tests;
mod words;

use crate::document::{Document, ParagraphId, ParagraphRole};
use crate::facts::{Span, Target, Task, Words};
use quantity::{Quantity, quantities};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;
use vitext::Decimal;
use vitext::date::{Period, Time, Written};

/// All targets, in reading order. The counts in [`Document::tasks`] are targets too: `tổ chức 02 lớp bồi dưỡng`.
pub(crate) fn find(document: &Document, words: &[Words]) -> Vec<Target> {
    let year = year(document, words);
    let mut targets = Vec::new();
    for (index, (paragraph, words)) in document.paragraphs.iter().zip(words).enumerate() {
        let id = ParagraphId(index);
        let first = document.tasks.partition_point(|t| t.span.paragraph < id);
        let last = document.tasks.partition_point(|t| t.span.paragraph <= id);
        let tasks = &document.tasks[first..last];
        if matches!(paragraph.role, ParagraphRole::Head | ParagraphRole::Tail)
            || (paragraph.role == ParagraphRole::Heading && tasks.is_empty())
        {
            continue;
        }
        targets.extend(in_text(&paragraph.text, words, id, year, tasks));
    }
    targets
}

/// The year that times without one belong to: that of the document, else the first one in it.
fn year(document: &Document, words: &[Words]) -> Option<u32> {
    let own = document.metadata.date.and_then(|d| u32::try_from(d.year()).ok());
    own.or_else(|| {
        let mut times = words.iter().flat_map(|w| &w.times);
        times.find_map(|t| match t.written {
            Written::Month(_, Some(year)) | Written::Quarter(_, Some(year)) | Written::Year(year) => {
                Some(year)
            }
            _ => None,
        })
    })
}

static CUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"kịch bản|kế hoạch|chỉ tiêu|mục tiêu|dự toán|phấn đấu|tối thiểu|ít nhất|trở lên|tiến độ|đảm bảo 100|bảo đảm 100|đạt 100|tỷ lệ")
        .expect("a correct pattern")
});

/// Targets of one clean paragraph.
fn in_text(
    text: &str,
    Words { key, times, .. }: &Words,
    paragraph: ParagraphId,
    year: Option<u32>,
    tasks: &[Task],
) -> Vec<Target> {
    if tasks.is_empty() && !CUE.is_match(key) {
        return Vec::new();
    }
    let found = quantities(text, key, times);
    let finder = Finder { text, key, paragraph, year, times, found };
    let mut targets = finder.run();
    let mut counted = finder.counted(tasks);
    counted.retain(|c| {
        let next = targets.partition_point(|t| t.span.range.end <= c.span.range.start);
        targets.get(next).is_none_or(|t| t.span.range.start >= c.span.range.end)
    });
    targets.append(&mut counted);
    targets.sort_by_key(|t| t.span.range.start);
    targets
}

struct Finder<'t> {
    text: &'t str,
    key: &'t str,
    paragraph: ParagraphId,
    year: Option<u32>,
    times: &'t [Time],
    found: Vec<Quantity>,
}

impl Finder<'_> {
    fn run(&self) -> Vec<Target> {
        let mut targets: Vec<Target> = Vec::new();
        // The value that shares of a plan measure: the last one that is no share itself.
        let mut value: Option<usize> = None;
        let mut index = 0;
        while index < self.found.len() {
            let quantity = &self.found[index];
            let next = self.found.get(index + 1);
            if let Some(of) = quantity.of {
                if self.counts(quantity) {
                    targets.push(self.ratio(quantity, of));
                }
            } else if let Some((plan, time)) =
                next.and_then(|plan| self.plan(quantity, plan).map(|time| (plan, time)))
            {
                targets.push(self.measured(quantity, quantity.range.start..plan.end, Some(plan), time));
                value = Some(index);
                index += 1;
            } else if quantity.unit.as_deref() == Some("%") || self.times_of_a_plan(quantity) {
                let share = self.share(quantity);
                match (share, value) {
                    (Some((end, time, open)), Some(at)) => {
                        let actual = &self.found[at];
                        let plan = next.filter(|n| open && n.range.start == end);
                        let told = |t: &Target| {
                            t.actual == Some(actual.value) && t.span.range.start == actual.range.start
                        };
                        if plan.is_some() || !targets.iter().rev().take(4).any(told) {
                            let end = plan.map_or(end, |p| p.end);
                            targets.push(self.measured(actual, actual.range.start..end, plan, time));
                        }
                        index += usize::from(plan.is_some());
                    }
                    _ => targets.extend(self.aim(quantity)),
                }
            } else {
                if let Some(time) = self.reached(quantity) {
                    targets.push(self.measured(quantity, quantity.range.start..time.end, None, time));
                } else {
                    targets.extend(self.aim(quantity));
                }
                value = Some(index);
            }
            index += 1;
        }
        targets
    }

    /// The words between a value and the next one say that the next one is its plan; they name the time.
    fn plan(&self, actual: &Quantity, plan: &Quantity) -> Option<Range<usize>> {
        if plan.range.start.saturating_sub(actual.end) > 200 || plan.of.is_some() {
            return None;
        }
        let between = &self.key[actual.end..plan.range.start];
        let time = words::plan(between)?;
        let share = plan.unit.as_deref() == Some("%") && actual.unit.as_deref() != Some("%");
        (!share).then_some(actual.end + time.start..actual.end + time.end)
    }

    /// `86.000 lượt đọc (đạt kịch bản tháng 8)`: the plan is named, its value is not.
    fn reached(&self, actual: &Quantity) -> Option<Range<usize>> {
        let rest = &self.key[actual.end..];
        let inner = rest.strip_prefix(" (")?;
        let start = actual.end + " (".len();
        let plan = [
            "đạt kịch bản",
            "không đạt kịch bản",
            "vượt kịch bản",
            "đạt kế hoạch",
            "vượt kế hoạch",
            "không đạt kế hoạch",
        ];
        let end = inner[..inner.floor_char_boundary(120)]
            .find(')')
            .filter(|_| plan.iter().any(|p| inner.starts_with(p)))?;
        Some(start..start + end)
    }

    /// Counts in clauses that give work: `tổ chức 02 lớp bồi dưỡng`.
    fn counted(&self, tasks: &[Task]) -> Vec<Target> {
        let mut targets = Vec::new();
        let mut next = 0;
        for task in tasks {
            let range = &task.span.range;
            while self.found.get(next).is_some_and(|q| q.range.start < range.start) {
                next += 1;
            }
            while let Some(quantity) = self.found.get(next).filter(|q| q.end <= range.end) {
                next += 1;
                if quantity.of.is_some() || quantity.unit.as_deref().is_none_or(|u| u == "%") {
                    continue;
                }
                targets.push(Target {
                    span: Span { paragraph: self.paragraph, range: quantity.range.start..quantity.end },
                    indicator: self.after(quantity),
                    period: task.deadline,
                    min: Some(quantity.value),
                    max: quantity.high.or(Some(quantity.value)),
                    actual: None,
                    unit: quantity.unit.clone(),
                });
            }
        }
        targets
    }

    /// `1,28 lần mục tiêu`
    fn times_of_a_plan(&self, quantity: &Quantity) -> bool {
        self.key[quantity.range.end..].starts_with(" lần mục tiêu")
            || self.key[quantity.range.end..].starts_with(" lần kế hoạch")
    }

    /// The plan that a percentage is a share of: where its name ends, the time it names, whether a bracket opens there.
    fn share(&self, percent: &Quantity) -> Option<(usize, Range<usize>, bool)> {
        let from = if self.times_of_a_plan(percent) { percent.range.end } else { percent.end };
        let (time, open) = words::share(&self.key[from..])?;
        let time = from + time.start..from + time.end;
        Some((time.end + usize::from(open), time, open))
    }

    fn measured(
        &self,
        actual: &Quantity,
        range: Range<usize>,
        plan: Option<&Quantity>,
        time: Range<usize>,
    ) -> Target {
        let unit = actual.unit.clone().or_else(|| plan.and_then(|p| p.unit.clone()));
        Target {
            span: Span { paragraph: self.paragraph, range },
            indicator: self.indicator(actual),
            period: self
                .period_in(&time)
                .or_else(|| self.assigned(&time))
                .or_else(|| self.period_before(actual)),
            min: plan.map(|p| p.value),
            max: plan.map(|p| p.high.unwrap_or(p.value)),
            actual: Some(actual.value),
            unit,
        }
    }

    /// `36/37 dự án … tiến độ`: the words around make it a count out of a planned count.
    fn counts(&self, quantity: &Quantity) -> bool {
        let end = self.key.floor_char_boundary((quantity.end + 160).min(self.key.len()));
        let after = &self.key[quantity.end..end];
        let after = &after[..after.find([';', '.']).unwrap_or(after.len())];
        quantity.unit.as_deref() == Some("chỉ tiêu")
            || ["tiến độ", "kế hoạch", "kịch bản", "mục tiêu", "chỉ tiêu"].iter().any(|w| after.contains(w))
    }

    fn ratio(&self, quantity: &Quantity, of: Decimal) -> Target {
        Target {
            span: Span { paragraph: self.paragraph, range: quantity.range.start..quantity.end },
            indicator: self.after(quantity),
            period: self.period_near(quantity),
            min: Some(of),
            max: Some(of),
            actual: Some(quantity.value),
            unit: quantity.unit.clone(),
        }
    }

    fn aim(&self, quantity: &Quantity) -> Option<Target> {
        let back = self.key.ceil_char_boundary(quantity.range.start.saturating_sub(140));
        let before = self.key[back..quantity.range.start].rsplit([';', '.']).next().unwrap_or("");
        quantity.unit.as_ref()?;
        let least = words::aim(before)?;
        let open = self.key[quantity.end..].trim_start().starts_with("trở lên");
        let low = open || least || before.ends_with("tối thiểu ") || before.ends_with("ít nhất ");
        let ranged = quantity.high.is_some();
        Some(Target {
            span: Span { paragraph: self.paragraph, range: quantity.range.start..quantity.end },
            indicator: self.indicator(quantity),
            period: self.period_near(quantity),
            min: Some(quantity.value),
            max: if low && !ranged { None } else { quantity.high.or(Some(quantity.value)) },
            actual: None,
            unit: quantity.unit.clone(),
        })
    }

    /// The name before a value: from the last border to the words that only measure. Where nothing is left, the sentence goes
    /// on with the indicator before, or the thing that is counted names it.
    fn indicator(&self, quantity: &Quantity) -> String {
        let own = self.named(quantity);
        if !GENERAL.contains(&own.to_lowercase().as_str()) {
            return own;
        }
        let index = self.found.partition_point(|q| q.range.start < quantity.range.start);
        let back = self.found[..index].iter().rev().take(4).take_while(|q| {
            quantity.range.start - q.end < 400 && !self.key[q.end..quantity.range.start].contains(". ")
        });
        let before = back.filter(|q| q.unit == quantity.unit).map(|q| self.named(q));
        let before = before.filter(|name| !GENERAL.contains(&name.to_lowercase().as_str())).last();
        before.unwrap_or_else(|| self.after(quantity))
    }

    fn named(&self, quantity: &Quantity) -> String {
        let mut start = self.border(quantity.range.start);
        let mut end = quantity.range.start;
        let comma = self.text[start..end].rfind(", ").map(|i| start + i + 2);
        if let Some(comma) = comma.filter(|c| end - c > 24) {
            start = comma;
        }
        // A time inside parts the name from the measure: "Thu ngân sách 11 tháng ước đạt".
        let first = self.times.partition_point(|t| t.phrase.start < start);
        if let Some(time) = self.times[first..].iter().find(|t| t.phrase.end <= end) {
            if time.phrase.start > start + 8 {
                end = time.phrase.start;
            } else {
                start = time.phrase.end;
            }
        }
        let mut name = self.text[start..end].trim();
        loop {
            let lower = name.to_lowercase();
            let word = MEASURES.iter().find(|w| lower.ends_with(*w) && lower.len() == name.len());
            let Some(word) = word else { break };
            name = name[..name.len() - word.len()].trim_end_matches([' ', ',']);
        }
        let name = name.trim_matches([' ', ',', '-', '–', '+', '*']);
        let lower = name.to_lowercase();
        let aim =
            AIMS.iter().find(|a| lower.starts_with(*a) && lower.len() == name.len()).map_or(0, |a| a.len());
        let name = name[aim..].trim_start();
        let months = name
            .strip_suffix(" tháng")
            .map_or(name, |n| n.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '));
        months.to_owned()
    }

    /// Where the words before `end` begin that can name an indicator: after a stop or an open bracket.
    fn border(&self, end: usize) -> usize {
        let back = self.text.ceil_char_boundary(end.saturating_sub(300));
        let mut closed = 0;
        for (offset, c) in self.text[back..end].char_indices().rev() {
            let at = back + offset;
            let inside = || self.text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
            match c {
                ')' => closed += 1,
                '(' if closed > 0 => closed -= 1,
                '(' | ';' | ':' => return at + 1,
                '.' if !inside() => return at + 1,
                _ => {}
            }
        }
        back
    }

    /// The name after a count: `lớp bồi dưỡng nhận thức về Đảng`.
    fn after(&self, quantity: &Quantity) -> String {
        let from = quantity.range.end;
        let limit = self.text.floor_char_boundary((from + 160).min(self.text.len()));
        let rest = &self.text[from..limit];
        rest[..rest.find([',', ';', '.', '(', ')']).unwrap_or(rest.len())].trim().to_owned()
    }

    fn period_in(&self, range: &Range<usize>) -> Option<Period> {
        let first = self.times.partition_point(|t| t.phrase.start < range.start);
        let time = self.times[first..].iter().find(|t| t.phrase.end <= range.end);
        let year = self.year.and_then(|y| i16::try_from(y).ok());
        time.and_then(|t| t.written.period(self.year)).or_else(|| {
            let words = &self.key[range.clone()];
            let months = words.trim().strip_suffix(" tháng").and_then(|n| n.rsplit(' ').next()?.parse().ok());
            match months {
                Some(last @ 1..=12) => year.map(|y| Period::Months(y, 1, last)),
                _ => words.contains("năm").then(|| year.map(Period::Year)).flatten(),
            }
        })
    }

    /// What an authority assigns without a time, it assigns for the year.
    fn assigned(&self, words: &Range<usize>) -> Option<Period> {
        let year = self.year.and_then(|y| i16::try_from(y).ok());
        self.key[words.clone()].contains("giao").then(|| year.map(Period::Year)).flatten()
    }

    fn period_before(&self, quantity: &Quantity) -> Option<Period> {
        let back = self.key.ceil_char_boundary(quantity.range.start.saturating_sub(160));
        let start = self.key[back..quantity.range.start].rfind(['.', ';']).map_or(back, |i| back + i + 1);
        let first = self.times.partition_point(|t| t.phrase.start < start);
        self.times[first..]
            .iter()
            .take_while(|t| t.phrase.end <= quantity.range.start)
            .last()
            .and_then(|t| t.written.period(self.year))
    }

    fn period_near(&self, quantity: &Quantity) -> Option<Period> {
        let limit = self.key.floor_char_boundary((quantity.end + 160).min(self.key.len()));
        let end = self.key[quantity.end..limit].find([';', '.']).map_or(limit, |i| quantity.end + i);
        self.period_in(&(quantity.end..end)).or_else(|| self.period_before(quantity))
    }
}

/// Words before the name of an indicator that is aimed at.
const AIMS: &[&str] = &["phấn đấu đạt ", "phấn đấu ", "mục tiêu ", "chỉ tiêu ", "bảo đảm ", "đảm bảo "];

/// Words that name no indicator by themselves.
const GENERAL: &[&str] = &[
    "",
    "thành phố",
    "toàn thành phố",
    "cả nước",
    "tính chung",
    "lũy kế",
    "trong đó",
    "tỉnh",
    "kết quả",
    "đã",
];

/// Words between the name of an indicator and its value.
const MEASURES: &[&str] = &[
    "ước đạt",
    "ước tăng",
    "ước có",
    "ước đón và phục vụ",
    "ước hoàn thành",
    "ước",
    "đạt",
    "tăng",
    "giảm",
    "là",
    "có",
    "được",
    "tối thiểu",
    "ít nhất",
    "trên",
    "hơn",
    "khoảng",
    "gần",
    "từ",
    "lũy kế",
    "dự kiến",
    "ở mức",
    "đã",
    "bình quân",
    "tỷ lệ đạt",
    "phấn đấu",
];
