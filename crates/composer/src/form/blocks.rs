//! The body: headings, paragraphs, items, tables, notes.

use super::FormError;
use super::inline::{Notes, inline};
use crate::block::{Align, Block, Heading, Table};
use crate::inline::Inline;
use crate::line::Line;

/// Lines that belong together.
struct Chunk {
    line: usize,
    text: String,
    table: bool,
}

/// Reads the body; `first` is the number of its first line.
pub(super) fn blocks(lines: &[&str], first: usize, errors: &mut Vec<FormError>) -> Vec<Block> {
    let mut notes = Notes::default();
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut open = false;
    for (index, text) in lines.iter().enumerate() {
        let line = first + index;
        let text = text.trim();
        let table = text.starts_with('|');
        if text.is_empty() {
            open = false;
            continue;
        }
        let begins = begins(text) || table != chunks.last().is_some_and(|chunk| chunk.table);
        match chunks.last_mut() {
            Some(chunk) if open && !begins => {
                chunk.text.push('\n');
                chunk.text.push_str(text);
            }
            _ => chunks.push(Chunk { line, text: text.to_owned(), table }),
        }
        // a heading is one line
        open = !text.starts_with('#');
    }
    let is_note = |chunk: &Chunk| note(&chunk.text).is_some();
    for chunk in chunks.iter().filter(|chunk| is_note(chunk)) {
        if let Some((name, text)) = note(&chunk.text) {
            notes.add(name, chunk.line, text, errors);
        }
    }
    let mut blocks = Vec::new();
    for chunk in chunks.iter().filter(|chunk| !is_note(chunk)) {
        let rests = matches!(blocks.last(), Some(Block::Basis(_)));
        blocks.extend(Some(block(chunk, rests, &mut notes, errors)).filter(|block| !block.is_empty()));
    }
    notes.finish(errors);
    blocks
}

/// Whether a line begins something new, also without an empty line before it.
fn begins(text: &str) -> bool {
    text.starts_with(['#', '>']) || note(text).is_some() || dash(text).is_some()
}

/// `[^1]: text`.
fn note(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("[^")?.split_once("]:")
}

fn dash(text: &str) -> Option<&str> {
    ["- ", "+ "].iter().find_map(|dash| text.strip_prefix(dash))
}

fn block(chunk: &Chunk, rests: bool, notes: &mut Notes, errors: &mut Vec<FormError>) -> Block {
    let text = chunk.text.as_str();
    if chunk.table {
        return table(chunk, notes, errors);
    }
    let level = text.bytes().take_while(|b| *b == b'#').count();
    if level > 0 {
        let (label, title) = split_label(text[level..].trim(), true);
        let title = inline(title, chunk.line, notes, errors);
        return Block::Heading(Heading::new(u8::try_from(level).unwrap_or(Heading::DEEPEST), label, title));
    }
    if let Some(formula) = text.strip_prefix('>') {
        return Block::Formula(Line::new(formula));
    }
    let rested = text.starts_with("Căn cứ ") && text.ends_with([';', ',']);
    if rested || rests && ["Căn cứ ", "Xét ", "Theo "].iter().any(|word| text.starts_with(word)) {
        return Block::Basis(inline(text, chunk.line, notes, errors));
    }
    let (label, rest) = split_label(text, false);
    let text = inline(rest, chunk.line, notes, errors);
    if label.is_empty() { Block::Paragraph(text) } else { Block::Item { label: Line::new(label), text } }
}

/// Label and rest: `I.`, `1.2.`, `a)`, `-`, `Điều 1.`; of a heading also `Phần thứ nhất.`, `Chương I.`.
pub(crate) fn split_label(text: &str, heading: bool) -> (&str, &str) {
    let word = text.split_whitespace().next().unwrap_or_default();
    let named = ["Phần", "Chương", "Mục", "Tiểu mục", "Phụ lục", "PHẦN", "CHƯƠNG", "MỤC", "PHỤ LỤC"];
    if heading && named.iter().any(|name| text.starts_with(&format!("{name} "))) {
        let end = text.find(['.', ':', '\n']).unwrap_or(text.len());
        return (&text[..end], text[end..].trim_start_matches(['.', ':', '\n', ' ']));
    }
    if let Some(rest) = text.strip_prefix("Điều ") {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && rest[digits..].starts_with(['.', ' ']) {
            let end = "Điều ".len() + digits + usize::from(rest[digits..].starts_with('.'));
            return (&text[..end], text[end..].trim_start());
        }
    }
    if is_label(word) { (word, text[word.len()..].trim_start()) } else { ("", text) }
}

fn is_label(word: &str) -> bool {
    if ["-", "+", "•", "–"].contains(&word) {
        return true;
    }
    let Some(core) = word.strip_suffix(['.', ')', '-']) else { return false };
    let core = core.strip_prefix('(').unwrap_or(core);
    let number = |part: &str| {
        !part.is_empty() && part.len() < 4 && part.bytes().all(|b| b.is_ascii_digit())
            || !part.is_empty() && part.len() < 7 && part.bytes().all(|b| b"IVX".contains(&b))
    };
    let letter = core.chars().count() == 1 && core.chars().all(|c| c.is_lowercase()) && word.ends_with(')');
    letter || core.split('.').all(number)
}

fn table(chunk: &Chunk, notes: &mut Notes, errors: &mut Vec<FormError>) -> Block {
    let rows: Vec<Vec<String>> = chunk.text.lines().map(cells).collect();
    let rule = |row: &Vec<String>| {
        row.iter().all(|cell| !cell.is_empty() && cell.bytes().all(|b| b"-: ".contains(&b)))
    };
    let aligns =
        rows.iter().find(|row| rule(row)).map(|row| row.iter().map(|cell| align(cell)).collect::<Vec<_>>());
    let mut read: Vec<Vec<Inline>> = Vec::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| !rule(row)) {
        read.push(row.iter().map(|cell| inline(cell, chunk.line + index, notes, errors)).collect());
    }
    let columns = read.iter().map(Vec::len).max().unwrap_or(1);
    let headed = rows.get(1).is_some_and(rule) && !read.is_empty();
    let header = headed.then(|| read.remove(0));
    let mut aligns = aligns.unwrap_or_default();
    aligns.resize(columns, Align::Left);
    Block::Table(Table::fitted(&aligns, header, read))
}

/// The cells of a row; `\|` is a sign, not an end, and neither is the bar in `{{id|figure}}`.
fn cells(line: &str) -> Vec<String> {
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let (mut escaped, mut figure) = (false, false);
    let mut before = ' ';
    for c in line.chars() {
        figure = match (before, c) {
            ('{', '{') => true,
            ('}', '}') => false,
            _ => figure,
        };
        if c == '|' && !escaped && !figure {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(c);
        }
        escaped = c == '\\' && !escaped;
        before = c;
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

fn align(cell: &str) -> Align {
    match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => Align::Centre,
        (false, true) => Align::Right,
        _ => Align::Left,
    }
}
