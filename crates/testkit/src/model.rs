//! The model of a document.

/// A document: its blocks in order. Notes are numbered from 1 in the order of their calls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Model {
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Two columns without borders at the head: issuers and symbol, name of the Party or State and date.
    Header {
        /// Lines of the left column.
        left: Vec<String>,
        /// Lines of the right column.
        right: Vec<String>,
    },
    /// Centred bold lines.
    Title(Vec<String>),
    /// A heading with its label.
    Heading {
        /// Depth, from 1.
        level: usize,
        /// Label and title.
        text: Inline,
    },
    /// A paragraph of the body.
    Body(Inline),
    /// A paragraph that begins with a dash.
    Item(Inline),
    /// A table with borders.
    Table(Vec<Vec<String>>),
    /// Two columns without borders at the end: recipients, signature.
    Signature {
        /// Lines of the left column.
        recipients: Vec<String>,
        /// Lines of the right column.
        signer: Vec<String>,
    },
}

/// Text with calls of notes in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inline(pub Vec<Span>);

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Text.
    Text(String),
    /// A call of a note with this body.
    Note(String),
}

impl Inline {
    /// Text in which `^[…]` calls a note; brackets inside a note must be balanced.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut spans = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("^[") {
            if !before.is_empty() {
                spans.push(Span::Text(before.to_owned()));
            }
            let end = closing(after);
            spans.push(Span::Note(after[..end].trim().to_owned()));
            rest = after.get(end + 1..).unwrap_or("");
        }
        if !rest.is_empty() {
            spans.push(Span::Text(rest.to_owned()));
        }
        Self(spans)
    }
}

/// Where the bracket that was opened before `text` closes; the end of `text` when it does not.
fn closing(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => return at,
            ']' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

impl Model {
    /// Reads a model from text, a paragraph a line; blank lines mean nothing.
    ///
    /// | line begins with | block |
    /// |---|---|
    /// | `@left`, `@right` | line of the header |
    /// | `@title` | line of the title |
    /// | `#`, `##`, … | heading, its depth by the number of signs |
    /// | `-` and a space | item |
    /// | <code>\|</code> | row of a table |
    /// | `@recipients`, `@signer` | line beside the signature, of the signature |
    /// | anything else | paragraph |
    ///
    /// `^[…]` calls a note with that body.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut blocks = Vec::new();
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            add_line(&mut blocks, line);
        }
        Self { blocks }
    }

    /// The bodies of the notes in order.
    #[must_use]
    pub fn notes(&self) -> Vec<&str> {
        let inlines = self.blocks.iter().filter_map(|b| match b {
            Block::Heading { text, .. } | Block::Body(text) | Block::Item(text) => Some(text),
            _ => None,
        });
        let spans = inlines.flat_map(|i| &i.0);
        spans.filter_map(|s| if let Span::Note(note) = s { Some(note.as_str()) } else { None }).collect()
    }
}

fn add_line(blocks: &mut Vec<Block>, line: &str) {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim();
    match word {
        "@left" | "@right" => {
            if !matches!(blocks.last(), Some(Block::Header { .. })) {
                blocks.push(Block::Header { left: Vec::new(), right: Vec::new() });
            }
            if let Some(Block::Header { left, right }) = blocks.last_mut() {
                (if word == "@left" { left } else { right }).push(rest.to_owned());
            }
        }
        "@recipients" | "@signer" => {
            if !matches!(blocks.last(), Some(Block::Signature { .. })) {
                blocks.push(Block::Signature { recipients: Vec::new(), signer: Vec::new() });
            }
            if let Some(Block::Signature { recipients, signer }) = blocks.last_mut() {
                (if word == "@signer" { signer } else { recipients }).push(rest.to_owned());
            }
        }
        "@title" => {
            if let Some(Block::Title(lines)) = blocks.last_mut() {
                lines.push(rest.to_owned());
            } else {
                blocks.push(Block::Title(vec![rest.to_owned()]));
            }
        }
        "-" => blocks.push(Block::Item(Inline::parse(line))),
        _ if word.bytes().all(|b| b == b'#') => {
            blocks.push(Block::Heading { level: word.len(), text: Inline::parse(rest) });
        }
        _ if line.starts_with('|') => {
            let cells = line.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect();
            if let Some(Block::Table(rows)) = blocks.last_mut() {
                rows.push(cells);
            } else {
                blocks.push(Block::Table(vec![cells]));
            }
        }
        _ => blocks.push(Block::Body(Inline::parse(line))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_from_lines() {
        let model =
            Model::parse("@title BÁO CÁO\n## 1. Công tác\nĐạt 5^[Gồm [a] và b.] nhà.\n| a | b |\n| c | d |");
        assert_eq!(model.blocks.len(), 4);
        assert_eq!(model.notes(), ["Gồm [a] và b."]);
        assert!(matches!(&model.blocks[3], Block::Table(rows) if rows.len() == 2));
    }
}
