//! Sentences of the command line, from the Fluent files of `locales/`; Vietnamese first.

use auditor::Sentence;
pub(crate) use messages::Language;
use std::ops::Deref;

/// The sources of the messages of a language: file name, content.
fn files(language: Language) -> &'static [(&'static str, &'static str)] {
    macro_rules! files {
        ($language:literal: $($name:literal)*) => {
            &[$(($name, include_str!(concat!("../../../locales/", $language, "/", $name)))),*]
        };
    }
    match language {
        Language::Vi => files!("vi": "audit.ftl" "cli.ftl" "report.ftl" "rules.ftl"),
        Language::En => files!("en": "audit.ftl" "cli.ftl" "report.ftl" "rules.ftl"),
    }
}

/// The messages of a language.
pub(crate) struct Messages(messages::Messages);

impl Messages {
    /// The messages of `language`.
    pub(crate) fn new(language: Language) -> Self {
        Self(messages::Messages::new(language, files(language).iter().map(|(_, content)| *content)))
    }

    /// A sentence of the auditor or of this program.
    pub(crate) fn sentence(&self, sentence: &Sentence) -> String {
        reading::sentence(self, sentence)
    }
}

impl Deref for Messages {
    type Target = messages::Messages;

    fn deref(&self) -> &messages::Messages {
        &self.0
    }
}

#[cfg(test)]
#[path = "messages_tests.rs"]
mod tests;
