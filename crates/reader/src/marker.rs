//! What a paragraph begins with: the label of a heading, a list item, nothing.

use vitext::{number::digits, roman};

/// The label at the beginning of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// What kind of label.
    pub kind: MarkerKind,
    /// Bytes of the label with the spaces after it.
    pub length: usize,
}

/// Kinds of labels, from the outermost to the innermost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkerKind {
    /// `Phần thứ nhất`, `Phần I`.
    Part(u32),
    /// `Chương II`.
    Chapter(u32),
    /// `Mục 2`.
    Division(u32),
    /// `A.`
    Capital(char),
    /// `II.`
    Roman(u32),
    /// `Điều 5.`
    Article(u32),
    /// `2.`, `2.1.`: the numbers from the outermost on.
    Arabic(Vec<u32>),
    /// `a)`
    Letter(char),
    /// `(1)`, `1)` in brackets of its own.
    Bracket(u32),
    /// `(i)`, `ii)`
    SmallRoman(u32),
    /// `#` of Markdown: the depth.
    Hash(u32),
    /// `-`, `+`, `•`
    Dash,
}

impl MarkerKind {
    /// Rank in the outline, smaller is further out; `None` for a dash, which opens no section.
    #[must_use]
    pub fn rank(&self) -> Option<usize> {
        Some(match self {
            Self::Part(_) => 1,
            Self::Chapter(_) => 2,
            Self::Division(_) => 3,
            Self::Capital(_) => 4,
            Self::Roman(_) => 5,
            Self::Article(_) => 6,
            Self::Hash(depth) => 6 + *depth as usize,
            Self::Arabic(numbers) => 20 + numbers.len(),
            Self::Letter(_) => 30,
            Self::Bracket(_) => 31,
            Self::SmallRoman(_) => 32,
            Self::Dash => return None,
        })
    }

    /// Opens a heading proper, as opposed to an item of a list.
    #[must_use]
    pub fn is_heading(&self) -> bool {
        self.rank().is_some_and(|rank| rank < 30)
    }
}

/// The marker that `text` begins with.
#[must_use]
pub fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let found = match first {
        '-' | '–' | '—' | '+' | '*' | '•' | '●' | '▪' | '■' | '◦' | '·' | '\u{f0b7}' | '\u{f02d}' => {
            dash(text, first)
        }
        '#' => hash(text),
        '(' => bracket(text),
        '0'..='9' => arabic(text),
        'A'..='Z' | 'a'..='z' | 'Đ' | 'đ' => {
            roman_heading(text).or_else(|| word(text)).or_else(|| letter(text))
        }
        _ => None,
    }?;
    let (kind, length) = found;
    let rest = &text[length..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    // a label alone is a label too: the title may stand in the next line
    Some(Marker { kind, length: length + spaces })
}

fn dash(text: &str, first: char) -> Option<(MarkerKind, usize)> {
    let length = first.len_utf8();
    let rest = &text[length..];
    let plain = rest.starts_with(' ');
    let glued = first == '-' && rest.chars().next().is_some_and(char::is_uppercase);
    (plain || glued || matches!(first, '•' | '●' | '▪' | '■' | '◦' | '\u{f0b7}' | '\u{f02d}'))
        .then_some((MarkerKind::Dash, length))
}

/// `## Kết quả`; of `## II. Kết quả` the label counts, not the depth.
fn hash(text: &str) -> Option<(MarkerKind, usize)> {
    let depth = text.bytes().take_while(|b| *b == b'#').count();
    if depth > 6 || !text[depth..].starts_with(' ') {
        return None;
    }
    let title = text[depth..].trim_start_matches(' ');
    let start = text.len() - title.len();
    match marker(title).filter(|m| !title.starts_with('#') && m.kind.is_heading()) {
        Some(inner) => Some((inner.kind, start + inner.length)),
        None => Some((MarkerKind::Hash(u32::try_from(depth).unwrap_or(6)), depth)),
    }
}

fn bracket(text: &str) -> Option<(MarkerKind, usize)> {
    let close = text.get(1..)?.find(')').filter(|at| *at <= 5)? + 1;
    let label = &text[1..close];
    let kind = numeral(label)?;
    Some((kind, close + 1))
}

fn numeral(label: &str) -> Option<MarkerKind> {
    if !label.is_empty() && label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit()) {
        return label.parse().ok().map(MarkerKind::Bracket);
    }
    if let Some(value) = small_roman(label) {
        return Some(MarkerKind::SmallRoman(value));
    }
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_lowercase() => Some(MarkerKind::Letter(c)),
        _ => None,
    }
}

/// The value of `i`, `ii`, `iv` …
fn small_roman(label: &str) -> Option<u32> {
    (!label.is_empty() && label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
        .then(|| roman::parse(&label.to_uppercase()))
        .flatten()
}

fn arabic(text: &str) -> Option<(MarkerKind, usize)> {
    let bytes = text.as_bytes();
    let mut numbers = Vec::new();
    let mut end = 0;
    loop {
        let part = digits(bytes, end);
        if !(1..=2).contains(&part.len()) {
            break;
        }
        numbers.push(text[part.clone()].parse().ok()?);
        end = part.end;
        if bytes.get(end) == Some(&b'.')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
            && numbers.len() < 6
        {
            end += 1;
        } else {
            break;
        }
    }
    if numbers.is_empty() || bytes.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let closed = matches!(bytes.get(end), Some(b'.' | b')' | b'/'));
    let after = &text[end + usize::from(closed)..];
    let spaced = after.is_empty() || after.starts_with(' ');
    let capital = after
        .trim_start_matches(' ')
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"'));
    if closed && bytes[end] == b')' && spaced {
        return Some((MarkerKind::Bracket(*numbers.first()?), end + 1));
    }
    // "1.Công tác": the space is often forgotten; "2.1 Công tác": so is the last dot
    if closed && bytes[end] == b'.' && (spaced || capital)
        || closed && bytes[end] == b'/' && spaced && capital
    {
        return Some((MarkerKind::Arabic(numbers), end + 1));
    }
    (!closed && numbers.len() > 1 && spaced && capital).then_some((MarkerKind::Arabic(numbers), end))
}

fn roman_heading(text: &str) -> Option<(MarkerKind, usize)> {
    let length = text.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
    let value = roman::parse(&text[..length])?;
    let rest = &text[length..];
    let end = if rest.starts_with(['.', '-', '/', ':', ')']) {
        length + 1
    } else if rest.starts_with(" -") || rest.starts_with(" .") {
        length + 2
    } else {
        return None;
    };
    let after = text[end..].trim_start_matches([' ', '.', '-']);
    (after.is_empty() || after.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphanumeric()))
        .then_some((MarkerKind::Roman(value), end))
}

fn word(text: &str) -> Option<(MarkerKind, usize)> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let (head, tail) = text.split_once(' ')?;
    let kind: fn(u32) -> MarkerKind = match head.to_lowercase().as_str() {
        "phần" => MarkerKind::Part,
        "chương" => MarkerKind::Chapter,
        "mục" => MarkerKind::Division,
        "điều" => MarkerKind::Article,
        _ => return None,
    };
    let label: &str = tail.split([' ', '.', ':', '-', ',']).next()?;
    let (value, length) = if let Ok(value) = label.parse() {
        (value, label.len())
    } else if let Some(value) = roman::parse(label) {
        (value, label.len())
    } else {
        let rest = tail.to_lowercase();
        let ordinals = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
        let index =
            ordinals.iter().position(|o| rest.strip_prefix("thứ ").is_some_and(|r| r.starts_with(o)))?;
        (u32::try_from(index).ok()? + 1, "thứ ".len() + ordinals[index].len())
    };
    let mut end = head.len() + 1 + length;
    match text[end..].chars().next() {
        None => {}
        Some('.' | ':') => end += 1,
        // "Điều 5 của Nghị định", "Điều 17 Nghị định này", "Phần I này": a mention, not a heading
        Some(' ') if head.to_lowercase() == "điều" => return None,
        Some(' ') if text[end..].trim_start().chars().next().is_none_or(char::is_uppercase) => {}
        Some(' ') if text[end..].trim_start().starts_with(['-', '–']) => {}
        Some(_) => return None,
    }
    Some((kind(value), end))
}

fn letter(text: &str) -> Option<(MarkerKind, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let (head, _) = text.split_at(first.len_utf8());
    if let Some(close) = text.find(')').filter(|at| (2..=5).contains(at))
        && let Some(value) = small_roman(&text[..close])
    {
        return Some((MarkerKind::SmallRoman(value), close + 1));
    }
    let sign = chars.next()?;
    if !matches!(sign, '.' | ')') || chars.next().is_some_and(|c| c != ' ') {
        return None;
    }
    if let Some(value) = small_roman(head)
        && sign == ')'
    {
        return Some((MarkerKind::SmallRoman(value), 2));
    }
    let length = first.len_utf8() + 1;
    let title = text[length..].trim_start().chars().next();
    match first {
        c if c.is_lowercase() => Some((MarkerKind::Letter(c), length)),
        c if title.is_none_or(char::is_uppercase) => Some((MarkerKind::Capital(c), length)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        use MarkerKind::*;
        for (text, want) in [
            ("I. KẾT QUẢ", Some((Roman(1), "KẾT QUẢ"))),
            ("II- MỤC TIÊU", Some((Roman(2), "MỤC TIÊU"))),
            ("I, nhiệm kỳ", None),
            ("IV. nhiệm", None),
            ("1. Tổ chức", Some((Arabic(vec![1]), "Tổ chức"))),
            ("2.1.Công tác", Some((Arabic(vec![2, 1]), "Công tác"))),
            ("2.2.1 Công tác", Some((Arabic(vec![2, 2, 1]), "Công tác"))),
            ("2030. Tiếp tục", None),
            ("03 đồng chí", None),
            ("12,5 tỷ", None),
            ("1.500 hộ", None),
            ("- Giao", Some((Dash, "Giao"))),
            ("-Giao", Some((Dash, "Giao"))),
            ("-1,5%", None),
            ("(1) Các", Some((Bracket(1), "Các"))),
            ("(iv) các", Some((SmallRoman(4), "các"))),
            ("ii) vụ án", Some((SmallRoman(2), "vụ án"))),
            ("a) Về", Some((Letter('a'), "Về"))),
            ("đ) Về", Some((Letter('đ'), "Về"))),
            ("A. ĐÁNH GIÁ", Some((Capital('A'), "ĐÁNH GIÁ"))),
            ("Phần thứ hai: Mục tiêu", Some((Part(2), "Mục tiêu"))),
            ("PHẦN I - ĐÁNH GIÁ", Some((Part(1), "- ĐÁNH GIÁ"))),
            ("Điều 5. Hiệu lực", Some((Article(5), "Hiệu lực"))),
            ("Điều 5 của Nghị định", None),
            ("Điều 17 Nghị định này.", None),
            ("Mục tiêu: giữ vững", None),
            ("## Kết quả", Some((Hash(2), "Kết quả"))),
            ("## II. Kết quả", Some((Roman(2), "Kết quả"))),
            ("1) Thu ngân sách", Some((Bracket(1), "Thu ngân sách"))),
            ("(khóa XIII)", None),
        ] {
            let got = marker(text).map(|m| (m.kind, &text[m.length..]));
            assert_eq!(got, want, "{text}");
        }
    }
}
