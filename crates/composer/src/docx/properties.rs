//! Properties of paragraphs and text, as far as layouts speak of them.

use super::tree::Node;

/// Properties of a paragraph; what is not said is not there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    /// Twentieths of a point.
    pub(crate) before: Option<i64>,
    pub(crate) after: Option<i64>,
    pub(crate) line: Option<i64>,
    /// `exact`, `atLeast`, `auto`.
    pub(crate) line_rule: Option<String>,
    pub(crate) first_line: Option<i64>,
    pub(crate) align: Option<String>,
}

/// Properties of text; what is not said is not there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Letters {
    pub(crate) bold: Option<bool>,
    pub(crate) italic: Option<bool>,
    pub(crate) underline: Option<bool>,
    pub(crate) caps: Option<bool>,
    /// Half points.
    pub(crate) size: Option<i64>,
    pub(crate) font: Option<String>,
}

fn number(node: Option<&Node>, name: &str) -> Option<i64> {
    node?.attribute(name)?.parse().ok()
}

pub(super) fn shape(properties: Option<&Node>) -> Shape {
    let Some(properties) = properties else { return Shape::default() };
    let (spacing, indent) = (properties.child("spacing"), properties.child("ind"));
    Shape {
        before: number(spacing, "before"),
        after: number(spacing, "after"),
        line: number(spacing, "line"),
        line_rule: spacing.and_then(|s| s.attribute("lineRule")).map(str::to_owned),
        first_line: number(indent, "firstLine"),
        align: properties.value("jc").map(str::to_owned),
    }
}

pub(super) fn letters(properties: Option<&Node>) -> Letters {
    let Some(properties) = properties else { return Letters::default() };
    Letters {
        bold: properties.switch("b"),
        italic: properties.switch("i"),
        underline: properties.switch("u"),
        caps: properties.switch("caps"),
        size: number(properties.child("sz"), "val"),
        font: properties
            .child("rFonts")
            .and_then(|f| f.attribute("ascii").or(f.attribute("hAnsi")))
            .map(str::to_owned),
    }
}

impl Shape {
    /// What `self` says, and where it says nothing, what `under` says.
    pub(super) fn or(&self, under: &Self) -> Self {
        let line = self.line.or(under.line);
        let rule = if self.line.is_some() { self.line_rule.clone() } else { under.line_rule.clone() };
        Self {
            before: self.before.or(under.before),
            after: self.after.or(under.after),
            line,
            line_rule: rule,
            first_line: self.first_line.or(under.first_line),
            align: self.align.clone().or(under.align.clone()),
        }
    }
}

impl Letters {
    pub(super) fn or(&self, under: &Self) -> Self {
        Self {
            bold: self.bold.or(under.bold),
            italic: self.italic.or(under.italic),
            underline: self.underline.or(under.underline),
            caps: self.caps.or(under.caps),
            size: self.size.or(under.size),
            font: self.font.clone().or(under.font.clone()),
        }
    }
}
