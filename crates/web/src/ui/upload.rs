use super::Button;
use crate::Frame;
use maud::{Markup, html};

/// A form that sends files, with progress where scripts run.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Upload {
    action: String,
    label: String,
    hint: Option<String>,
    accept: String,
    multiple: bool,
}

impl Upload {
    /// Posts to `action` as `multipart/form-data`, in the field `file`.
    pub fn new(action: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            label: label.into(),
            hint: None,
            accept: String::new(),
            multiple: false,
        }
    }

    /// One sentence of help: kinds, largest size.
    pub fn hint(mut self, sentence: impl Into<String>) -> Self {
        self.hint = Some(sentence.into());
        self
    }

    /// What the browser offers to choose: `.xlsx,.csv`.
    pub fn accept(mut self, endings: impl Into<String>) -> Self {
        self.accept = endings.into();
        self
    }

    /// Several files at once.
    pub fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }

    /// The form.
    #[must_use]
    pub fn show(&self, frame: &Frame) -> Markup {
        html! {
            form.upload method="post" action=(self.action) enctype="multipart/form-data" data-upload {
                div.field {
                    label for="file" { (self.label) }
                    @if let Some(hint) = &self.hint { p.hint #file-hint { (hint) } }
                    input #file type="file" name="file" accept=(self.accept) multiple[self.multiple] required
                        aria-describedby=[self.hint.as_ref().map(|_| "file-hint")];
                }
                progress hidden max="100" value="0" aria-label=(frame.word("script-uploading")) {}
                (Button::plain(frame.word("upload-send")))
            }
        }
    }
}
