//! Styles: what a paragraph or a run has from its style (ISO/IEC 29500-1 §17.7).

use super::properties::RunProperties;
use super::tables::Borders;
use super::xml::{self, Event, Name, Xml};
use crate::Refusal;
use std::collections::HashMap;

/// A style is based on at most this many others; Word stops at 11.
const LONGEST_CHAIN: usize = 16;

/// A style.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    pub(super) run: RunProperties,
    pub(super) number: Option<i64>,
    pub(super) level: Option<usize>,
    pub(super) borders: Option<Borders>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    defaults: RunProperties,
    default_paragraph: Option<String>,
}

impl Styles {
    pub(super) fn read(text: &str, depth: usize) -> Result<Self, Refusal> {
        let mut styles = Self::default();
        let mut events = Xml::new(text, depth);
        let mut id = String::new();
        let mut style = Style::default();
        while let Some(event) = events.next()? {
            match event {
                Event::Open(Name::Change | Name::PPrDefault, _) => events.skip()?,
                Event::Open(Name::Style, e) => {
                    id = xml::attribute(&e, "styleId").unwrap_or_default().into_owned();
                    style = Style::default();
                    let paragraph = xml::attribute(&e, "type").as_deref() == Some("paragraph");
                    if paragraph
                        && matches!(xml::attribute(&e, "default").as_deref(), Some("1" | "true" | "on"))
                    {
                        styles.default_paragraph = Some(id.clone());
                    }
                }
                Event::Close(Name::Style) => {
                    styles.styles.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                Event::Open(Name::BasedOn, e) => style.based_on = xml::value(&e).map(|v| v.into_owned()),
                Event::Open(Name::NumId, e) => style.number = xml::number(&e),
                Event::Open(Name::Ilvl, e) => {
                    style.level = xml::number(&e).and_then(|n| usize::try_from(n).ok())
                }
                Event::Open(name, e) if events.around(1) == Name::TblBorders => {
                    style.borders.get_or_insert_default().take(name, &e);
                }
                Event::Open(name, e) if events.around(1) == Name::RPr => match events.around(2) {
                    Name::Style => style.run.take(name, &e),
                    Name::RPrDefault => styles.defaults.take(name, &e),
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(styles)
    }

    /// The style with this id and those it is based on, nearest first.
    pub(super) fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let mut next = id;
        std::iter::from_fn(move || {
            let style = self.styles.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        })
        .take(LONGEST_CHAIN)
    }

    /// What runs of a paragraph with this style have.
    pub(super) fn paragraph(&self, id: Option<&str>) -> RunProperties {
        let id = id.or(self.default_paragraph.as_deref());
        self.chain(id)
            .fold(RunProperties::default(), |near, style| near.over(&style.run))
            .over(&self.defaults)
    }

    /// What a run with this character style has besides.
    pub(super) fn character(&self, id: Option<&str>) -> RunProperties {
        self.chain(id).fold(RunProperties::default(), |near, style| near.over(&style.run))
    }

    /// List and level that paragraphs with this style are numbered in.
    pub(super) fn numbering(&self, id: Option<&str>) -> (Option<i64>, Option<usize>) {
        let id = id.or(self.default_paragraph.as_deref());
        let number = self.chain(id).find_map(|s| s.number);
        (number, self.chain(id).find_map(|s| s.level))
    }
}
