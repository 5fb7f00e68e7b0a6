//! A draft as PDF/A-2b: the lines of the .docx, with letters of the same widths.

mod breaking;
mod flow;
mod paginate;
mod slab;

pub(crate) use flow::{CELL, edges};

use crate::draft::Draft;
use crate::fonts::{Face, POINT, millimetres};
use crate::layout::{Element, Layout};
use crate::plan::{layout_of, plan};
use flow::Flow;
use krilla::color::rgb;
use krilla::configure::ConfigurationBuilder;
use krilla::configure::validate::Archival;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use paginate::{Page, SEPARATOR, paginate};
use slab::Mark;

/// Why there is no PDF: a bug of ours or of the library.
#[derive(Debug, thiserror::Error)]
#[error("the PDF was not written: {0}")]
pub struct PdfError(String);

impl PdfError {
    fn new(cause: impl std::fmt::Debug) -> Self {
        Self(format!("{cause:?}"))
    }
}

/// Length of the rule over notes.
const NOTE_RULE: i64 = 144 * POINT;

/// How many pages the draft has on paper.
#[must_use]
pub fn pages(draft: &Draft) -> usize {
    laid(draft, layout_of(draft)).len()
}

fn laid(draft: &Draft, layout: &Layout) -> Vec<Page> {
    let flow = Flow::of(&plan(draft, layout), layout);
    let [height, top, bottom] =
        [layout.page.height, layout.page.top.mm, layout.page.bottom.mm].map(millimetres);
    paginate(flow.slabs, &flow.notes, height - top - bottom)
}

/// The draft as a PDF file (PDF/A-2b) in the layout that holds for its system and day. The same draft gives the same bytes.
///
/// # Errors
/// [`PdfError`]: never seen.
pub fn pdf(draft: &Draft) -> Result<Vec<u8>, PdfError> {
    let layout = layout_of(draft);
    let height = millimetres(layout.page.height);
    let (top, bottom) = (millimetres(layout.page.top.mm), millimetres(layout.page.bottom.mm));
    let pages = laid(draft, layout);
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_B).finish();
    let settings = SerializeSettings {
        configuration: configuration.map_err(PdfError::new)?,
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(draft));
    let fonts = Face::ALL.map(|face| Font::new(face.data().into(), 0));
    let [Some(a), Some(b), Some(c), Some(d)] = fonts else {
        return Err(PdfError("a font that came with the program is not one".to_owned()));
    };
    let mut pen = Pen { layout, fonts: [a, b, c, d], top, bottom: height - bottom };
    let width = millimetres(layout.page.width);
    for (index, content) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(points(width), points(height));
        let settings = settings.ok_or_else(|| PdfError("the paper has no size".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        pen.page(&mut surface, content, index);
        surface.finish();
        page.finish();
    }
    document.finish().map_err(PdfError::new)
}

fn metadata(draft: &Draft) -> Metadata {
    let day = draft.day.last();
    // only of a year that the format can hold
    let date = DateTime::new(u16::try_from(day.year()).unwrap_or(1))
        .month(day.month().unsigned_abs())
        .day(day.day().unsigned_abs());
    Metadata::new()
        .title(format!("{} {}", draft.kind.name(), draft.subject))
        .authors(vec![draft.issuer.body.as_str().to_owned()])
        .creator("Sáu Rõ".to_owned())
        .language("vi-VN".to_owned())
        .creation_date(date)
}

/// Draws pages.
struct Pen<'l> {
    layout: &'l Layout,
    fonts: [Font; 4],
    /// Where the body begins.
    top: i64,
    /// Where the notes end.
    bottom: i64,
}

impl Pen<'_> {
    fn page(&mut self, surface: &mut Surface<'_>, page: &Page, index: usize) {
        surface.set_fill(Some(Fill {
            paint: rgb::Color::new(0, 0, 0).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::default(),
        }));
        if index > 0 {
            self.number(surface, index + 1);
        }
        for mark in page.marks() {
            self.mark(surface, &mark, self.top);
        }
        for (at, slab) in &page.body {
            if let Some(edges) = &slab.frame {
                frame(surface, edges, self.top + at, self.top + at + slab.height);
            }
        }
        self.notes(surface, page);
    }

    /// The number of the page, in the middle of the top margin.
    fn number(&self, surface: &mut Surface<'_>, number: usize) {
        let look = self.layout.look(Element::PageNumber);
        let face = Face { bold: look.bold, italic: look.italic };
        let size = i64::from(look.size) * POINT;
        let text = number.to_string();
        let measure = millimetres(self.layout.measure());
        let x = millimetres(self.layout.page.left.mm) + (measure - face.width(&text, size)) / 2;
        let y = millimetres(self.layout.page.number) + i64::from(look.leading) * POINT * 4 / 5;
        let run = breaking::Run { text, face, size, raise: 0 };
        self.mark(surface, &Mark::Text { x, y, run, stretch: 0 }, 0);
    }

    fn notes(&self, surface: &mut Surface<'_>, page: &Page) {
        if page.notes.is_empty() {
            return;
        }
        let height: i64 = page.notes.iter().map(|line| line.height).sum();
        let mut y = self.bottom - height;
        line(surface, (millimetres(self.layout.page.left.mm), y - SEPARATOR / 2), (NOTE_RULE, 0));
        for slab in &page.notes {
            for mark in &slab.marks {
                self.mark(surface, mark, y);
            }
            y += slab.height;
        }
    }

    fn mark(&self, surface: &mut Surface<'_>, mark: &Mark, down: i64) {
        match mark {
            Mark::Rule { x, width, y } => line(surface, (*x, y + down), (*width, 0)),
            Mark::Text { x, y, run, stretch } => {
                let glyphs: Vec<KrillaGlyph> = run
                    .text
                    .char_indices()
                    .map(|(at, c)| {
                        let (glyph, advance) = run.face.glyph(c);
                        let wider = if c == ' ' { stretch * 1000 / run.size.max(1) } else { 0 };
                        let id = GlyphId::new(u32::from(glyph.0));
                        KrillaGlyph::new(
                            id,
                            points(advance + wider),
                            0.0,
                            0.0,
                            0.0,
                            at..at + c.len_utf8(),
                            None,
                        )
                    })
                    .collect();
                let font = self.fonts[run.face.index()].clone();
                let start = Point::from_xy(points(*x), points(y + down));
                surface.draw_glyphs(start, &glyphs, font, &run.text, points(run.size), false);
            }
        }
    }
}

/// The rules around the cells of a row.
fn frame(surface: &mut Surface<'_>, edges: &[i64], top: i64, bottom: i64) {
    let (Some(&left), Some(&right)) = (edges.first(), edges.last()) else { return };
    for y in [top, bottom] {
        line(surface, (left, y), (right - left, 0));
    }
    for &x in edges {
        line(surface, (x, top), (0, bottom - top));
    }
}

/// A straight line from a point, so far to the right and down.
fn line(surface: &mut Surface<'_>, from: (i64, i64), by: (i64, i64)) {
    let mut path = PathBuilder::new();
    path.move_to(points(from.0), points(from.1));
    path.line_to(points(from.0 + by.0), points(from.1 + by.1));
    if let Some(path) = path.finish() {
        surface.set_stroke(Some(Stroke { width: 0.5, ..Stroke::default() }));
        surface.draw_path(&path);
        surface.set_stroke(None);
    }
}

/// Thousandths as the library takes them.
fn points(thousandths: i64) -> f32 {
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_precision_loss,
        reason = "only here, at the border to the library"
    )]
    let points = thousandths as f32 / 1000.0;
    points
}
