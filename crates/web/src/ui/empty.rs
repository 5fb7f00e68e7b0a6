use maud::{Markup, html};

/// What stands where nothing is: what is the matter, and what to do next.
#[must_use]
pub fn empty(sentence: impl AsRef<str>, next: impl AsRef<str>) -> Markup {
    html! {
        div.empty {
            p.what { (sentence.as_ref()) }
            p.next { (next.as_ref()) }
        }
    }
}
