//! The messages of the site: every file of `locales/*/web`.

use crate::Frame;
use domain::rights::Right;
use messages::{Language, Messages};
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "../../locales/vi/web"]
struct Vietnamese;

#[derive(RustEmbed)]
#[folder = "../../locales/en/web"]
struct English;

/// The messages of a language.
#[must_use]
pub fn messages(language: Language) -> &'static Messages {
    static VIETNAMESE: LazyLock<Messages> = LazyLock::new(|| load(Language::Vi));
    static ENGLISH: LazyLock<Messages> = LazyLock::new(|| load(Language::En));
    match language {
        Language::Vi => &VIETNAMESE,
        Language::En => &ENGLISH,
    }
}

/// The name of a right.
pub(crate) fn right(frame: &Frame, right: Right) -> String {
    frame.word(&format!("right-{}", right.code().replace(['.', '_'], "-")))
}

fn load(language: Language) -> Messages {
    let files = files(language);
    Messages::new(language, files.iter().map(|(_, content)| content.as_str()))
}

/// The sources of the messages of a language: file name, content.
pub(crate) fn files(language: Language) -> Vec<(String, String)> {
    fn all<F: RustEmbed>() -> Vec<(String, String)> {
        let mut names: Vec<Cow<'static, str>> = F::iter().collect();
        names.sort();
        let content = |name: &str| F::get(name).map(|f| String::from_utf8_lossy(&f.data).into_owned());
        names.iter().filter_map(|name| Some((name.to_string(), content(name)?))).collect()
    }
    match language {
        Language::Vi => all::<Vietnamese>(),
        Language::En => all::<English>(),
    }
}
