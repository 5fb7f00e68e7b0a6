//! Notes as Word, LibreOffice, pandoc and Markdown writers put them into HTML.

/// Which end of a note a link or an anchor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Leads from the text to the note.
    Call,
    /// Leads from the note back to the text.
    Back,
}

/// What the target of `<a href="#…">` shows.
pub(super) fn link(href: &str) -> Option<End> {
    let target = href.rsplit_once('#')?.1.trim_start_matches('_').to_lowercase();
    if !target.ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase()) {
        return None;
    }
    let begins = |names: &[&str]| names.iter().any(|n| target.starts_with(n));
    if begins(&["ftnref", "ednref", "fnref", "cite_ref"]) {
        Some(End::Back)
    } else if begins(&["sdfootnote", "sdendnote"]) {
        Some(if target.ends_with("anc") { End::Back } else { End::Call })
    } else if begins(&["ftn", "edn", "fn", "footnote", "endnote", "cite_note"])
        && target.ends_with(|c: char| c.is_ascii_digit())
    {
        Some(End::Call)
    } else {
        None
    }
}

/// The label of the note that an element with this `id` holds: `ftn3`, `fn3`, `fn:3`, `sdfootnote3`.
pub(super) fn body(id: &str) -> Option<&str> {
    let id = id.trim_start_matches('_');
    let names = ["sdfootnote", "sdendnote", "footnote", "endnote", "ftn", "edn", "fn"];
    let rest = names.iter().find_map(|name| id.strip_prefix(name))?;
    let label = rest.trim_start_matches([':', '-', '_']);
    (!label.is_empty() && label.len() <= 4 && label.bytes().all(|b| b.is_ascii_digit())).then_some(label)
}

/// The digits of a mark such as `[1]`, `(1)` or `1`.
pub(super) fn digits(mark: &str) -> Option<&str> {
    let label = mark.trim().trim_matches(['[', ']', '(', ')']).trim();
    (!label.is_empty() && label.len() <= 4 && label.bytes().all(|b| b.is_ascii_digit())).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers() {
        for call in ["#_ftn1", "#fn12", "#sdfootnote1sym", "#cite_note-3", "#fn:1"] {
            assert_eq!(link(call), Some(End::Call), "{call}");
        }
        for back in ["#_ftnref1", "#fnref1", "#sdfootnote1anc", "#cite_ref-3"] {
            assert_eq!(link(back), Some(End::Back), "{back}");
        }
        assert_eq!(link("#muc-1"), None);
        assert_eq!((body("ftn3"), body("fn:3"), body("fnord")), (Some("3"), Some("3"), None));
    }
}
