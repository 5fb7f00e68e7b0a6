//! Sentences for people, from the Fluent files of `locales/`; Vietnamese first.

use auditor::Sentence;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Tag of BCP 47: `vi`.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The sources of its messages: file name, content.
    fn files(self) -> &'static [(&'static str, &'static str)] {
        macro_rules! files {
            ($language:literal: $($name:literal)*) => {
                &[$(($name, include_str!(concat!("../../../locales/", $language, "/", $name)))),*]
            };
        }
        match self {
            Self::Vi => files!("vi": "audit.ftl" "cli.ftl" "report.ftl" "rules.ftl"),
            Self::En => files!("en": "audit.ftl" "cli.ftl" "report.ftl" "rules.ftl"),
        }
    }
}

/// The messages of a language.
pub(crate) struct Messages {
    /// The language.
    pub(crate) language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Messages {
    /// The messages of `language`.
    pub(crate) fn new(language: Language) -> Self {
        Self::of(language, language.files().iter().map(|(_, content)| *content))
    }

    fn of<'a>(language: Language, sources: impl Iterator<Item = &'a str>) -> Self {
        let mut bundle =
            FluentBundle::new(vec![language.tag().parse::<LanguageIdentifier>().unwrap_or_default()]);
        // Marks of direction around arguments: noise in a terminal, in JSON and in Word.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Vi => |value, _| grouped(value, '.'),
            Language::En => |value, _| grouped(value, ','),
        }));
        for source in sources {
            // A file that does not parse as a whole still gives its good messages; a test says that all of them are good.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The message `key` with `arguments`. Numbers are grouped the way of the language.
    ///
    /// An unknown key comes back as itself: a test proves that there is none.
    pub(crate) fn text<const N: usize>(
        &self,
        key: &str,
        arguments: [(&'static str, FluentValue<'_>); N],
    ) -> String {
        self.format(key, arguments)
    }

    /// The message `key` without arguments; `fallback` where there is none.
    pub(crate) fn text_or(&self, key: &str, fallback: &str) -> String {
        if self.bundle.has_message(key) { self.text(key, []) } else { fallback.to_owned() }
    }

    /// A sentence of the auditor or of this program.
    pub(crate) fn sentence(&self, sentence: &Sentence) -> String {
        self.format(
            sentence.key,
            sentence.arguments.iter().map(|(name, value)| (*name, value.as_str().into())),
        )
    }

    fn format<'a>(
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

/// A whole number with its digits in groups of three; other values as they are.
fn grouped(value: &FluentValue<'_>, separator: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = number.as_string();
    let whole = digits.bytes().all(|b| b.is_ascii_digit());
    whole.then(|| {
        let head = digits.len() % 3;
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
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
#[path = "messages_tests.rs"]
mod tests;
