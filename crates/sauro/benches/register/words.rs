//! Texts of an invented office: syllables as often as in real texts, where the tenth most frequent is a tenth as frequent as the first.

/// Consonants that a syllable begins with.
const BEGINNINGS: [&str; 24] = [
    "", "b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th",
    "tr", "v", "x", "gi",
];
/// What follows, with all its tones.
const ENDS: [&str; 84] = [
    "an", "àn", "án", "ản", "ãn", "ạn", "ang", "àng", "áng", "ảng", "ãng", "ạng", "anh", "ành", "ánh", "ảnh",
    "ãnh", "ạnh", "ao", "ào", "áo", "ảo", "ão", "ạo", "ân", "ần", "ấn", "ẩn", "ẫn", "ận", "ây", "ầy", "ấy",
    "ẩy", "ẫy", "ậy", "en", "èn", "én", "ẻn", "ẽn", "ẹn", "iên", "iền", "iến", "iển", "iễn", "iện", "inh",
    "ình", "ính", "ỉnh", "ĩnh", "ịnh", "oan", "oàn", "oán", "oản", "oãn", "oạn", "ôi", "ồi", "ối", "ổi",
    "ỗi", "ội", "ông", "ồng", "ống", "ổng", "ỗng", "ộng", "ương", "ường", "ướng", "ưởng", "ưỡng", "ượng",
    "ung", "ùng", "úng", "ủng", "ũng", "ụng",
];
/// Symbols of resolutions that texts cite.
const SYMBOLS: usize = 2_000;

/// A source of numbers that is the same in every run: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

/// The syllables, the most frequent first, and how frequent each is together with those before it.
pub(crate) struct Vocabulary {
    syllables: Vec<String>,
    sums: Vec<f64>,
    length: usize,
}

impl Vocabulary {
    /// For texts of so many syllables.
    pub(crate) fn new(length: usize) -> Self {
        let mut syllables: Vec<String> = Vec::new();
        for beginning in BEGINNINGS {
            syllables.extend(ENDS.iter().map(|end| format!("{beginning}{end}")));
        }
        // Not in the order of the alphabet: neighbours would have the same folded form.
        let mut chance = Chance::new(7);
        for place in (1..syllables.len()).rev() {
            syllables.swap(place, chance.below(place + 1));
        }
        let mut sum = 0.0;
        let sums = (1..=syllables.len())
            .map(|rank| {
                sum += 1.0 / rank as f64;
                sum
            })
            .collect();
        Self { syllables, sums, length }
    }

    /// The syllable of a rank.
    pub(crate) fn ranked(&self, rank: usize) -> &str {
        &self.syllables[rank % self.syllables.len()]
    }

    fn one(&self, chance: &mut Chance) -> &str {
        let whole = self.sums.last().copied().unwrap_or(1.0);
        let point = (chance.next() >> 11) as f64 / (1_u64 << 53) as f64 * whole;
        &self.syllables[self.sums.partition_point(|sum| *sum < point).min(self.syllables.len() - 1)]
    }

    pub(crate) fn text(&self, chance: &mut Chance, length: usize) -> String {
        let mut text = String::with_capacity(length * 6);
        for place in 0..length {
            if place > 0 {
                text.push_str(if place % 12 == 0 { ", " } else { " " });
            }
            text.push_str(self.one(chance));
        }
        text
    }

    /// A document of the generator: subject and text. A rare word stands in one of ten thousand, a symbol in one of two thousand, and
    /// its number, like its abbreviations, in very many.
    pub(crate) fn document(&self, number: u64) -> (String, String) {
        let mut chance = Chance::new(number);
        let subject = self.text(&mut chance, 12);
        let mut text = self.text(&mut chance, self.length);
        let cited = chance.below(SYMBOLS) + 1;
        let [one, two, three] = [(); 3].map(|()| chance.below(SYMBOLS) + 1);
        text.push_str(&format!(" hiếm{}, {cited}-NQ/TU, {one}, {two}, {three}", number % 10_000));
        (subject, text)
    }

    /// What people look for, by name.
    pub(crate) fn questions(&self, times: usize) -> [(&'static str, Vec<String>); 5] {
        let mut chance = Chance::new(11);
        let mut many = |make: &dyn Fn(&mut Chance) -> String| -> Vec<String> {
            (0..times).map(|_| make(&mut chance)).collect()
        };
        [
            ("rare word", many(&|chance| format!("hiếm{}", chance.below(10_000)))),
            ("common word", many(&|chance| self.ranked(chance.below(10)).to_owned())),
            (
                "two words of the middle",
                many(&|chance| {
                    format!("{} {}", self.ranked(20 + chance.below(80)), self.ranked(100 + chance.below(400)))
                }),
            ),
            (
                "phrase",
                many(&|chance| {
                    format!("\"{} {}\"", self.ranked(chance.below(30)), self.ranked(chance.below(30)))
                }),
            ),
            ("symbol in texts", many(&|chance| format!("{}-NQ/TU", chance.below(SYMBOLS) + 1))),
        ]
    }
}
