//! Which language a request is answered in.

use crate::cookie::Cookie;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use messages::Language;

/// The language that a person chose on this browser; kept for a year.
pub(crate) const COOKIE: Cookie = Cookie { name: "language", seconds: 365 * 24 * 3600 };

/// The language chosen on this browser, if one was.
pub(crate) fn chosen(headers: &HeaderMap) -> Option<Language> {
    COOKIE.read(headers)?.parse().ok()
}

/// The language that the browser asks for: the one of ours with the highest weight; Vietnamese where it names neither.
pub(crate) fn accepted(headers: &HeaderMap) -> Language {
    let header = headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let mut best = (0, Language::default());
    for part in header.split(',').take(20) {
        let (range, parameters) = part.split_once(';').unwrap_or((part, ""));
        let primary = range.trim().split('-').next().unwrap_or("").to_lowercase();
        let Ok(language) = primary.parse() else { continue };
        let weight = parameters.trim().strip_prefix("q=").map_or(Some(1000), thousandths).unwrap_or(0);
        if weight > best.0 {
            best = (weight, language);
        }
    }
    best.1
}

/// A weight of RFC 9110 §12.4.2 in thousandths: `0.8` → 800.
fn thousandths(weight: &str) -> Option<u32> {
    let (whole, decimals) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let digits = format!("{decimals:0<3}");
    let thousandths: u32 = digits.get(..3)?.parse().ok()?;
    Some((whole.parse::<u32>().ok()?.min(1) * 1000 + thousandths).min(1000))
}
