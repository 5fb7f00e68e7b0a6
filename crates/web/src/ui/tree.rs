use crate::Frame;
use maud::{Markup, html};

/// A node of a tree.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its name.
    pub label: String,
    /// Its page.
    pub href: String,
    /// A few words beside the name: how many are below, that it is gone.
    pub note: Option<String>,
    /// What is below it.
    pub below: Below,
}

/// What is below a node.
#[derive(Debug, Clone)]
pub enum Below {
    /// Nothing.
    Nothing,
    /// These, in sight or folded.
    Nodes {
        /// The nodes.
        nodes: Vec<Node>,
        /// Whether they are in sight at once.
        open: bool,
    },
    /// What the address answers with: the list that [`tree`] makes. Asked for when the node is opened; without scripts
    /// the node's own page shows it.
    At(String),
}

/// A tree that folds.
#[must_use]
pub fn tree(frame: &Frame, nodes: &[Node]) -> Markup {
    html! {
        ul.tree {
            @for node in nodes {
                li {
                    // The name stands outside of the handle: a link in a summary is two things to press in one.
                    div.label {
                        a href=(node.href) { (node.label) }
                        @if let Some(note) = &node.note { " " span.quiet { (note) } }
                    }
                    @match &node.below {
                        Below::Nothing => {}
                        Below::Nodes { nodes, open } => {
                            details open[*open] { (handle(frame, node)) (tree(frame, nodes)) }
                        }
                        Below::At(address) => {
                            details data-load=(address) {
                                (handle(frame, node))
                                p.quiet { a href=(node.href) { (node.label) } " …" }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn handle(frame: &Frame, node: &Node) -> Markup {
    html! { summary { span.hidden { (frame.text("tree-below", [("name", node.label.as_str().into())])) } } }
}
