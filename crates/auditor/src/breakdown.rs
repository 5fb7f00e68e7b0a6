//! Lists that break a total down: `226 cuộc (cấp thành phố 06, cấp xã 220)`, `gồm …`, `trong đó …`.

pub(crate) mod closed;

use crate::text::{Amount, Figure, FigureKind, Text, Unit};
use rust_decimal::Decimal;
use std::ops::Range;

/// A total and the items that may add up to it.
#[derive(Debug)]
pub(crate) struct Breakdown {
    /// Candidates for the total, the likeliest first: index of the figure and the value.
    pub heads: Vec<(usize, Amount)>,
    /// The items: indices of figures.
    pub items: Vec<usize>,
    /// What introduces the list.
    pub cue: Cue,
    /// The list ends with `…`: more items exist.
    pub open: bool,
    /// Every item is written the same way, label before number or number before unit.
    pub uniform: bool,
    /// The list, brackets or cue included.
    pub range: Range<usize>,
}

/// What introduces a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// Only a bracket.
    Bracket,
    /// `gồm`, `bao gồm`, `chia ra`: all parts are named.
    Consists,
    /// A colon, `cụ thể`: probably all parts are named.
    Namely,
    /// `phân loại:`, `theo thẩm quyền:`: the total of the sentence, sorted once more.
    Sorted,
    /// `trong đó`: a partition, disjoint parts or overlapping parts.
    Among,
}

/// Words that make an item a statement of its own, not a part of the total.
const NOT_A_PART: &[&str] = &[
    "tăng",
    "giảm",
    "phát hiện",
    "kết luận",
    "thu hồi",
    "so với",
    "vượt",
    "kế hoạch",
    "dự toán",
    "kịch bản",
    "mục tiêu",
    "trị giá",
    "tổng",
    "tương đương",
    "tương ứng",
    "bằng",
    "đạt",
    "chiếm",
    "bình quân",
    "mỗi",
    "kinh phí",
    "số tiền",
    "cùng kỳ",
    "với",
    "khoảng",
    "trên",
    "hơn",
    "gần",
    "dự kiến",
    "ước",
    "lũy kế",
    "luỹ kế",
    "còn",
    "diện tích",
    "dài",
];

/// How many cues of a sentence are followed, and how far behind each its list may reach, in bytes. No sentence that a person
/// can read has more; without these bounds every cue would look at the whole rest of its sentence.
const MOST_CUES: usize = 128;
const LONGEST_LIST: usize = 8192;

/// All breakdowns of a paragraph.
pub(crate) fn breakdowns(text: &Text<'_>) -> Vec<Breakdown> {
    let mut out = Vec::new();
    for &(open, close) in &text.brackets {
        let inside = open + 1..close;
        let lead = text.gap(inside.clone()).trim_start();
        let (cue, skip) = cue(lead).map_or((Cue::Bracket, 0), |(cue, length)| (cue, length));
        let start = inside.start + (text.gap(inside.clone()).len() - lead.len()) + skip;
        if let Some(list) = best(text, start..close, open, cue, true) {
            out.push(list);
        }
    }
    for (index, sentence) in text.sentences.iter().enumerate() {
        let stops = Stops::new(text, sentence);
        for (at, cue, length) in cues(text, sentence).into_iter().take(MOST_CUES) {
            let end = stops.after(at + length).min(text.lower.floor_char_boundary(at + LONGEST_LIST));
            if let Some(mut list) = best(text, at + length..end, at, cue, false) {
                if list.heads.is_empty() && index > 0 && cue == Cue::Among {
                    list.heads = main_amount(text, &text.sentences[index - 1]);
                }
                if cue == Cue::Sorted {
                    sorted(text, sentence, &mut list, &out);
                }
                if !list.heads.is_empty() {
                    out.push(list);
                }
            }
        }
    }
    out
}

/// A list that goes on behind a semicolon, or ends there: the reading that adds up, else the one with more items.
fn best(
    text: &Text<'_>,
    segment: Range<usize>,
    head_before: usize,
    cue: Cue,
    bracket: bool,
) -> Option<Breakdown> {
    let whole = list(text, segment.clone(), head_before, cue, bracket);
    let Some(stop) = text.gap(segment.clone()).find(';') else {
        return whole;
    };
    let mut first = list(text, segment.start..segment.start + stop, head_before, cue, bracket);
    if let Some(list) = first.as_mut() {
        list.range.end = list.range.end.min(segment.end);
    }
    // "trong đó có …;" ends there, "trong đó: …; …" does not
    if cue == Cue::Among && !bracket && !text.gap(head_before..segment.start).trim_end().ends_with(':') {
        return first;
    }
    let (Some(a), Some(b)) = (&whole, &first) else {
        return whole.or(first);
    };
    if b.adding_up(text).is_some() || a.adding_up(text).is_none() && b.items.len() >= a.items.len() {
        first
    } else {
        whole
    }
}

impl Breakdown {
    /// What each item is of: the words before its number, or its unit where none stand there.
    pub(crate) fn labels(&self, text: &Text<'_>) -> Vec<String> {
        let mut from = self.range.start;
        self.items
            .iter()
            .map(|item| {
                let figure = &text.figures[*item];
                let gap = text.gap(from.min(figure.range.start)..figure.range.start);
                let words = gap.rsplit([',', ';']).next().unwrap_or(gap).trim_matches([' ', ':', '(']);
                let words = cue(words).map_or(words, |(_, length)| words[length..].trim());
                from = figure.end();
                let tail: String = text
                    .after(figure.end(), 24)
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == ' ')
                    .collect();
                if only_joins(words) {
                    format!("{} {}", figure.unit.noun, tail.trim())
                } else {
                    words.to_owned()
                }
            })
            .collect()
    }

    /// The parts are known to be all parts there are: the forms of discipline, the grades of an evaluation, men and women,
    /// a last part called "the rest".
    pub(crate) fn exhaustive(&self, text: &Text<'_>) -> bool {
        let labels = self.labels(text);
        let all =
            |words: &[&str]| labels.len() > 1 && labels.iter().all(|l| words.iter().any(|w| l.contains(w)));
        let rest = labels.last().is_some_and(|l| ["khác", "còn lại"].iter().any(|w| l.ends_with(w)));
        all(&["khiển trách", "cảnh cáo", "cách chức", "khai trừ", "giải tán"])
            || all(&["hoàn thành"])
                && labels.iter().any(|l| l.contains("không hoàn thành") || l.contains("chưa hoàn thành"))
            || rest && labels.len() > 1
            || closed::is_whole(&self.clauses(text))
    }

    /// What is said of each item: all words from the item before to the item behind.
    fn clauses<'t>(&self, text: &'t Text<'_>) -> Vec<&'t str> {
        let mut from = self.range.start;
        let mut out = Vec::with_capacity(self.items.len());
        for (position, item) in self.items.iter().enumerate() {
            let figure = &text.figures[*item];
            let next = self.items.get(position + 1).map_or(self.range.end, |i| text.figures[*i].range.start);
            let tail = text.gap(figure.end()..next.max(figure.end()));
            let length = tail.find([',', ';', ')', '(', '.']).unwrap_or(tail.len());
            let end = figure.end() + length;
            let words = text.gap(from.min(figure.range.start)..end);
            let words = words.trim_start_matches([',', ';', ':', '(', ' ']);
            out.push(cue(words).map_or(words, |(_, length)| words[length..].trim()));
            from = end;
        }
        out
    }

    /// Measures of different scale are compared in units.
    pub(crate) fn is_scaled(&self, text: &Text<'_>, head: &Figure) -> bool {
        head.unit.measured() && self.items.iter().all(|i| text.figures[*i].unit.measured())
    }

    /// The sums of the first item, of the first two, and so on, as far as all can be added.
    fn sums(&self, text: &Text<'_>, scaled: bool) -> Vec<Decimal> {
        let values = self.items.iter().map_while(|i| addend(&text.figures[*i], scaled));
        let sums = values.scan(Some(Decimal::ZERO), |sum, value| {
            *sum = sum.and_then(|sum| sum.checked_add(value));
            *sum
        });
        sums.collect()
    }

    /// The sum of the first `count` items.
    pub(crate) fn sum(&self, text: &Text<'_>, count: usize, scaled: bool) -> Option<Decimal> {
        self.items[..count]
            .iter()
            .try_fold(Decimal::ZERO, |sum, i| sum.checked_add(addend(&text.figures[*i], scaled)?))
    }

    /// The head whose value the items add up to, and how many of them that takes.
    pub(crate) fn adding_up(&self, text: &Text<'_>) -> Option<(usize, usize)> {
        for (index, amount) in &self.heads {
            let head = &text.figures[*index];
            let scaled = self.is_scaled(text, head);
            let total = if scaled { head.scaled() } else { Some(amount.value) };
            let sums = self.sums(text, scaled);
            for count in (2..=sums.len()).rev() {
                // a list may end before its sentence does, but not between two items of one kind
                let kind = |i: usize| &text.figures[self.items[i]].unit;
                let one = |a: &Unit, b: &Unit| a.like(b) || a.silent() && b.silent();
                let cut = count == self.items.len() || !one(kind(count), kind(count - 1));
                if cut && total == Some(sums[count - 1]) {
                    return Some((*index, count));
                }
            }
            // "xuất siêu 308 triệu USD (xuất khẩu 6.214, nhập khẩu 5.906)": what is between two
            if let [a, b] = self.items[..]
                && let (Some(a), Some(b)) =
                    (addend(&text.figures[a], scaled), addend(&text.figures[b], scaled))
                && total == Some((a - b).abs())
                && ["xuất siêu", "nhập siêu", "thặng dư", "thâm hụt", "chênh lệch", "cán cân"]
                    .iter()
                    .any(|w| text.before(head.range.start, 60).contains(w))
            {
                return Some((*index, 2));
            }
        }
        None
    }
}

fn cue(lead: &str) -> Option<(Cue, usize)> {
    const CUES: &[(&str, Cue)] = &[
        ("trong đó có:", Cue::Among),
        ("trong đó có", Cue::Among),
        ("trong đó:", Cue::Among),
        ("trong đó", Cue::Among),
        ("trong số này có", Cue::Among),
        ("bao gồm:", Cue::Consists),
        ("bao gồm có", Cue::Consists),
        ("bao gồm", Cue::Consists),
        ("gồm có", Cue::Consists),
        ("gồm:", Cue::Consists),
        ("gồm", Cue::Consists),
        ("chia ra:", Cue::Consists),
        ("chia ra", Cue::Consists),
        ("cụ thể là", Cue::Namely),
        ("cụ thể:", Cue::Namely),
        ("cụ thể", Cue::Namely),
        ("phân ra", Cue::Consists),
        ("có", Cue::Bracket),
    ];
    // most words begin no cue
    if !["trong", "bao", "gồm", "chia", "cụ", "phân", "có"].iter().any(|w| lead.starts_with(w)) {
        return None;
    }
    CUES.iter()
        .find(|(word, _)| lead.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
        .map(|(word, cue)| (*cue, word.len()))
}

/// Cues of a sentence outside brackets, with their place and length.
fn cues(text: &Text<'_>, sentence: &Range<usize>) -> Vec<(usize, Cue, usize)> {
    let lower = text.gap(sentence.clone());
    let mut out: Vec<(usize, Cue, usize)> = Vec::new();
    let bytes = lower.as_bytes();
    // the first letters of all cues
    for offset in (0..bytes.len()).filter(|at| matches!(bytes[*at], b't' | b'b' | b'g' | b'c' | b'p')) {
        let at = sentence.start + offset;
        let begins = offset == 0 || matches!(bytes[offset - 1], b' ' | b',' | b';' | b':');
        if !begins || out.last().is_some_and(|(last, _, length)| at < last + length) {
            continue;
        }
        if let Some((cue, length)) = cue(&lower[offset..]).filter(|(cue, _)| *cue != Cue::Bracket)
            && text.bracket_around(at).is_none()
        {
            out.push((at, cue, length));
        }
    }
    // "Trong 812 vụ việc khiếu nại có 97 khiếu nại đúng, …", also behind a colon or a semicolon
    for (offset, _) in lower.match_indices("trong ") {
        let begins = offset == 0 || lower[..offset].trim_end_matches(' ').ends_with([':', ';']);
        if begins
            && let Some(first) = text.figures_in(&(sentence.start + offset..sentence.end)).first()
            && text.gap(sentence.start + offset..first.range.start).len() < 24
            && !lower[offset..].starts_with("trong đó")
            && let Some(length) = text.gap(first.end()..sentence.end).find(" có ").filter(|at| *at < 80)
        {
            out.push((first.end() + length + 1, Cue::Namely, "có".len()));
        }
    }
    out.sort_by_key(|c| c.0);
    let words = out.len();
    for (offset, _) in lower.match_indices(':') {
        let at = sentence.start + offset;
        // cues do not overlap, so that only the nearest ones before can reach as far
        let before = out[..words].partition_point(|(start, ..)| *start <= at);
        let near = out[before.saturating_sub(4)..before].iter().chain(out[words..].last());
        let covered = near.into_iter().any(|(start, _, length)| at < start + length + 2);
        if !covered && text.bracket_around(at).is_none() {
            out.push((at, if sorts(&lower[..offset]) { Cue::Sorted } else { Cue::Namely }, 1));
        }
    }
    out.sort_by_key(|c| c.0);
    out
}

/// `phân loại`, `theo nội dung`, `hình thức`: the words before a colon that sort a total.
fn sorts(lead: &str) -> bool {
    let words = lead.rsplit([';', ',', '.', '(']).next().unwrap_or(lead).trim();
    words.len() < 60
        && ["phân loại", "theo ", "chia theo", "phân theo", "hình thức", "về hình thức", "chia ra"]
            .iter()
            .any(|w| words.starts_with(w))
}

/// The total that a list sorts once more: that of the list before it, else the first amount of the sentence.
fn sorted(text: &Text<'_>, sentence: &Range<usize>, list: &mut Breakdown, earlier: &[Breakdown]) {
    let before = |b: &&Breakdown| sentence.contains(&b.range.start) && b.range.end <= list.range.start;
    let total = earlier
        .iter()
        .rev()
        .filter(before)
        .find_map(|b| b.adding_up(text))
        .and_then(|(head, _)| text.figures[head].amount().map(|a| (head, a)));
    let main =
        main_amount(text, sentence).into_iter().find(|(i, _)| text.figures[*i].end() <= list.range.start);
    if let Some(head) = total.or(main) {
        list.heads.retain(|h| *h != head);
        list.heads.insert(0, head);
    }
}

/// Where lists of a sentence end: a list ends with its sentence, or before the next cue.
struct Stops {
    /// Places of each of the words that end a list.
    words: [Vec<usize>; 3],
    end: usize,
}

impl Stops {
    fn new(text: &Text<'_>, sentence: &Range<usize>) -> Self {
        let lower = text.gap(sentence.clone());
        let places =
            |word| lower.match_indices(word).map(|(offset, _)| sentence.start + offset).collect::<Vec<_>>();
        Self { words: ["trong đó", "; trong", ", trong đó"].map(places), end: sentence.end }
    }

    /// The end of the list that begins at `from`.
    fn after(&self, from: usize) -> usize {
        let next = |places: &Vec<usize>| places.get(places.partition_point(|at| *at < from)).copied();
        self.words.iter().filter_map(next).filter(|at| *at > from).min().unwrap_or(self.end)
    }
}

/// The amounts of `segment` as items, if they are parted by commas, semicolons or `và`.
fn list(
    text: &Text<'_>,
    segment: Range<usize>,
    head_before: usize,
    cue: Cue,
    bracket: bool,
) -> Option<Breakdown> {
    let figures = text.figures_in(&segment);
    let first_index = text.figures.partition_point(|f| f.range.start < segment.start);
    let depth = figures.iter().map(|f| f.depth).min()?;
    let semicolons = parted_by_semicolons(text, &segment, depth);
    let mut items: Vec<usize> = Vec::new();
    let mut last_end = segment.start;
    for (offset, figure) in figures.iter().enumerate() {
        if figure.depth != depth || figure.percent().is_some() {
            continue;
        }
        let gap = text.gap(last_end..figure.range.start);
        if gap.contains(". ") {
            break;
        }
        let parted = items.is_empty() || separator(gap, semicolons);
        if !parted {
            // a second number of the same item: "từ 3 lên 5" spoils the list, a further amount of a long item does not;
            // in "từ 12 mét đến dưới 15 mét: 596 tàu" the one behind the colon counts
            if semicolons {
                if gap.trim_end().ends_with(':') && figure.amount().is_some() {
                    items.pop();
                    items.push(first_index + offset);
                    last_end = figure.end();
                }
                continue;
            }
            break;
        }
        if figure.amount().is_none() {
            if semicolons {
                continue;
            }
            break;
        }
        items.push(first_index + offset);
        last_end = figure.end();
    }
    let least = if cue == Cue::Among { 1 } else { 2 };
    if items.len() < least {
        return None;
    }
    let figure = |index: usize| &text.figures[index];
    let label = |items: &[usize], position: usize| {
        let from = if position == 0 { segment.start } else { figure(items[position - 1]).end() };
        let gap = text.gap(from..figure(items[position]).range.start);
        if semicolons {
            gap.rsplit(';').next().unwrap_or(gap)
        } else {
            gap.rsplit([',', ';']).next().unwrap_or(gap)
        }
    };
    let mut end = items.len();
    for position in 0..items.len() {
        let own = label(&items, position).trim_start_matches([',', ';', ' ', ':']);
        let after = text.after(figure(items[position]).end(), 24);
        let statement =
            NOT_A_PART.iter().any(|w| starts_word(own, w)) || own.len() > 120 || own.contains("tổng số");
        if statement || after.trim_start().starts_with("so với") {
            end = position;
            break;
        }
    }
    items.truncate(end);
    if items.len() < least {
        return None;
    }
    let labelled =
        |p: usize| label(&items, p).chars().any(char::is_alphabetic) && !only_joins(label(&items, p));
    let units: Vec<bool> = (0..items.len()).map(|p| !figure(items[p]).unit.silent()).collect();
    let uniform = (0..items.len()).all(labelled)
        || (units.iter().all(|u| *u) && (0..items.len()).all(|p| !labelled(p)));
    let tail = text.gap(figure(*items.last()?).end()..segment.end);
    let open = tail.contains('…') || tail.contains("...") || tail.contains("v.v") || tail.contains(".v.v");
    let close = if bracket { segment.end + 1 } else { figure(*items.last()?).end().max(segment.start) };
    let sentence = text.sentences.get(text.sentence(head_before))?.clone();
    let heads = heads(text, sentence.start..head_before, depth, bracket, &items);
    (!heads.is_empty() || !bracket).then_some(Breakdown {
        heads,
        items,
        cue,
        open,
        uniform,
        range: head_before..close.min(text.str().len()),
    })
}

fn starts_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

fn only_joins(label: &str) -> bool {
    label
        .split([' ', ',', ';', ':'])
        .filter(|w| !w.is_empty())
        .all(|w| matches!(w, "và" | "có" | "là" | "với" | "cùng"))
}

fn separator(gap: &str, semicolons: bool) -> bool {
    if semicolons {
        gap.contains(';')
    } else {
        gap.contains([',', ';']) || gap.split(' ').any(|w| w == "và")
    }
}

/// A semicolon stands in a segment outside the brackets that are deeper than `depth`.
fn parted_by_semicolons(text: &Text<'_>, segment: &Range<usize>, depth: usize) -> bool {
    text.gap(segment.clone()).match_indices(';').any(|(offset, _)| {
        let at = segment.start + offset;
        let inside = |(open, close): (usize, usize)| open >= segment.start && close <= segment.end;
        text.depth(at) <= depth || !text.bracket_around(at).is_some_and(inside)
    })
}

/// Amounts before the list that may be its total, nearest first.
fn heads(
    text: &Text<'_>,
    before: Range<usize>,
    depth: usize,
    bracket: bool,
    items: &[usize],
) -> Vec<(usize, Amount)> {
    let limit = if bracket { depth.saturating_sub(1) } else { depth };
    let from = text.figures.partition_point(|f| f.range.start < before.start);
    let to = text.figures.partition_point(|f| f.range.end <= before.end);
    let mut out = Vec::new();
    for index in (from..to).rev().take(8) {
        let figure = &text.figures[index];
        if figure.depth > limit || items.contains(&index) {
            continue;
        }
        match figure.kind {
            FigureKind::Amount(amount) => out.push((index, amount)),
            FigureKind::Ratio(a, b) => out.extend([(index, a), (index, b)]),
            FigureKind::Percent(_) | FigureKind::Between(..) => {}
        }
    }
    out
}

/// The first amount of a sentence: what a following "Trong đó" breaks down.
fn main_amount(text: &Text<'_>, sentence: &Range<usize>) -> Vec<(usize, Amount)> {
    let from = text.figures.partition_point(|f| f.range.start < sentence.start);
    text.figures_in(sentence)
        .iter()
        .enumerate()
        .filter(|(_, f)| f.depth == 0)
        .filter_map(|(offset, f)| f.amount().map(|a| (from + offset, a)))
        .take(4)
        .collect()
}

/// The value of a figure for adding: in units where measures of different scale meet, as printed otherwise.
pub(crate) fn addend(figure: &Figure, scaled: bool) -> Option<Decimal> {
    if scaled { figure.scaled() } else { figure.amount().map(|a| a.value) }
}
