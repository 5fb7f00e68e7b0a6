//! What a number counts: `tỷ đồng`, `tổ chức đảng`, `lượt khách`.

use rust_decimal::Decimal;
use std::collections::HashSet;
use std::sync::LazyLock;
use vitext::letter::is_alphabetic;

/// The words after a number that say what it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Multiplier: 10⁹ for `tỷ`.
    pub scale: Decimal,
    /// What is counted, in comparable spelling (one tone placement, lower case): `tổ chức đảng`; empty where nothing is said.
    pub noun: String,
    /// Bytes of the text that scale and noun take, after the number.
    pub length: usize,
}

/// Words that end a noun phrase.
const STOP: &[&str] = &[
    "đạt",
    "chiếm",
    "bằng",
    "tăng",
    "giảm",
    "trong",
    "so",
    "với",
    "của",
    "do",
    "ở",
    "tại",
    "và",
    "hoặc",
    "được",
    "đã",
    "có",
    "là",
    "theo",
    "từ",
    "đến",
    "cho",
    "về",
    "thuộc",
    "để",
    "nhằm",
    "gồm",
    "bao",
    "trên",
    "vào",
    "bị",
    "không",
    "chưa",
    "còn",
    "như",
    "khi",
    "nay",
    "này",
    "vượt",
    "tương",
    "ước",
    "đang",
    "qua",
    "đối",
    "cụ",
    "phục",
    "hoàn",
    "sang",
    "khỏi",
    "ra",
    "trở",
    "lên",
    "xuống",
    "trước",
    "sau",
    "cùng",
    "mỗi",
    "các",
    "những",
    "tỷ_lệ",
    "bình",
    "thực",
    "tham",
    "tính",
    "giữ",
    "với",
];

static STOPS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP.iter().copied().collect());

/// The unit that begins `text`, the lower-case text right after a number.
pub(crate) fn unit(text: &str) -> Unit {
    let mut scale = Decimal::ONE;
    let mut noun = String::new();
    let mut at = 0;
    let mut length = 0;
    let mut count = 0;
    loop {
        let rest = &text[at..];
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        if at > 0 && spaces == 0 {
            break;
        }
        let word_length = rest[spaces..]
            .find(|c: char| !is_alphabetic(c) && !matches!(c, '²' | '³'))
            .unwrap_or(rest.len() - spaces);
        let word = &rest[spaces..spaces + word_length];
        // "12 dự án", but "12% dự toán", "12 dự kiến"
        let planned =
            word == "dự" && ["dự kiến", "dự toán", "dự báo"].iter().any(|w| rest[spaces..].starts_with(w));
        // "58 bị cáo" counts them, "12 bị xử lý" says what became of them
        let accused = word == "bị"
            && ["bị cáo", "bị can", "bị hại", "bị đơn"].iter().any(|w| rest[spaces..].starts_with(w));
        let begins = count == 0 && word == "bình" || accused;
        if word.is_empty() || planned || STOPS.contains(word) && !begins {
            break;
        }
        if count == 0
            && let Some(larger) = scale_word(word).and_then(|factor| scale.checked_mul(factor))
        {
            scale = larger;
            at += spaces + word_length;
            length = at;
            continue;
        }
        if count == 5 {
            break;
        }
        if !noun.is_empty() {
            noun.push(' ');
        }
        noun.push_str(word);
        count += 1;
        at += spaces + word_length;
        length = at;
        if at < text.len() && !text[at..].starts_with(' ') {
            break;
        }
    }
    Unit { scale, noun: vitext::tone::key(&noun), length }
}

fn scale_word(word: &str) -> Option<Decimal> {
    Some(Decimal::from(match word {
        "nghìn" | "ngàn" => 1_000_i64,
        "vạn" => 10_000,
        "triệu" => 1_000_000,
        "tỷ" | "tỉ" => 1_000_000_000,
        _ => return None,
    }))
}

impl Unit {
    /// Both count the same kind of thing, as far as the words tell: one phrase begins like the other.
    pub(crate) fn like(&self, other: &Self) -> bool {
        if self.noun.is_empty() || other.noun.is_empty() {
            return false;
        }
        let (mut a, mut b) = (self.noun.split(' '), other.noun.split(' '));
        let first = a.next() == b.next();
        let second = match (a.next(), b.next()) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        first && second
    }

    /// Both count things of one sort, as far as the first word tells: `đoàn cấp thành phố` and `đoàn khách quốc tế`.
    pub(crate) fn kin(&self, other: &Self) -> bool {
        // first syllables of many words of two
        const SHARED: &[&str] =
            &["đảng", "tổ", "đồng", "cán", "cơ", "văn", "chi", "công", "nhân", "doanh", "người", "báo"];
        let first = self.noun.split(' ').next().unwrap_or("");
        self.like(other)
            || !first.is_empty() && !SHARED.contains(&first) && other.noun.split(' ').next() == Some(first)
    }

    /// Nothing is said of what is counted.
    pub(crate) fn silent(&self) -> bool {
        self.noun.is_empty() && self.scale == Decimal::ONE
    }

    /// The measure of a length, an area, a weight, a time or a mark, none of which counts things.
    pub(crate) fn physical(&self) -> Option<&str> {
        const MEASURES: &[&str] = &[
            "km", "m", "mét", "cm", "ha", "héc", "hecta", "sào", "m²", "m³", "km²", "tấn", "tạ", "kg", "yến",
            "lít", "mw", "kw", "kwh", "gb", "tb", "mbps", "điểm", "phút", "giờ", "tuổi",
        ];
        self.noun.split(' ').next().filter(|word| MEASURES.contains(word))
    }

    /// Money, weight or another measured amount, as opposed to a count of things.
    pub(crate) fn measured(&self) -> bool {
        self.scale > Decimal::from(1_000) || self.noun == "đồng" || self.noun.starts_with("usd")
    }
}
