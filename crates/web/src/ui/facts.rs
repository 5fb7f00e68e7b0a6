use maud::{Markup, Render, html};

/// Names and their values, one under another: what is known of a thing.
#[must_use]
pub fn facts<V: Render>(rows: impl IntoIterator<Item = (String, V)>) -> Markup {
    html! {
        dl.facts {
            @for (name, value) in rows {
                div { dt { (name) } dd { (value) } }
            }
        }
    }
}
