//! Properties of runs, as far as they change what is read.

use super::xml::{self, Name};
use quick_xml::events::BytesStart;

/// What is said about a run; `None` where nothing is.
#[derive(Debug, Clone, Default)]
pub(super) struct RunProperties {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) raised: Option<bool>,
    pub(super) font: Option<String>,
    /// Character style.
    pub(super) style: Option<String>,
}

impl RunProperties {
    /// Takes in a child of `w:rPr`.
    pub(super) fn take(&mut self, name: Name, element: &BytesStart<'_>) {
        match name {
            Name::B => self.bold = Some(xml::is_on(element)),
            Name::Vanish => self.hidden = Some(xml::is_on(element)),
            Name::Caps => self.capitals = Some(xml::is_on(element)),
            Name::VertAlign => self.raised = xml::value(element).map(|v| v == "superscript"),
            // Half points; small shifts are typography, not notes.
            Name::Position if self.raised.is_none() => {
                self.raised = xml::number(element).filter(|n| *n >= 4).map(|_| true);
            }
            Name::RFonts => {
                let font = ["ascii", "hAnsi"].iter().find_map(|a| xml::attribute(element, a));
                if let Some(font) = font {
                    self.font = Some(font.into_owned());
                }
            }
            Name::RStyle => self.style = xml::value(element).map(|v| v.into_owned()),
            _ => {}
        }
    }

    /// These properties, what they leave open from `base`.
    pub(super) fn over(&self, base: &Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            hidden: self.hidden.or(base.hidden),
            capitals: self.capitals.or(base.capitals),
            raised: self.raised.or(base.raised),
            font: self.font.clone().or_else(|| base.font.clone()),
            style: self.style.clone(),
        }
    }
}
