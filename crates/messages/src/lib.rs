//! Words for people, from Fluent files; Vietnamese first.
//!
//! This crate knows languages and how a message is put together. Which files there are, its user knows: the command
//! line has its list, the site another one.

mod catalogue;
mod language;

pub use catalogue::{Unreadable, keys};
pub use fluent_bundle::FluentValue;
pub use language::{Language, UnknownLanguage};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

/// The messages of a language. Can be shared between threads.
pub struct Messages {
    /// The language.
    pub language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Messages {
    /// The messages of `language`, from the contents of Fluent files. Of two messages with one key the later one holds.
    pub fn new<'a>(language: Language, sources: impl IntoIterator<Item = &'a str>) -> Self {
        let tag = language.tag().parse::<LanguageIdentifier>().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Marks of direction around arguments: noise in a terminal, in JSON and in Word.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Vi => |value, _| grouped(value, '.'),
            Language::En => |value, _| grouped(value, ','),
        }));
        for source in sources {
            // A file that does not parse as a whole still gives its good messages; tests of those who own files say that all are good.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The message `key` with `arguments`. Numbers are grouped the way of the language.
    ///
    /// An unknown key comes back as itself: a test of the files' owner proves that there is none.
    pub fn text<const N: usize>(&self, key: &str, arguments: [(&'static str, FluentValue<'_>); N]) -> String {
        self.format(key, arguments)
    }

    /// The message `key` without arguments; `fallback` where there is none.
    pub fn text_or(&self, key: &str, fallback: &str) -> String {
        if self.bundle.has_message(key) { self.text(key, []) } else { fallback.to_owned() }
    }

    /// The message `key` with as many arguments as there are; see [`Self::text`].
    pub fn format<'a>(
        &self,
        key: &str,
        arguments: impl IntoIterator<Item = (&'static str, FluentValue<'a>)>,
    ) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, value) in arguments {
            values.set(name, value);
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Messages").field("language", &self.language).finish_non_exhaustive()
    }
}

/// A whole number with its digits in groups of three; other values as they are.
fn grouped(value: &FluentValue<'_>, separator: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let text = number.as_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", &*text), |digits| ("-", digits));
    let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    whole.then(|| {
        let head = digits.len() % 3;
        let mut out = String::with_capacity(text.len() + digits.len() / 3);
        out.push_str(sign);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && index % 3 == head {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    })
}

#[cfg(test)]
mod tests;
