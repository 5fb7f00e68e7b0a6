use maud::{Markup, html};

/// A small picture beside a word, for eyes only: the word says it. Unknown names draw nothing.
#[must_use]
pub fn icon(name: &str) -> Markup {
    let path = match name {
        "menu" => "M3 5h14M3 10h14M3 15h14",
        "bell" => {
            "M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5.5-1.5 5.5h12s-1.5-1.5-1.5-5.5A4.5 4.5 0 0 0 10 3M8.5 15.5a1.6 1.6 0 0 0 3 0"
        }
        "search" => "M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4M12.8 12.8 17 17",
        "down" => "M10 3v9M6 8.5l4 4 4-4M4 16h12",
        "columns" => "M3 4h14v12H3zM8 4v12M13 4v12",
        _ => "",
    };
    html! {
        svg.icon viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false" { path d=(path) {} }
    }
}
