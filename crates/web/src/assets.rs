//! Style, scripts and pictures: in the program, under an address that changes when they change.

use crate::{Problem, Routes};
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY,
};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// All assets, compressed once.
struct Assets {
    /// First digits of the hash of all of them. One for all, so that modules name each other by relative paths.
    version: String,
    files: BTreeMap<String, Asset>,
}

struct Asset {
    kind: &'static str,
    plain: Vec<u8>,
    /// Only where it is smaller.
    zipped: Option<Vec<u8>>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let mut hash = Sha256::new();
    let mut files = BTreeMap::new();
    for name in names {
        let Some(file) = Files::get(&name) else { continue };
        hash.update(name.as_bytes());
        hash.update(&file.data);
        let plain = file.data.into_owned();
        let zipped = zip(&plain).filter(|zipped| zipped.len() < plain.len());
        files.insert(name.to_string(), Asset { kind: kind(&name), plain, zipped });
    }
    let version = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Assets { version, files }
});

fn zip(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// The address of an asset: `/assets/4f…/site.css`.
#[must_use]
pub fn url(name: &str) -> String {
    format!("/assets/{}/{name}", ASSETS.version)
}

/// Names of all assets.
#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ASSETS.files.keys().map(String::as_str)
}

pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Routes<S> {
    Routes::new()
        .plain("/assets/{version}/{*name}", asset)
        .plain("/robots.txt", || async { "User-agent: *\nDisallow: /\n" })
}

async fn asset(Path((version, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.files.get(&name) else { return Problem::not_found().into_response() };
    // A page of an older version may still ask under the old address: it gets the file, but nobody keeps it.
    let cache = if version == ASSETS.version { "public, max-age=31536000, immutable" } else { "no-store" };
    let unzips = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .any(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, ""));
            name.trim() == "gzip" && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        });
    let zipped = asset.zipped.as_deref().filter(|_| unzips);
    let mut response = zipped.unwrap_or(&asset.plain).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if zipped.is_some() {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}
