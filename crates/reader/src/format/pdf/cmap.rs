//! ToUnicode maps (ISO 32000-1 §9.10.3).

use std::collections::HashMap;

/// The most entries that are kept; a two-byte font has no more.
const MOST: usize = 1 << 16;

/// From codes to text.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    single: HashMap<u32, String>,
    /// First and last code and the text of the first, whose last unit is counted up.
    ranges: Vec<(u32, u32, Vec<u16>)>,
    /// Bytes of the shortest code space.
    pub(super) bytes: Option<usize>,
}

#[derive(Debug, PartialEq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

impl ToUnicode {
    pub(super) fn parse(text: &[u8]) -> Self {
        let mut map = Self::default();
        let mut rest = text;
        let mut section: &[u8] = b"";
        let mut pending: Vec<Vec<u8>> = Vec::new();
        let mut array: Option<Vec<Vec<u8>>> = None;
        while let Some((token, after)) = token(rest) {
            rest = after;
            match token {
                Token::Word(word) => {
                    section = match word {
                        b"beginbfchar" | b"beginbfrange" | b"begincodespacerange" => word,
                        w if w.starts_with(b"end") => b"",
                        _ => section,
                    };
                    pending.clear();
                    array = None;
                }
                Token::Open => array = Some(Vec::new()),
                Token::Hex(bytes) => match &mut array {
                    Some(items) => items.push(bytes),
                    None => pending.push(bytes),
                },
                Token::Close => {
                    if let (b"beginbfrange", [low, _], Some(items)) =
                        (section, pending.as_slice(), array.take())
                    {
                        let low = code(low);
                        for (index, item) in items.iter().enumerate().take(MOST) {
                            map.put(
                                low.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)),
                                &units(item),
                            );
                        }
                    }
                    pending.clear();
                }
            }
            match (section, pending.as_slice()) {
                (b"begincodespacerange", [low, _]) => {
                    map.bytes = Some(map.bytes.map_or(low.len(), |b| b.min(low.len())).clamp(1, 4));
                    pending.clear();
                }
                (b"beginbfchar", [from, to]) => {
                    map.put(code(from), &units(to));
                    pending.clear();
                }
                (b"beginbfrange", [low, high, to]) => {
                    if map.ranges.len() < MOST {
                        map.ranges.push((code(low), code(high), units(to)));
                    }
                    pending.clear();
                }
                _ => {}
            }
        }
        map.ranges.sort_by_key(|(low, ..)| *low);
        map
    }

    fn put(&mut self, code: u32, units: &[u16]) {
        if self.single.len() < MOST {
            self.single.insert(code, String::from_utf16_lossy(units));
        }
    }

    /// The text of a code.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let after = self.ranges.partition_point(|(low, ..)| *low <= code);
        let (low, high, text) = self.ranges.get(after.checked_sub(1)?)?;
        if code > *high {
            return None;
        }
        let mut units = text.clone();
        let last = units.last_mut()?;
        *last = last.wrapping_add(u16::try_from(code - low).ok()?);
        Some(String::from_utf16_lossy(&units))
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    if let [one] = bytes {
        return vec![u16::from(*one)];
    }
    bytes.chunks_exact(2).take(16).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()
}

fn token(text: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let start = text.iter().position(|b| !b.is_ascii_whitespace())?;
    let text = &text[start..];
    let until = |end: fn(&u8) -> bool, from: usize| {
        text[from..].iter().position(end).map_or(text.len(), |at| from + at)
    };
    match text[0] {
        b'%' => token(&text[until(|b| matches!(b, b'\n' | b'\r'), 0)..]),
        b'[' => Some((Token::Open, &text[1..])),
        b']' => Some((Token::Close, &text[1..])),
        b'<' if text.get(1) != Some(&b'<') => {
            let end = until(|b| *b == b'>', 1);
            Some((Token::Hex(hex(&text[1..end])), text.get(end + 1..).unwrap_or_default()))
        }
        b'<' | b'>' | b'(' | b')' | b'{' | b'}' | b'/' => Some((Token::Word(&text[..1]), &text[1..])),
        _ => {
            let end = until(|b| b.is_ascii_whitespace() || b"<>[](){}/%".contains(b), 1);
            Some((Token::Word(&text[..end]), &text[end..]))
        }
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits
        .iter()
        .filter_map(|d| char::from(*d).to_digit(16))
        .filter_map(|d| u8::try_from(d).ok())
        .take(64)
        .collect();
    values.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections() {
        let map = ToUnicode::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar <0003> <0020> <0004> <00660069>\
              endbfchar 2 beginbfrange <0010> <0012> <1EA0> <0020> <0021> [<0041> <0110>] endbfrange",
        );
        assert_eq!(map.bytes, Some(2));
        assert_eq!(map.get(4).as_deref(), Some("fi"));
        assert_eq!(map.get(0x12).as_deref(), Some("Ả"));
        assert_eq!(map.get(0x21).as_deref(), Some("Đ"));
        assert_eq!(map.get(0x13), None);
    }
}
