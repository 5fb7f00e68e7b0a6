//! XML being written: elements close in the order that they were opened in.

use quick_xml::escape::escape;

/// What every part begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// An attribute.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// A part being written.
pub(super) struct Xml {
    out: String,
}

impl Xml {
    pub(super) fn new() -> Self {
        Self { out: DECLARATION.to_owned() }
    }

    /// An element with content.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[Attribute<'_>],
        content: impl FnOnce(&mut Self),
    ) {
        self.tag(name, attributes);
        self.out.push('>');
        content(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element with its one attribute `w:val`.
    pub(super) fn value(&mut self, name: &str, value: impl ToString) {
        self.empty(name, &[("w:val", &value.to_string())]);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(&escape(text));
    }

    fn tag(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.out.push_str(&escape(*value));
            self.out.push('"');
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}
