use crate::Frame;
use maud::{Markup, Render, html};
use serde::{Deserialize, Serialize};

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// It was done.
    Done,
    /// Worth knowing.
    Note,
    /// Look before you go on.
    Warning,
    /// It was not done.
    Failed,
}

impl Tone {
    fn sign_class_word(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Done => ("✓", "done", "tone-done"),
            Self::Note => ("i", "note", "tone-note"),
            Self::Warning => ("▲", "warning", "tone-warning"),
            Self::Failed => ("✗", "failed", "tone-failed"),
        }
    }
}

/// A notice that the next page shows once, with the way back for ten seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[must_use]
pub struct Flash {
    /// How it is meant.
    pub tone: Tone,
    /// One sentence: what happened.
    pub text: String,
    /// Path that a form posts to undo it.
    pub undo: Option<String>,
}

impl Flash {
    /// It was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { tone: Tone::Done, text: text.into(), undo: None }
    }

    /// It was not done.
    pub fn failed(text: impl Into<String>) -> Self {
        Self { tone: Tone::Failed, text: text.into(), undo: None }
    }

    /// With the path that undoes it.
    pub fn undo(mut self, path: impl Into<String>) -> Self {
        self.undo = Some(path.into());
        self
    }

    /// As it stands in a cookie. Long sentences are cut: a cookie holds 4 KB, and a letter takes up to nine bytes of it.
    pub(crate) fn print(&self) -> String {
        let text = self.text.chars().take(300).collect();
        serde_json::to_string(&Self { text, ..self.clone() }).unwrap_or_default()
    }

    /// From a cookie: nothing where it is none of ours.
    pub(crate) fn parse(cookie: &str) -> Option<Self> {
        let flash: Self = serde_json::from_str(cookie).ok()?;
        let own = |path: &String| crate::back_to(path, "") == path;
        flash.undo.as_ref().is_none_or(own).then_some(flash)
    }
}

/// The place where notices appear; empty most of the time. Scripts put theirs here too.
pub(crate) fn notices(frame: &Frame) -> Markup {
    html! {
        div #notices role="status" {
            @if let Some(flash) = frame.flash() {
                (notice(frame, flash.tone, html! {
                    (flash.text)
                    @if let Some(undo) = &flash.undo {
                        " " form.undo method="post" action=(undo) data-undo="10" {
                            (super::Button::plain(frame.word("undo")))
                        }
                    }
                }))
            }
        }
    }
}

/// A notice inside of a page.
#[must_use]
pub fn notice(frame: &Frame, tone: Tone, text: impl Render) -> Markup {
    let (sign, class, word) = tone.sign_class_word();
    html! {
        div class={ "notice " (class) } {
            span.sign aria-hidden="true" { (sign) }
            div { span.hidden { (frame.word(word)) ": " } (text) }
        }
    }
}
