use super::{Button, link};
use crate::Frame;
use maud::{Markup, html};

/// The page before something that spreads: what will change, and the one button that does it.
#[derive(Debug, Clone)]
#[must_use]
pub struct Preview {
    action: String,
    confirm: String,
    back: String,
    hidden: Vec<(String, String)>,
    danger: bool,
}

impl Preview {
    /// A form that posts to `action` when the button `confirm` is pressed; the way out leads to `back`.
    pub fn new(action: impl Into<String>, confirm: impl Into<String>, back: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            confirm: confirm.into(),
            back: back.into(),
            hidden: Vec::new(),
            danger: false,
        }
    }

    /// Something that is sent along.
    pub fn hidden(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.hidden.push((name.into(), value.into()));
        self
    }

    /// Takes something away.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// The preview: what will change, then the choice.
    #[must_use]
    pub fn show(&self, frame: &Frame, changes: Markup) -> Markup {
        let button = if self.danger { Button::danger(&self.confirm) } else { Button::primary(&self.confirm) };
        html! {
            div.preview { (changes) }
            form method="post" action=(self.action) {
                @for (name, value) in &self.hidden { input type="hidden" name=(name) value=(value); }
                p.actions { (button) (link(frame.word("preview-back"), &self.back)) }
            }
        }
    }
}
