use super::Field;
use crate::Frame;
use axum::http::StatusCode;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// What was typed into a form, and what is wrong with it: how a form keeps what was typed.
///
/// A handler takes the pairs of the body, tries the use case, and shows the same page again with the errors set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    typed: BTreeMap<String, String>,
    errors: Vec<(String, String)>,
}

impl Form {
    /// The pairs that a browser sent.
    #[must_use]
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        // Nobody types it, and no database keeps it.
        let without_null = |(name, text): (String, String)| (name, text.replace('\0', ""));
        Self { typed: pairs.into_iter().map(without_null).collect(), errors: Vec::new() }
    }

    /// What was typed into the field `name`, without spaces around.
    #[must_use]
    pub fn typed(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", |text| text.trim())
    }

    /// Sets what stands in a field before anybody typed.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.typed.insert(name.into(), value.into());
    }

    /// Says in one sentence what is wrong with a field; `""` for the form as a whole.
    pub fn wrong(&mut self, name: impl Into<String>, sentence: impl Into<String>) {
        self.errors.push((name.into(), sentence.into()));
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.errors.is_empty()
    }

    /// 422 where something is wrong: the status of the page that shows the form again.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        if self.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }

    /// All sentences, each with its field; no name where it is about the whole form.
    pub(crate) fn errors(&self) -> impl Iterator<Item = (&str, &str)> {
        self.errors.iter().map(|(name, sentence)| (name.as_str(), sentence.as_str()))
    }

    /// What is wrong with a field, if anything.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|(field, _)| field == name).map(|(_, sentence)| sentence.as_str())
    }

    /// `field` with what was typed into it and what is wrong with it.
    pub fn field(&self, field: Field) -> Field {
        let name = field.name().to_owned();
        let field = match self.typed.get(&name) {
            Some(typed) => field.value(typed),
            None => field,
        };
        match self.error(&name) {
            Some(error) => field.error(error),
            None => field,
        }
    }

    /// What is wrong, above the form, each with a link to its field; nothing while nothing is.
    #[must_use]
    pub fn summary(&self, frame: &Frame) -> Markup {
        html! {
            @if !self.errors.is_empty() {
                div.error-summary #errors role="alert" tabindex="-1" {
                    p { strong { (frame.text("form-errors", [("count", self.errors.len().into())])) } }
                    ul {
                        @for (name, sentence) in &self.errors {
                            li { @if name.is_empty() { (sentence) } @else { a href={ "#" (name) } { (sentence) } } }
                        }
                    }
                }
            }
        }
    }
}
