//! Fonts: from the bytes of a string to text and widths (ISO 32000-1 §9).

use super::cmap::ToUnicode;
use crate::format::legacy;
use lopdf::{Dictionary, Document, Object, dictionary};
use std::collections::HashMap;

/// Width of a letter where nothing says it, in thousandths.
const UNKNOWN_WIDTH: f64 = 500.0;

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    pub(super) bold: bool,
    /// The old encoding that its name tells.
    pub(super) legacy: Option<legacy::Font>,
    unicode: Option<ToUnicode>,
    simple: Vec<Option<char>>,
    composite: bool,
    /// Letters as two-byte Unicode.
    ucs2: bool,
    widths: HashMap<u32, f64>,
    default_width: f64,
    /// What a width is multiplied by to be in units of the font size.
    scale: f64,
}

/// A letter of a string.
#[derive(Debug)]
pub(super) struct Letter {
    pub(super) text: String,
    /// In units of the font size.
    pub(super) width: f64,
    /// A space of one byte, to which word spacing applies.
    pub(super) is_space: bool,
}

impl Font {
    /// Reads a font; what cannot be read is left unknown.
    pub(super) fn read(document: &Document, dictionary: &Dictionary, limit: usize) -> Self {
        let name = |d: &Dictionary, key: &[u8]| {
            d.get_deref(key, document)
                .and_then(Object::as_name)
                .map(|n| String::from_utf8_lossy(n).into_owned())
        };
        let base = name(dictionary, b"BaseFont").unwrap_or_default();
        let base = base.split_once('+').map_or(base.as_str(), |(_, b)| b).to_owned();
        let subtype = name(dictionary, b"Subtype").unwrap_or_default();
        let composite = subtype == "Type0";
        let descendant = dictionary
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|a| a.first())
            .and_then(|o| document.dereference(o).ok())
            .and_then(|(_, o)| o.as_dict().ok());
        let holder = descendant.unwrap_or(dictionary);
        let descriptor = holder.get_deref(b"FontDescriptor", document).and_then(Object::as_dict).ok();
        let unicode = dictionary
            .get_deref(b"ToUnicode", document)
            .and_then(Object::as_stream)
            .ok()
            .and_then(|s| s.get_plain_content_with_limit(limit).ok())
            .map(|content| ToUnicode::parse(&content));
        let encoding = name(dictionary, b"Encoding").unwrap_or_default();
        let mut font = Self {
            bold: is_bold(&base, descriptor, document),
            legacy: legacy::Font::of(&base),
            simple: if composite { Vec::new() } else { simple(document, dictionary) },
            ucs2: composite && encoding.contains("UCS2") || encoding.contains("UTF16"),
            composite,
            unicode,
            widths: HashMap::new(),
            default_width: UNKNOWN_WIDTH,
            scale: 0.001,
        };
        if composite {
            font.default_width =
                holder.get_deref(b"DW", document).and_then(Object::as_float).map_or(1000.0, f64::from);
            font.composite_widths(document, holder);
        } else {
            if let Some(missing) = descriptor.and_then(|d| d.get_deref(b"MissingWidth", document).ok())
                && let Ok(width) = missing.as_float()
                && width > 0.0
            {
                font.default_width = f64::from(width);
            }
            font.simple_widths(document, dictionary);
            if subtype == "Type3" {
                let matrix = dictionary.get_deref(b"FontMatrix", document).and_then(Object::as_array);
                let across = matrix.ok().and_then(|m| m.first()).and_then(|o| o.as_float().ok());
                font.scale = across.map_or(0.001, |a| f64::from(a).abs());
            }
        }
        font
    }

    fn simple_widths(&mut self, document: &Document, dictionary: &Dictionary) {
        let first = dictionary.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
        let Ok(widths) = dictionary.get_deref(b"Widths", document).and_then(Object::as_array) else { return };
        for (code, width) in (first.max(0)..).zip(widths.iter().take(256)) {
            if let (Ok(code), Some(width)) = (u32::try_from(code), number(document, width)) {
                self.widths.insert(code, width);
            }
        }
    }

    /// `[c [w w …] first last w …]`.
    fn composite_widths(&mut self, document: &Document, holder: &Dictionary) {
        let Ok(items) = holder.get_deref(b"W", document).and_then(Object::as_array) else { return };
        let mut items = items.iter();
        while let (Some(first), Some(second)) = (items.next(), items.next()) {
            let Some(first) = number(document, first).map(|n| n.max(0.0) as u32) else { return };
            let second = document.dereference(second).map_or(second, |(_, o)| o);
            if let Ok(list) = second.as_array() {
                for (code, width) in (first..).zip(list.iter().take(1 << 16)) {
                    self.widths.insert(code, number(document, width).unwrap_or(self.default_width));
                }
            } else if let (Some(last), Some(width)) =
                (number(document, second), items.next().and_then(|w| number(document, w)))
            {
                for code in (first..=last.max(0.0) as u32).take(1 << 16) {
                    self.widths.insert(code, width);
                }
            }
            if self.widths.len() > 1 << 17 {
                return;
            }
        }
    }

    /// The letters of a string.
    pub(super) fn letters<'f>(&'f self, bytes: &'f [u8]) -> impl Iterator<Item = Letter> + 'f {
        let size = if self.composite { self.unicode.as_ref().and_then(|u| u.bytes).unwrap_or(2) } else { 1 };
        bytes.chunks(size).map(move |chunk| {
            let code = chunk.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            let width = self.widths.get(&code).copied().unwrap_or(self.default_width);
            Letter { text: self.text(code), width: width * self.scale, is_space: size == 1 && code == 32 }
        })
    }

    fn text(&self, code: u32) -> String {
        if let Some(text) = self.unicode.as_ref().and_then(|u| u.get(code))
            && !text.is_empty()
        {
            return text;
        }
        let c = if self.ucs2 {
            char::from_u32(code)
        } else if self.composite {
            // A code without a meaning is a shape, not a letter.
            None
        } else {
            self.simple.get(code as usize).copied().flatten()
        };
        c.unwrap_or(char::REPLACEMENT_CHARACTER).to_string()
    }
}

fn number(document: &Document, object: &Object) -> Option<f64> {
    let (_, object) = document.dereference(object).ok()?;
    object.as_float().ok().map(f64::from)
}

fn is_bold(name: &str, descriptor: Option<&Dictionary>, document: &Document) -> bool {
    const FORCE_BOLD: i64 = 1 << 18;
    let name = name.to_lowercase();
    let named = ["bold", "black", "heavy", "semibold", "demi"].iter().any(|w| name.contains(w));
    let flags = descriptor.and_then(|d| d.get_deref(b"Flags", document).ok()).and_then(|f| f.as_i64().ok());
    let weight =
        descriptor.and_then(|d| d.get_deref(b"FontWeight", document).ok()).and_then(|w| w.as_float().ok());
    named || flags.is_some_and(|f| f & FORCE_BOLD != 0) || weight.is_some_and(|w| w >= 600.0)
}

/// The letters of the 256 codes of a simple font.
fn simple(document: &Document, dictionary: &Dictionary) -> Vec<Option<char>> {
    let encoding = dictionary.get_deref(b"Encoding", document).ok();
    let details = encoding.and_then(|e| e.as_dict().ok());
    let base = match details {
        Some(details) => details.get_deref(b"BaseEncoding", document).and_then(Object::as_name).ok(),
        None => encoding.and_then(|e| e.as_name().ok()),
    };
    let known = [b"MacRomanEncoding".as_slice(), b"StandardEncoding", b"MacExpertEncoding"];
    let base = base.filter(|b| known.contains(b)).unwrap_or(b"WinAnsiEncoding");
    let table = dictionary! { "Type" => "Font", "Encoding" => Object::Name(base.to_vec()) };
    let mut letters: Vec<Option<char>> = (0..=255).map(|code| encoded(document, &table, code)).collect();
    let differences =
        details.and_then(|d| d.get_deref(b"Differences", document).ok()).and_then(|d| d.as_array().ok());
    let mut code = 0_usize;
    for item in differences.into_iter().flatten() {
        if let Ok(next) = item.as_i64() {
            code = usize::try_from(next).unwrap_or(0);
        } else if let Ok(name) = item.as_name() {
            if let Some(place) = letters.get_mut(code) {
                *place = named(document, name).or(*place);
            }
            code = code.saturating_add(1);
        }
    }
    letters
}

/// The letter of a code in a font of which only the encoding is known.
fn encoded(document: &Document, font: &Dictionary, code: u8) -> Option<char> {
    font.get_font_encoding(document).ok()?.bytes_to_string(&[code]).ok()?.chars().next()
}

/// The letter that a glyph name stands for.
fn named(document: &Document, name: &[u8]) -> Option<char> {
    let text = std::str::from_utf8(name).ok()?;
    let digits = text.strip_prefix("uni").or_else(|| text.strip_prefix('u'));
    let code = digits.filter(|d| d.len() >= 4).and_then(|d| u32::from_str_radix(d.get(..4)?, 16).ok());
    if let Some(c) = code.and_then(char::from_u32) {
        return Some(c);
    }
    // The library knows the names but does not show its list; a code that no base encoding has asks it for one.
    let differences = vec![Object::Integer(1), Object::Name(name.to_vec())];
    let font = dictionary! { "Type" => "Font", "Encoding" => dictionary! { "Differences" => differences } };
    encoded(document, &font, 1)
}
