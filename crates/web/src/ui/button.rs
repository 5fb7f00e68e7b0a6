use maud::{Markup, Render, html};

/// Something to press: a button of the form around it, or a link that looks like one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Button {
    label: String,
    class: &'static str,
    href: Option<String>,
    name: Option<(String, String)>,
    into: Option<String>,
    key: Option<char>,
    dialog: bool,
}

impl Button {
    fn new(label: impl Into<String>, class: &'static str) -> Self {
        Self { label: label.into(), class, href: None, name: None, into: None, key: None, dialog: false }
    }

    /// The one primary action of a page or a dialog.
    pub fn primary(label: impl Into<String>) -> Self {
        Self::new(label, "button primary")
    }

    /// Any other action.
    pub fn plain(label: impl Into<String>) -> Self {
        Self::new(label, "button")
    }

    /// An action that takes something away. Leads to a preview, or comes with an undo.
    pub fn danger(label: impl Into<String>) -> Self {
        Self::new(label, "button danger")
    }

    /// A link instead of a button: goes to `href` by `GET`.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// The form is sent with this name and value.
    pub fn name(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.name = Some((name.into(), value.into()));
        self
    }

    /// A link that only replaces the element with this id, where scripts run.
    pub fn into(mut self, id: impl Into<String>) -> Self {
        self.into = Some(id.into());
        self
    }

    /// A link whose page opens over this one, where scripts run: a preview.
    pub fn dialog(mut self) -> Self {
        self.dialog = true;
        self
    }

    /// A key that presses it, outside of fields.
    pub fn key(mut self, key: char) -> Self {
        self.key = Some(key);
        self
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let key = self.key.map(|key| key.to_string());
        html! {
            @if let Some(href) = &self.href {
                a class=(self.class) href=(href) data-into=[&self.into] data-key=[&key]
                    data-dialog=[self.dialog.then_some("over")] {
                    (self.label) @if let Some(key) = &key { " " kbd { (key) } }
                }
            } @else {
                button class=(self.class) name=[self.name.as_ref().map(|n| &n.0)]
                    value=[self.name.as_ref().map(|n| &n.1)] data-key=[&key] {
                    (self.label) @if let Some(key) = &key { " " kbd { (key) } }
                }
            }
        }
    }
}

/// A link.
#[must_use]
pub fn link(label: impl AsRef<str>, href: impl AsRef<str>) -> Markup {
    html! { a href=(href.as_ref()) { (label.as_ref()) } }
}
