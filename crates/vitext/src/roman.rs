//! Roman numerals, as headings, quarters and terms use them.

/// The value of an upper-case Roman numeral up to 89 in its one correct spelling; `None` for any other text.
///
/// Larger ones do not occur in documents, and `C`, `D`, `M` are far more often letters of a list.
#[must_use]
pub fn parse(text: &str) -> Option<u32> {
    let mut value = 0;
    let mut rest = text;
    for (numeral, worth) in [("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)] {
        while let Some(tail) = rest.strip_prefix(numeral) {
            value += worth;
            rest = tail;
        }
    }
    (rest.is_empty() && value > 0 && value < 90 && write(value) == text).then_some(value)
}

/// The Roman numeral of `value`.
#[must_use]
pub fn write(mut value: u32) -> String {
    let mut out = String::new();
    for (numeral, worth) in [("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)] {
        while value >= worth {
            out.push_str(numeral);
            value -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        for value in 1..90 {
            assert_eq!(parse(&write(value)), Some(value));
        }
        for wrong in ["", "IIII", "VX", "IC", "A", "IXI", "iv"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
