//! XML as a tree, by local names: prefixes differ between writers.

use super::read::ReadError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements are not nested deeper in any document that a person made.
const DEEPEST: usize = 256;
/// A document of a thousand pages has some 300,000.
const MOST: usize = 2_000_000;

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
    /// Text directly inside.
    pub(crate) text: String,
}

impl Node {
    /// Reads a part; its root.
    pub(crate) fn read(xml: &str) -> Result<Self, ReadError> {
        let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
        reader.config_mut().allow_dangling_amp = true;
        reader.config_mut().expand_empty_elements = true;
        let mut open = vec![Self::default()];
        let mut count = 0;
        loop {
            let event = reader.read_event().map_err(|error| ReadError::Damaged(error.to_string()))?;
            match event {
                Event::Start(element) | Event::Empty(element) => {
                    count += 1;
                    if open.len() > DEEPEST || count > MOST {
                        return Err(ReadError::Damaged("too many elements, or nested too deep".to_owned()));
                    }
                    open.push(Self::of(&element));
                }
                Event::End(_) => {
                    if let (Some(node), Some(parent)) = (open.pop(), open.last_mut()) {
                        parent.children.push(node);
                    }
                }
                Event::Text(text) => push(&mut open, &text.into_inner()),
                Event::CData(text) => push(&mut open, &text.into_inner()),
                Event::GeneralRef(reference) => {
                    let name = reference.into_inner();
                    if let Ok(text) = quick_xml::escape::unescape(&format!("&{name};")) {
                        push(&mut open, &text);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
            if open.is_empty() {
                return Err(ReadError::Damaged("an element ends that did not begin".to_owned()));
            }
        }
        if open.len() > 1 {
            return Err(ReadError::Damaged("a part ends inside an element".to_owned()));
        }
        open.pop()
            .and_then(|root| root.children.into_iter().next())
            .ok_or(ReadError::Damaged("an empty part".to_owned()))
    }

    fn of(element: &BytesStart<'_>) -> Self {
        let mut attributes = element.attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map(|v| v.into_owned()).unwrap_or_default();
            (attribute.key.local_name().as_ref().to_owned(), value)
        });
        Self {
            name: element.local_name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }

    /// The attribute with this local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first child with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children with this name.
    pub(crate) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// `val` of the child with this name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Whether a switch is on or off: `<w:b/>`, `<w:b w:val="0"/>`; nothing where it is not named.
    pub(crate) fn switch(&self, name: &str) -> Option<bool> {
        let child = self.child(name)?;
        Some(!matches!(child.attribute("val"), Some("0" | "false" | "off" | "none")))
    }
}

fn push(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(text);
    }
}
