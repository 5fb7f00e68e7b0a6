//! What an element means for the text in it.

use html5ever::tokenizer::Tag;

/// How the end of an element is found when its end tag is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line.
    Inline,
    /// Begins and ends a paragraph.
    Block,
    /// `p`, closed by the next block.
    Paragraph,
    /// `li`, `dt`, `dd`.
    Item,
    /// `ul`, `ol`.
    List,
    /// `table`.
    Table,
    /// `tr`.
    Row,
    /// `td`, `th`, `caption`.
    Cell,
    /// Text that is not seen.
    Dropped,
    /// Dropped text in which tags are no tags.
    Raw,
    /// An element without an end tag.
    Void,
}

impl Kind {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "address" | "article" | "aside" | "blockquote" | "body" | "center" | "details" | "div" | "dl"
            | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6" | "header" | "hgroup" | "html" | "legend" | "main" | "nav" | "pre" | "section"
            | "summary" => Self::Block,
            "li" | "dt" | "dd" => Self::Item,
            "ul" | "ol" | "menu" => Self::List,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" | "caption" => Self::Cell,
            "audio" | "button" | "canvas" | "datalist" | "head" | "math" | "object" | "select" | "svg"
            | "template" | "video" => Self::Dropped,
            "iframe" | "noembed" | "noframes" | "script" | "style" | "textarea" | "title" | "xmp" => {
                Self::Raw
            }
            "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "param"
            | "source" | "track" | "wbr" => Self::Void,
            _ => Self::Inline,
        }
    }

    /// Whether a paragraph ends where it begins and ends.
    pub(super) fn breaks(self) -> bool {
        !matches!(self, Self::Inline | Self::Void | Self::Dropped | Self::Raw)
    }
}

/// The value of an attribute.
pub(super) fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
}

/// Whether the element says that it is not shown.
pub(super) fn is_hidden(tag: &Tag) -> bool {
    attribute(tag, "hidden").is_some()
        || style(tag).is_some_and(|s| {
            ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|rule| s.contains(rule))
        })
}

/// Whether the element is bold, where it says so.
pub(super) fn bold(tag: &Tag) -> Option<bool> {
    if let Some(style) = style(tag)
        && let Some((_, weight)) = style.split_once("font-weight:")
    {
        return Some(["bold", "600", "700", "800", "900"].iter().any(|w| weight.starts_with(w)));
    }
    matches!(&*tag.name, "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6").then_some(true)
}

/// Whether the element is raised, where it says so.
pub(super) fn is_raised(tag: &Tag) -> bool {
    &*tag.name == "sup" || style(tag).is_some_and(|s| s.contains("vertical-align:super"))
}

/// Whether a table shows lines between its cells.
pub(super) fn has_borders(tag: &Tag) -> bool {
    let border = attribute(tag, "border").is_some_and(|b| b.trim() != "0");
    border
        || style(tag)
            .is_some_and(|s| s.contains("border") && !s.contains("border:none") && !s.contains("border:0"))
}

fn style(tag: &Tag) -> Option<String> {
    attribute(tag, "style").map(|s| s.to_lowercase().replace([' ', '\t', '\n', '\r'], ""))
}
