//! From bytes of a text file to text.

use super::legacy;
use crate::Refusal;
use encoding_rs::Encoding;
use std::borrow::Cow;

/// Share of control characters over which bytes are no text: one in this many.
const CONTROL_SHARE: usize = 50;

/// The text of `bytes`: UTF-8 unchanged, UTF-16 by its byte order mark, what `<meta charset>` of HTML says, else the old
/// Vietnamese encodings; these also where they were saved to Unicode without being read first.
///
/// # Errors
/// [`Refusal::NotADocument`] for what is no text in any of them.
pub(crate) fn decode(bytes: &[u8], html: bool) -> Result<Cow<'_, str>, Refusal> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        let text = encoding.decode_with_bom_removal(bytes).0.into_owned();
        return Ok(legacy::resaved(&text, html).map_or(Cow::Owned(text), Cow::Owned));
    }
    refuse_binary(bytes)?;
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(legacy::resaved(text, html).map_or(Cow::Borrowed(text), Cow::Owned));
    }
    if html
        && let Some(encoding) = declared(bytes)
        && encoding != encoding_rs::UTF_8
    {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    Ok(legacy::decode_bytes(bytes))
}

/// Whether `bytes` are HTML: they say so, or the name does (`named`) and there is a tag at all.
pub(super) fn looks_like_html(bytes: &[u8], named: bool) -> bool {
    let head: String = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(&bytes[..bytes.len().min(2048)]).0.into_owned(),
        None => String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned(),
    };
    let start = head.trim_start().to_lowercase();
    if ["<!doctype html", "<html", "<head", "<body", "<meta"].iter().any(|tag| start.starts_with(tag)) {
        return true;
    }
    if start.starts_with("<?xml") || start.starts_with("<!--") {
        return start.contains("<html");
    }
    named && memchr::memchr(b'<', bytes).is_some()
}

fn refuse_binary(bytes: &[u8]) -> Result<(), Refusal> {
    if memchr::memchr(0, bytes).is_some() {
        return Err(Refusal::NotADocument("it holds bytes that no text has"));
    }
    let controls = bytes.iter().filter(|b| b.is_ascii_control() && !matches!(**b, 0x09..=0x0d)).count();
    if controls > 4 && controls.saturating_mul(CONTROL_SHARE) > bytes.len() {
        return Err(Refusal::NotADocument("it holds too many control characters for a text"));
    }
    Ok(())
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let (_, after) = head.split_once("charset")?;
    let label = after.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let end =
        label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}
