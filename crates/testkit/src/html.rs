//! HTML as Word saves it: layout tables, `_ftn` links.

use crate::model::{Block, Inline, Model, Span};

impl Model {
    /// The document as HTML.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut count = 0;
        let mut out =
            String::from("<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>");
        out.push_str("Văn bản</title></head><body>\n");
        for block in &self.blocks {
            out.push_str(&match block {
                Block::Header { left: one, right: two }
                | Block::Signature { recipients: one, signer: two } => {
                    let cell =
                        |lines: &[String]| lines.iter().map(|l| escape(l)).collect::<Vec<_>>().join("<br>");
                    format!("<table><tr><td>{}</td><td>{}</td></tr></table>\n", cell(one), cell(two))
                }
                Block::Title(lines) => {
                    lines.iter().map(|l| format!("<p><b>{}</b></p>\n", escape(l))).collect()
                }
                Block::Heading { level, text } => {
                    let level = level + 1;
                    format!("<h{level}>{}</h{level}>\n", inline(text, &mut count))
                }
                Block::Body(text) | Block::Item(text) => format!("<p>{}</p>\n", inline(text, &mut count)),
                Block::Table(rows) => {
                    let row = |cells: &Vec<String>| {
                        let cells: String = cells.iter().map(|c| format!("<td>{}</td>", escape(c))).collect();
                        format!("<tr>{cells}</tr>\n")
                    };
                    format!("<table border=\"1\">\n{}</table>\n", rows.iter().map(row).collect::<String>())
                }
            });
        }
        for (index, note) in self.notes().iter().enumerate() {
            let n = index + 1;
            out.push_str(&format!(
                "<div id=\"ftn{n}\"><p><a href=\"#_ftnref{n}\" name=\"_ftn{n}\">[{n}]</a> {}</p></div>\n",
                escape(note)
            ));
        }
        out + "</body></html>\n"
    }
}

fn inline(text: &Inline, count: &mut usize) -> String {
    let mut out = String::new();
    for span in &text.0 {
        match span {
            Span::Text(text) => out.push_str(&escape(text)),
            Span::Note(_) => {
                *count += 1;
                out.push_str(&format!(
                    "<a href=\"#_ftn{count}\" name=\"_ftnref{count}\"><sup>[{count}]</sup></a>"
                ));
            }
        }
    }
    out
}

/// `text` for HTML and XML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
