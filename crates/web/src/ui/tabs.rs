use maud::{Markup, html};

/// One of several views of a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Its title.
    pub title: String,
    /// Its address.
    pub href: String,
    /// Whether it is the one that is shown.
    pub current: bool,
    /// How many things it shows, where that is known.
    pub count: Option<u64>,
}

/// Views of a thing as links: each has its own address.
#[must_use]
pub fn tabs(label: impl AsRef<str>, all: &[Tab]) -> Markup {
    html! {
        nav.tabs aria-label=(label.as_ref()) {
            ul {
                @for tab in all {
                    li {
                        a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                            (tab.title)
                            @if let Some(count) = tab.count { " " span.count { (count) } }
                        }
                    }
                }
            }
        }
    }
}
