//! The part with the comments, and its entries in the package.

use super::AnnotateError;
use super::package::Package;
use super::part::{STRICT, TRANSITIONAL};

const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A comment.
pub(super) struct Comment<'a> {
    /// Its id, unlike any other in the package.
    pub(super) id: u64,
    /// What it says.
    pub(super) paragraphs: &'a [String],
}

/// Adds comments of `author` to those the package has.
///
/// # Errors
/// A part that has to be extended does not end as it should.
pub(super) fn add(
    package: &mut Package,
    comments: &[Comment<'_>],
    author: &str,
) -> Result<(), AnnotateError> {
    let namespace = if package.strict()? { STRICT } else { TRANSITIONAL };
    // Every comment names its namespace, so that it does not matter which prefix the part uses.
    let all: String = comments.iter().map(|c| comment(c, author, namespace)).collect();
    if let Some(name) = package.related("comments")? {
        let text =
            package.text(&name)?.ok_or(AnnotateError::Unusual("the part with the comments is missing"))?;
        package.replace(&name, before_end(&text, "comments", &all)?);
        return Ok(());
    }
    let name = package.free_name("comments");
    package.add(&name, format!("{DECLARATION}<w:comments xmlns:w=\"{namespace}\">{all}</w:comments>"));
    let types = "[Content_Types].xml";
    let text = package.text(types)?.ok_or(AnnotateError::Unusual("the list of content types is missing"))?;
    let entry = |prefix: &str| format!("<{prefix}Override PartName=\"/{name}\" ContentType=\"{TYPE}\"/>");
    package.replace(types, before_end(&text, "Types", &entry(&prefix(&text, "Types")))?);
    package.relate("comments", &name)
}

fn comment(comment: &Comment<'_>, author: &str, namespace: &str) -> String {
    let initials: String = author.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let paragraphs: String = comment
        .paragraphs
        .iter()
        .map(|p| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(p)))
        .collect();
    let (author, initials) = (escaped(author), escaped(&initials));
    format!(
        "<w:comment xmlns:w=\"{namespace}\" w:id=\"{}\" w:author=\"{author}\" w:initials=\"{initials}\">{paragraphs}</w:comment>",
        comment.id
    )
}

/// `text` with `addition` before the end of its root element `local`.
///
/// # Errors
/// It does not end with that element.
pub(super) fn before_end(text: &str, local: &str, addition: &str) -> Result<String, AnnotateError> {
    let unusual = AnnotateError::Unusual("a part of the package does not end as it should");
    let end = text.rfind('<').ok_or(unusual)?;
    let prefix = prefix(text, local);
    if text[end..].starts_with(&format!("</{prefix}{local}")) {
        return Ok(format!("{}{addition}{}", &text[..end], &text[end..]));
    }
    // An empty root: <comments … />
    match text.rfind("/>") {
        Some(slash) if text[end..].starts_with(&format!("<{prefix}{local}")) => {
            Ok(format!("{}>{addition}</{prefix}{local}>", &text[..slash]))
        }
        _ => Err(AnnotateError::Unusual("a part of the package does not end as it should")),
    }
}

/// The prefix of the root element `local`, with its colon; empty where it has none.
pub(super) fn prefix(text: &str, local: &str) -> String {
    let found = text.match_indices(local).find_map(|(at, _)| {
        let before = &text[..at];
        let tag = before.rfind('<')?;
        let prefix = &before[tag + 1..];
        let named = prefix.is_empty() || (prefix.ends_with(':') && !prefix.contains([' ', '/', '?', '!']));
        named.then(|| prefix.to_owned())
    });
    found.unwrap_or_default()
}

/// Text for XML: escaped, without the characters that XML cannot have.
fn escaped(text: &str) -> String {
    let allowed: String =
        text.chars().filter(|&c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    quick_xml::escape::escape(&allowed).into_owned()
}
