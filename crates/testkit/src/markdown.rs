//! Markdown as word processors and assistants write it: `<sup>` marks, bold headings, notes at the end.

use crate::model::{Block, Model};
use crate::text::written;

impl Model {
    /// The document as Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mark = |n: usize| format!("<sup>{n}</sup>");
        let mut count = 0;
        let mut paragraphs: Vec<String> = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Header { left: one, right: two }
                | Block::Signature { recipients: one, signer: two } => {
                    paragraphs.extend(one.iter().chain(two).filter(|l| !l.is_empty()).cloned());
                }
                Block::Title(lines) => paragraphs.extend(lines.iter().map(|l| format!("**{l}**"))),
                Block::Heading { text, .. } => {
                    paragraphs.push(format!("**{}**", written(text, &mut count, mark)))
                }
                Block::Body(text) | Block::Item(text) => paragraphs.push(written(text, &mut count, mark)),
                Block::Table(rows) => {
                    let mut lines: Vec<String> =
                        rows.iter().map(|r| format!("| {} |", r.join(" | "))).collect();
                    let columns = rows.first().map_or(0, Vec::len);
                    lines.insert(lines.len().min(1), format!("|{}", "---|".repeat(columns)));
                    paragraphs.push(lines.join("\n"));
                }
            }
        }
        paragraphs
            .extend(self.notes().iter().enumerate().map(|(i, note)| format!("<sup>{}</sup> {note}", i + 1)));
        paragraphs.join("\n\n") + "\n"
    }
}
