//! Events of an XML part, by local names: prefixes differ between writers, the names do not clash.

use crate::Refusal;
use quick_xml::events::{BytesRef, BytesStart, Event as Raw};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

macro_rules! names {
    ($($name:ident = $local:literal),+ $(,)?) => {
        /// The elements that mean something here (ISO/IEC 29500-1 §17).
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Name {
            $(#[doc = $local] $name,)+
            /// Former properties of something that was changed: `rPrChange` and its like.
            Change,
            /// Any other element.
            Other,
        }

        impl Name {
            fn of(local: &str) -> Self {
                match local {
                    $($local => Self::$name,)+
                    other if other.ends_with("Change") => Self::Change,
                    _ => Self::Other,
                }
            }
        }
    };
}

names! {
    AbstractNum = "abstractNum", AbstractNumId = "abstractNumId", AlternateContent = "AlternateContent", B = "b",
    BasedOn = "basedOn", Body = "body", Bottom = "bottom", Br = "br", Caps = "caps", CellDel = "cellDel", Choice = "Choice",
    Cr = "cr", Del = "del", DelInstrText = "delInstrText", DelText = "delText",
    Endnote = "endnote", EndnotePr = "endnotePr", EndnoteRef = "endnoteRef", EndnoteReference = "endnoteReference",
    Fallback = "Fallback", FldChar = "fldChar", Footnote = "footnote", FootnotePr = "footnotePr",
    FootnoteRef = "footnoteRef", FootnoteReference = "footnoteReference", GridSpan = "gridSpan", Ilvl = "ilvl", InsideH = "insideH",
    InsideV = "insideV", InstrText = "instrText", LastRenderedPageBreak = "lastRenderedPageBreak", Left = "left",
    Lvl = "lvl", LvlOverride = "lvlOverride", LvlRestart = "lvlRestart", LvlText = "lvlText", MoveFrom = "moveFrom",
    NoBreakHyphen = "noBreakHyphen", Num = "num", NumFmt = "numFmt", NumId = "numId", NumPr = "numPr",
    NumRestart = "numRestart", NumStart = "numStart", NumStyleLink = "numStyleLink", P = "p", PPr = "pPr",
    PPrDefault = "pPrDefault", PStyle = "pStyle", Position = "position", Ptab = "ptab", R = "r", RFonts = "rFonts",
    RPr = "rPr", RPrDefault = "rPrDefault", RStyle = "rStyle", Relationship = "Relationship", Right = "right", Rt = "rt", SdtEndPr = "sdtEndPr",
    SdtPr = "sdtPr", SectPr = "sectPr", Start = "start", StartOverride = "startOverride", Style = "style", Suff = "suff",
    Sym = "sym", T = "t", Tab = "tab", Tbl = "tbl", TblBorders = "tblBorders", TblPr = "tblPr", TblStyle = "tblStyle",
    Tc = "tc", TcBorders = "tcBorders", TcPr = "tcPr", Top = "top", Tr = "tr", TrPr = "trPr", TxbxContent = "txbxContent",
    Type = "type", VMerge = "vMerge", Vanish = "vanish", VertAlign = "vertAlign",
}

/// An event.
pub(super) enum Event<'x> {
    /// An element begins.
    Open(Name, BytesStart<'x>),
    /// An element ends.
    Close(Name),
    /// Text, references resolved.
    Text(Cow<'x, str>),
}

/// Reads the events of a part; declared entities are not expanded.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    open: Vec<Name>,
    limit: usize,
}

impl<'x> Xml<'x> {
    /// Reads `text`, refusing elements nested deeper than `limit`.
    pub(super) fn new(text: &'x str, limit: usize) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        reader.config_mut().expand_empty_elements = true;
        Self { reader, open: Vec::new(), limit }
    }

    /// The next event; `None` at the end.
    ///
    /// # Errors
    /// [`Refusal::Damaged`] when the part is not well-formed or ends inside an element, [`Refusal::TooLarge`] when elements
    /// are nested too deep.
    pub(super) fn next(&mut self) -> Result<Option<Event<'x>>, Refusal> {
        loop {
            let event = self.reader.read_event().map_err(|e| Refusal::Damaged(e.to_string()))?;
            return Ok(Some(match event {
                Raw::Start(element) | Raw::Empty(element) => {
                    let name = Name::of(element.local_name().as_ref());
                    if self.open.len() >= self.limit {
                        let limit = self.limit as u64;
                        return Err(Refusal::TooLarge { what: "depth of nested elements", limit });
                    }
                    self.open.push(name);
                    Event::Open(name, element)
                }
                Raw::End(_) => Event::Close(self.open.pop().unwrap_or(Name::Other)),
                Raw::Text(text) => Event::Text(text.into_inner()),
                Raw::CData(text) => Event::Text(text.into_inner()),
                Raw::GeneralRef(reference) => match resolve(&reference) {
                    Some(c) => Event::Text(Cow::Owned(c.to_string())),
                    None => continue,
                },
                Raw::Eof if !self.open.is_empty() => {
                    return Err(Refusal::Damaged("a part ends inside an element".to_owned()));
                }
                Raw::Eof => return Ok(None),
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => continue,
            }));
        }
    }

    /// Reads on to the end of the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), Refusal> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// The element `up` levels around the innermost open one.
    pub(super) fn around(&self, up: usize) -> Name {
        let index = self.open.len().checked_sub(1 + up);
        index.and_then(|i| self.open.get(i)).copied().unwrap_or(Name::Other)
    }
}

fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => None,
    }
}

/// The value of the attribute with this local name.
pub(super) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// The attribute `val`.
pub(super) fn value<'e>(element: &'e BytesStart<'_>) -> Option<Cow<'e, str>> {
    attribute(element, "val")
}

/// The attribute `val` as a number.
pub(super) fn number(element: &BytesStart<'_>) -> Option<i64> {
    value(element)?.trim().parse().ok()
}

/// Whether a switch such as `w:b` is on: without a value it is.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(value(element).as_deref(), Some("0" | "false" | "off" | "none"))
}
