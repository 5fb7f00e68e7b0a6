//! The same documents written by others: pandoc from Markdown, and docxtpl, a template tool of PyPI, where they are installed.

use super::ground::said;
use super::{files, ground, seconds};
use crate::bench::broken;
use crate::failure::Failure;
use crate::messages::Messages;
use composer::{Align, Block, Caps, Day, Draft, Inline, Issuer, Kind, System};
use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A program of templates: what stands in `{{ }}` of the template is filled in, once for each document.
const TEMPLATES: &str = "import json, sys
from docxtpl import DocxTemplate
for number, text in enumerate(json.load(open(sys.argv[2], encoding='utf-8'))):
    template = DocxTemplate(sys.argv[1])
    template.render({'body': text})
    template.save(f'{sys.argv[3]}/{number}.docx')
";

/// What one writer took for all documents.
#[derive(Debug)]
pub(super) struct Peer {
    /// Its name, with its version.
    name: String,
    /// How many documents; none: it is not installed.
    took: Option<(usize, Duration)>,
}

/// Writes so many documents of ten pages by each, ours first.
pub(super) fn measure(documents: usize) -> Result<Vec<Peer>, Failure> {
    let folder = tempfile::tempdir()?;
    let period = ground::Ground::of(1)?.period;
    let drafts: Vec<Draft> =
        (1..=documents).map(|unit| files::report(unit, period, |code| said(unit, code, period))).collect();
    let begin = Instant::now();
    for (place, draft) in drafts.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{place}.docx")), composer::docx(draft))?;
    }
    let ours = Peer { name: "sauro".to_owned(), took: Some((documents, begin.elapsed())) };
    Ok(vec![ours, pandoc(&drafts, folder.path())?, docxtpl(&drafts, folder.path())?])
}

fn pandoc(drafts: &[Draft], folder: &Path) -> Result<Peer, Failure> {
    let Some(name) = version(Command::new("pandoc").arg("--version"))? else {
        return Ok(Peer { name: "pandoc".to_owned(), took: None });
    };
    let mut texts = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        let path = folder.join(format!("{place}.md"));
        std::fs::write(&path, markdown(draft))?;
        texts.push(path);
    }
    let begin = Instant::now();
    for text in &texts {
        let out = text.with_extension("pandoc.docx");
        done(Command::new("pandoc").arg("--from=markdown").arg(text).arg("-o").arg(out))?;
    }
    Ok(Peer { name, took: Some((drafts.len(), begin.elapsed())) })
}

fn docxtpl(drafts: &[Draft], folder: &Path) -> Result<Peer, Failure> {
    let print = "import docxtpl, importlib.metadata as m; print('docxtpl', m.version('docxtpl'))";
    let Some(name) = version(Command::new("python3").args(["-c", print]))? else {
        return Ok(Peer { name: "docxtpl".to_owned(), took: None });
    };
    let issuer = Issuer { superior: None, body: Caps::new("Thành ủy") };
    let kind = Kind::named("báo cáo").unwrap_or_else(Kind::letter);
    let mut template = Draft::new(System::Party, kind, issuer, Day::Open { year: 2026, month: 11 });
    template.body = ["{%p for text in body %}", "{{ text }}", "{%p endfor %}"].map(Block::paragraph).to_vec();
    let (path, texts) = (folder.join("template.docx"), folder.join("texts.json"));
    std::fs::write(&path, composer::docx(&template))?;
    let said: Vec<Vec<String>> = drafts.iter().map(|draft| draft.body.iter().map(text).collect()).collect();
    std::fs::write(&texts, serde_json::to_vec(&said).map_err(broken)?)?;
    let into = folder.join("docxtpl");
    std::fs::create_dir(&into)?;
    let begin = Instant::now();
    done(Command::new("python3").args(["-c", TEMPLATES]).arg(&path).arg(&texts).arg(&into))?;
    Ok(Peer { name, took: Some((drafts.len(), begin.elapsed())) })
}

/// The first line that a program says of itself; none where it is not there.
fn version(command: &mut Command) -> Result<Option<String>, Failure> {
    match command.stderr(Stdio::null()).output() {
        Ok(told) if told.status.success() => {
            Ok(String::from_utf8_lossy(&told.stdout).lines().next().map(str::to_owned))
        }
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn done(command: &mut Command) -> Result<(), Failure> {
    let told = command.stdout(Stdio::null()).stderr(Stdio::piped()).output()?;
    if told.status.success() { Ok(()) } else { Err(broken(String::from_utf8_lossy(&told.stderr))) }
}

/// A draft as Markdown: its words, headings and tables; what stands around them is not asked of others.
fn markdown(draft: &Draft) -> String {
    let mut out = String::new();
    for block in &draft.body {
        match block {
            Block::Heading(heading) => {
                let marks = "#".repeat(usize::from(heading.level()));
                // Into a text nothing fails.
                let _ = write!(out, "{marks} {} {}", heading.label().as_str(), heading.title().text());
            }
            Block::Table(table) => {
                let line = |cells: &[Inline]| {
                    format!("| {} |\n", cells.iter().map(Inline::text).collect::<Vec<_>>().join(" | "))
                };
                out.push_str(&table.header().map(line).unwrap_or_default());
                let ends = table
                    .columns()
                    .iter()
                    .map(|column| if column.align == Align::Right { "--:" } else { "---" });
                let _ = writeln!(out, "|{}|", ends.collect::<Vec<_>>().join("|"));
                out.extend(table.body().iter().map(|row| line(row)));
            }
            other => out.push_str(&text(other)),
        }
        out.push_str("\n\n");
    }
    out
}

fn text(block: &Block) -> String {
    block.inlines().map(Inline::text).collect::<Vec<_>>().join(" ")
}

/// A line for each; how many times ours it takes.
pub(super) fn told(peers: &[Peer], messages: &Messages) -> Vec<String> {
    let ours = peers.first().and_then(|peer| peer.took);
    let line = |peer: &Peer| match peer.took {
        None => messages.text("bench-peer-none", [("name", peer.name.clone().into())]),
        Some((documents, took)) => {
            let ratio = ours.and_then(|ours| super::ratio((ours.1, ours.0), (took, documents)));
            let each = took / u32::try_from(documents.max(1)).unwrap_or(1);
            let facts = [
                ("name", peer.name.clone().into()),
                ("documents", documents.into()),
                ("each", seconds(each).into()),
                ("ratio", ratio.unwrap_or_default().into()),
            ];
            messages.text("bench-peer", facts)
        }
    };
    std::iter::once(messages.text("bench-writing", [])).chain(peers.iter().map(line)).collect()
}
