//! One share of one thing, told twice: `Tỷ lệ bao phủ bảo hiểm y tế 95,2%` and `… mới đạt 92,5%`.
//!
//! The words from the beginning of the clause to the first figure must be the same, times included, and what the share is of.
//! What has three values or more is told of several units or times.

use super::{OTHER, Statement, differs};
use crate::Verdict;
use crate::arithmetic::print;
use crate::study::{Report, Study};
use crate::text::{Figure, Text};
use std::collections::HashMap;

/// More bytes than the subject of a clause has.
const LONGEST: usize = 200;
/// Words of a subject, at the least.
const WORDS: usize = 4;

/// Checks a document.
pub(super) fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    let mut groups: HashMap<String, usize> = HashMap::new();
    let mut told: Vec<Vec<Statement>> = Vec::new();
    for text in study.body().filter(|t| !planned(study, t)) {
        let start = text.start();
        for (index, figure) in text.figures.iter().enumerate() {
            let Some(amount) = figure.percent().filter(|_| !figure.approximate) else {
                continue;
            };
            if let Some(key) = key(text, index, start) {
                let group = *groups.entry(key).or_insert(told.len());
                let own = Statement {
                    study: 0,
                    at: (text.id, figure.range.clone()),
                    value: amount.value,
                    shown: format!("{}%", print(amount)),
                    decimals: amount.decimals,
                };
                match told.get_mut(group) {
                    Some(group) => group.push(own),
                    None => told.push(vec![own]),
                }
            }
        }
    }
    for group in told.iter().filter(|g| g.len() > 1) {
        let first = &group[0];
        let same = |s: &Statement| {
            let decimals = s.decimals.min(first.decimals);
            s.value.round_dp(decimals) == first.value.round_dp(decimals)
                || s.value.trunc_with_scale(decimals) == first.value.trunc_with_scale(decimals)
        };
        let mut others = group.iter().filter(|s| !same(s));
        match (others.next(), others.next()) {
            (None, _) => {
                for later in &group[1..] {
                    report.checked(10, later.at.0, later.at.1.clone(), Verdict::Holds);
                }
            }
            (Some(other), None) => differs(first, other, std::slice::from_ref(study), report),
            _ => {}
        }
    }
}

/// Words of headings that speak of what is to come.
const AHEAD: &[&str] = &["nhiệm vụ", "mục tiêu", "chỉ tiêu", "phương hướng", "giải pháp", "kế hoạch"];

/// The paragraph stands under a heading that speaks of what is to come.
fn planned(study: &Study<'_>, text: &Text<'_>) -> bool {
    let mut section = text.paragraph.section;
    let mut depth = 0;
    while let Some(id) = section.filter(|_| depth < 8) {
        let above = &study.document.sections[id.0];
        let title = &study.texts[above.heading.0];
        let ahead = AHEAD.iter().any(|w| title.lower.contains(w)) && !title.lower.contains("kết quả");
        // a paragraph that is its own heading tells, it does not announce
        if ahead && above.heading != text.id && title.lower.len() < LONGEST {
            return true;
        }
        section = above.parent;
        depth += 1;
    }
    false
}

/// Words that say of when something is, not what: "lũy kế 9 tháng đạt 49,6% kế hoạch" is told of anything.
const TIME: &[&str] = &[
    "lũy", "luỹ", "kế", "tính", "chung", "cộng", "dồn", "tháng", "năm", "quý", "đầu", "cuối", "đến", "nay",
    "từ", "ngày", "hết", "trong", "kỳ", "i", "ii", "iii", "iv",
];

/// The subject of the clause and what the share is of; only of the first share of a clause.
fn key(text: &Text<'_>, index: usize, label: usize) -> Option<String> {
    let figure = &text.figures[index];
    if figure.depth > 0 {
        return None;
    }
    let sentence = &text.sentences[text.sentence(figure.range.start)];
    let back = text.lower.ceil_char_boundary(figure.range.start.saturating_sub(LONGEST));
    let lead = text.gap(sentence.start.max(back).max(label)..figure.range.start);
    let clause = lead.rsplit(';').next()?;
    let start = figure.range.start - clause.len();
    if start == back && back > sentence.start {
        return None;
    }
    let earlier = text.figures_in(&(start..figure.range.start));
    if earlier.iter().any(|f| f.percent().is_some()) {
        return None;
    }
    let end = earlier.first().map_or(figure.range.start, |f: &Figure| f.range.start);
    let subject = text.gap(start..end).split([':', '(']).next()?;
    let between = text.gap(end..figure.range.start);
    if OTHER.iter().any(|w| subject.contains(w) || between.contains(w)) || between.contains("so với") {
        return None;
    }
    let subject = bare(subject);
    let tail = text.after(figure.range.end, 60).split([',', ';', '.', ':', '(', ')']).next()?;
    let tail: Vec<&str> = tail.split(' ').filter(|w| !w.is_empty()).take(3).collect();
    let tail = tail.join(" ");
    if ["so với", "cùng kỳ", "trở lên", "trở xuống", "/"].iter().any(|w| tail.contains(w)) {
        return None;
    }
    let subject = money(subject, &tail);
    let content =
        subject.split(' ').filter(|w| !TIME.contains(w) && !w.starts_with(|c: char| c.is_ascii_digit()));
    let named =
        content.count() >= WORDS || subject.starts_with("tổng thu") || subject.starts_with("tổng chi");
    named.then(|| vitext::tone::key(&format!("{subject}|{tail}")))
}

/// The subject without signs before it and verbs behind it.
fn bare(subject: &str) -> &str {
    const VERBS: &[&str] = &[
        "đạt",
        "mới",
        "ước",
        "là",
        "chiếm",
        "còn",
        "bằng",
        "hiện",
        "được",
        "có",
        "đã",
        "tỷ lệ",
        "tỉ lệ",
        "với",
        ",",
    ];
    let mut rest = subject.trim_matches([' ', '-', '–', '+', '*', '•', ',']);
    while let Some(shorter) = VERBS.iter().find_map(|v| rest.strip_suffix(v)).filter(|r| v_ends(r)) {
        rest = shorter.trim_end_matches([' ', ',']);
    }
    rest
}

/// What is cut off was a word of its own.
fn v_ends(rest: &str) -> bool {
    rest.is_empty() || rest.ends_with([' ', ','])
}

/// `tổng thu`, measured by the budget of the year, is the revenue of the budget.
fn money(subject: &str, tail: &str) -> String {
    if !tail.starts_with("dự toán") {
        return subject.replace("tổng thu", "thu").replace("tổng chi", "chi");
    }
    let mut words = subject.to_owned();
    for (long, short) in [
        ("thu ngân sách nhà nước", "tổng thu"),
        ("chi ngân sách nhà nước", "tổng chi"),
        ("thu ngân sách", "tổng thu"),
        ("chi ngân sách", "tổng chi"),
        ("tổng tổng", "tổng"),
    ] {
        words = words.replace(long, short);
    }
    words
}
