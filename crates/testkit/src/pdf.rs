//! PDF in the layout of HD 05-HD/VPTW, with justified lines and notes at page feet.

use crate::model::{Block, Inline, Model};
use crate::wrap::{self, Laid, Part, Word};
use krilla::geom::{PathBuilder, Point};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings, color::rgb};

/// Lengths are thousandths of a point.
const POINT: u32 = 1000;
const WIDTH: u32 = 595_276;
const HEIGHT: u32 = 841_890;
const LEFT: u32 = 85_039;
const TOP: u32 = 56_693;
/// 165 mm.
const MEASURE: u32 = 467_717;
const BODY: u32 = HEIGHT - 2 * TOP;
const INDENT: u32 = 28_346;
const SIZE: u32 = 14 * POINT;
const LEADING: u32 = 20 * POINT;
const NOTE_SIZE: u32 = 10 * POINT;
const NOTE_LEADING: u32 = 12 * POINT;
/// Room for the rule over the notes.
const RULE: u32 = 10 * POINT;

/// A font with the widths of Times New Roman.
struct Face {
    font: Font,
    data: ttf_parser::Face<'static>,
}

impl Face {
    fn new(bold: bool) -> Self {
        let file: &'static [u8] = if bold {
            include_bytes!("../../../data/fonts/LiberationSerif-Bold.ttf")
        } else {
            include_bytes!("../../../data/fonts/LiberationSerif-Regular.ttf")
        };
        let data = ttf_parser::Face::parse(file, 0).expect("Liberation Serif can be read");
        let font = Font::new(file.into(), 0).expect("Liberation Serif can be drawn with");
        Self { font, data }
    }

    /// Advance in thousandths of the size.
    fn advance(&self, c: char) -> u32 {
        let units = u32::from(self.data.units_per_em());
        let glyph = self.data.glyph_index(c).unwrap_or_default();
        u32::from(self.data.glyph_hor_advance(glyph).unwrap_or(0)) * 1000 / units.max(1)
    }

    fn width(&self, text: &str, size: u32) -> u32 {
        text.chars().map(|c| self.advance(c)).sum::<u32>() * (size / 100) / 10
    }
}

/// A line, its words and how it stands.
#[derive(Clone)]
struct Line {
    words: Vec<Word>,
    x: u32,
    /// Width to fill by stretching spaces; 0 for none.
    fill: u32,
    bold: bool,
    /// Second line at the same height: the other column.
    beside: Option<Box<Line>>,
}

struct Faces {
    regular: Face,
    bold: Face,
}

impl Model {
    /// The document as a PDF file with a text layer.
    ///
    /// # Panics
    /// Never: the fonts are part of the program.
    #[must_use]
    pub fn to_pdf(&self) -> Vec<u8> {
        let faces = Faces { regular: Face::new(false), bold: Face::new(true) };
        let settings = SerializeSettings { xmp_metadata: false, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        let pages = wrap::paginate(self.lines(&faces), BODY, NOTE_LEADING, RULE);
        for (index, content) in pages.iter().enumerate() {
            let size = PageSettings::from_wh(points(WIDTH), points(HEIGHT)).expect("A4 has a size");
            let mut page = document.start_page_with(size);
            let mut surface = page.surface();
            surface.set_fill(Some(Fill {
                paint: rgb::Color::new(0, 0, 0).into(),
                opacity: NormalizedF32::ONE,
                rule: FillRule::default(),
            }));
            if index > 0 {
                let number = (index + 1).to_string();
                let x = LEFT + (MEASURE - faces.regular.width(&number, SIZE)) / 2;
                draw(&mut surface, &faces.regular, &number, x, 40 * POINT, SIZE, 0);
            }
            let mut y = TOP;
            for line in &content.body {
                y += LEADING;
                draw_line(&mut surface, &faces, line, y, SIZE);
            }
            draw_notes(&mut surface, &faces, &content.notes);
            surface.finish();
            page.finish();
        }
        document.finish().expect("the document is valid")
    }

    fn lines(&self, faces: &Faces) -> Vec<Laid<Line, Line>> {
        let bodies = self.notes();
        let mut count = 0;
        let mut laid = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Header { left, right } => columns(faces, left, right, true, &mut laid),
                Block::Signature { recipients, signer } => {
                    columns(faces, recipients, signer, false, &mut laid);
                }
                Block::Title(lines) => {
                    for line in lines {
                        for words in break_lines(&faces.bold, wrap::plain_words(line), SIZE, MEASURE, MEASURE)
                        {
                            laid.push(plain(centred(&faces.bold, words, LEFT, MEASURE, true)));
                        }
                    }
                }
                Block::Heading { text, .. } => paragraph(faces, text, true, &mut count, &bodies, &mut laid),
                Block::Body(text) | Block::Item(text) => {
                    paragraph(faces, text, false, &mut count, &bodies, &mut laid)
                }
                Block::Table(rows) => {
                    for row in rows {
                        laid.extend(table_row(faces, row).into_iter().map(plain));
                    }
                }
            }
        }
        laid
    }
}

fn plain(line: Line) -> Laid<Line, Line> {
    Laid { line, height: LEADING, room: LEADING, notes: Vec::new() }
}

fn break_lines(face: &Face, words: Vec<Word>, size: u32, first: u32, width: u32) -> Vec<Vec<Word>> {
    wrap::wrap(words, first, width, face.width(" ", size), |w| word_width(face, w, size))
}

fn word_width(face: &Face, word: &Word, size: u32) -> u32 {
    word.0.iter().map(|p| part_width(face, p, size)).sum()
}

fn part_width(face: &Face, part: &Part, size: u32) -> u32 {
    match part {
        Part::Plain(text) => face.width(text, size),
        Part::Mark(number) => face.width(&number.to_string(), size * 6 / 10),
    }
}

fn line_width(face: &Face, words: &[Word], size: u32) -> u32 {
    let spaces = words.len().saturating_sub(1) as u32;
    words.iter().map(|w| word_width(face, w, size)).sum::<u32>() + spaces * face.width(" ", size)
}

fn centred(face: &Face, words: Vec<Word>, x: u32, width: u32, bold: bool) -> Line {
    let x = x + width.saturating_sub(line_width(face, &words, SIZE)) / 2;
    Line { words, x, fill: 0, bold, beside: None }
}

fn flush(words: Vec<Word>, x: u32, bold: bool) -> Line {
    Line { words, x, fill: 0, bold, beside: None }
}

fn paragraph(
    faces: &Faces,
    text: &Inline,
    bold: bool,
    count: &mut usize,
    bodies: &[&str],
    laid: &mut Vec<Laid<Line, Line>>,
) {
    let face = if bold { &faces.bold } else { &faces.regular };
    let lines = break_lines(face, wrap::words(text, count), SIZE, MEASURE - INDENT, MEASURE);
    let last = lines.len().saturating_sub(1);
    for (index, words) in lines.into_iter().enumerate() {
        let indent = if index == 0 { INDENT } else { 0 };
        let called = words.iter().flat_map(|w| &w.0);
        let called = called.filter_map(|p| if let Part::Mark(n) = p { Some(*n) } else { None });
        let notes = called.map(|n| note(faces, n, bodies.get(n - 1).copied().unwrap_or_default())).collect();
        let fill = if index == last { 0 } else { MEASURE - indent };
        let line = Line { words, x: LEFT + indent, fill, bold, beside: None };
        laid.push(Laid { line, height: LEADING, room: LEADING, notes });
    }
}

fn note(faces: &Faces, number: usize, body: &str) -> Vec<Line> {
    let mut words = wrap::plain_words(body);
    words.insert(0, Word(vec![Part::Mark(number)]));
    let lines = break_lines(&faces.regular, words, NOTE_SIZE, MEASURE, MEASURE);
    let last = lines.len().saturating_sub(1);
    let fill = |index| if index == last { 0 } else { MEASURE };
    let line = |(index, words)| Line { words, x: LEFT, fill: fill(index), bold: false, beside: None };
    lines.into_iter().enumerate().map(line).collect()
}

fn columns(faces: &Faces, left: &[String], right: &[String], head: bool, laid: &mut Vec<Laid<Line, Line>>) {
    const COLUMNS: [u32; 2] = [215_000, MEASURE - 215_000];
    let broken = |lines: &[String], bold: bool, x: u32, width: u32, centre: bool| -> Vec<Line> {
        let face = if bold { &faces.bold } else { &faces.regular };
        let words = lines.iter().flat_map(|l| match l.as_str() {
            "" => vec![Vec::new()],
            l => break_lines(face, wrap::plain_words(l), SIZE, width, width),
        });
        words.map(|w| if centre { centred(face, w, x, width, bold) } else { flush(w, x, bold) }).collect()
    };
    let left = broken(left, false, LEFT, COLUMNS[0], head);
    let mut right = broken(right, true, LEFT + COLUMNS[0], COLUMNS[1], true).into_iter();
    let first = laid.len();
    let lines = left.len().max(right.len()) as u32;
    for mut line in left {
        line.beside = right.next().map(Box::new);
        laid.push(plain(line));
    }
    laid.extend(right.map(plain));
    laid.push(plain(Line { words: Vec::new(), x: LEFT, fill: 0, bold: false, beside: None }));
    // what stands side by side is not cut by the end of a page
    laid[first].room = lines * LEADING;
}

/// The lines of a row: cells beside each other, every cell as tall as it must be.
fn table_row(faces: &Faces, cells: &[String]) -> Vec<Line> {
    let width = MEASURE / (cells.len().max(1) as u32);
    let cut = |cell: &String| {
        break_lines(&faces.regular, wrap::plain_words(cell), SIZE, width - SIZE, width - SIZE)
    };
    let cells: Vec<Vec<Vec<Word>>> = cells.iter().map(cut).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |level: usize| {
        let mut row = Line { words: Vec::new(), x: LEFT, fill: 0, bold: false, beside: None };
        for (index, cell) in cells.iter().enumerate().rev() {
            let Some(words) = cell.get(level) else { continue };
            let beside = (!row.words.is_empty()).then(|| Box::new(row.clone()));
            row = Line { words: words.clone(), x: LEFT + width * index as u32, fill: 0, bold: false, beside };
        }
        row
    };
    (0..height).map(line).collect()
}

fn draw_notes(surface: &mut Surface<'_>, faces: &Faces, notes: &[Line]) {
    if notes.is_empty() {
        return;
    }
    let mut y = HEIGHT - TOP - NOTE_LEADING * notes.len() as u32;
    surface.set_stroke(Some(Stroke::default()));
    let mut rule = PathBuilder::new();
    rule.move_to(points(LEFT), points(y - 4 * POINT));
    rule.line_to(points(LEFT + 144 * POINT), points(y - 4 * POINT));
    if let Some(path) = rule.finish() {
        surface.draw_path(&path);
    }
    surface.set_stroke(None);
    for line in notes {
        y += NOTE_LEADING;
        draw_line(surface, faces, line, y, NOTE_SIZE);
    }
}

fn draw_line(surface: &mut Surface<'_>, faces: &Faces, line: &Line, y: u32, size: u32) {
    let face = if line.bold { &faces.bold } else { &faces.regular };
    let gaps = line.words.len().saturating_sub(1) as u32;
    let slack = line.fill.saturating_sub(line_width(face, &line.words, size));
    let stretch = slack.checked_div(gaps).unwrap_or(0);
    let mut x = line.x;
    let mut text = String::new();
    let mut start = x;
    for (index, word) in line.words.iter().enumerate() {
        if index > 0 {
            text.push(' ');
            x += face.width(" ", size) + stretch;
        }
        for part in &word.0 {
            match part {
                Part::Plain(plain) => text.push_str(plain),
                Part::Mark(number) => {
                    draw(surface, face, &text, start, y, size, stretch);
                    text.clear();
                    draw(surface, face, &number.to_string(), x, y - size * 35 / 100, size * 6 / 10, 0);
                }
            }
            x += part_width(face, part, size);
            if matches!(part, Part::Mark(_)) {
                start = x;
            }
        }
    }
    draw(surface, face, &text, start, y, size, stretch);
    if let Some(beside) = &line.beside {
        draw_line(surface, faces, beside, y, size);
    }
}

/// Draws text in one run; every space is `stretch` wider.
fn draw(surface: &mut Surface<'_>, face: &Face, text: &str, x: u32, y: u32, size: u32, stretch: u32) {
    if text.is_empty() {
        return;
    }
    let glyphs: Vec<KrillaGlyph> = text
        .char_indices()
        .map(|(at, c)| {
            let wider = if c == ' ' { u64::from(stretch) * 1000 / u64::from(size.max(1)) } else { 0 };
            let advance = face.advance(c) + u32::try_from(wider).unwrap_or(0);
            let id = face.data.glyph_index(c).unwrap_or_default();
            KrillaGlyph::new(
                GlyphId::new(u32::from(id.0)),
                points(advance),
                0.0,
                0.0,
                0.0,
                at..at + c.len_utf8(),
                None,
            )
        })
        .collect();
    surface.draw_glyphs(
        Point::from_xy(points(x), points(y)),
        &glyphs,
        face.font.clone(),
        text,
        points(size),
        false,
    );
}

/// Thousandths as the library takes them.
fn points(thousandths: u32) -> f32 {
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_precision_loss,
        reason = "only here, at the border to the library"
    )]
    let points = thousandths as f32 / 1000.0;
    points
}
