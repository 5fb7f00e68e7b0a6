//! Content streams: where every letter stands (ISO 32000-1 §8, §9).

use super::font::Font;
use super::matrix::Matrix;
use super::rules::Rules;
use crate::Refusal;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;
use std::rc::Rc;

/// Forms may hold forms this deep.
const DEEPEST: usize = 12;
/// Operators of a whole document, forms counted as often as they are drawn.
const MOST_OPERATORS: u64 = 50_000_000;
/// Parts of a path that are kept.
const LONGEST_PATH: usize = 4096;
/// Saved graphics states.
const MOST_STATES: usize = 512;

/// A letter on a page; the origin is the lower left corner.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The baseline.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) legacy: Option<crate::format::legacy::Font>,
    /// Marked by the writer as running head or page number.
    pub(super) artifact: bool,
}

/// The letters of a page and its size.
#[derive(Debug, Default)]
pub(super) struct Letters {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Rules,
    pub(super) height: f64,
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Interprets the pages of a document.
pub(super) struct Interpreter<'d> {
    document: &'d Document,
    fonts: HashMap<ObjectId, Rc<Font>>,
    /// Bytes that may still be unpacked.
    budget: usize,
    limit: usize,
    operators: u64,
}

/// A page while it is interpreted.
struct Canvas<'a> {
    glyphs: Vec<Glyph>,
    rules: Rules,
    /// Ends of the lines and corners of the boxes of the path that is being built.
    path: Vec<[(f64, f64); 2]>,
    point: (f64, f64),
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// For every open marked content whether it is an artifact of pagination.
    marked: Vec<bool>,
    resources: Vec<&'a Dictionary>,
}

impl<'d> Interpreter<'d> {
    pub(super) fn new(document: &'d Document, limit: usize) -> Self {
        Self { document, fonts: HashMap::new(), budget: limit, limit, operators: 0 }
    }

    /// The letters of a page.
    pub(super) fn page(&mut self, id: ObjectId) -> Result<Letters, Refusal> {
        let (base, height) = self.frame(id);
        let content =
            self.document.get_page_content_with_limit(id, self.budget).map_err(|e| self.refuse(&e))?;
        self.spend(content.len())?;
        let mut canvas = Canvas {
            glyphs: Vec::new(),
            rules: Rules::default(),
            path: Vec::new(),
            point: (0.0, 0.0),
            state: State {
                ctm: base,
                font: None,
                size: 0.0,
                letter_spacing: 0.0,
                word_spacing: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
            },
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            marked: Vec::new(),
            resources: self.resources(id),
        };
        self.run(&content, &mut canvas, 0)?;
        canvas.rules.sort();
        Ok(Letters { glyphs: canvas.glyphs, rules: canvas.rules, height })
    }

    fn refuse(&self, error: &lopdf::Error) -> Refusal {
        match error {
            lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => self.too_large(),
            other => Refusal::Damaged(other.to_string()),
        }
    }

    fn too_large(&self) -> Refusal {
        Refusal::TooLarge { what: "size of what is unpacked in bytes", limit: self.limit as u64 }
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.budget = self.budget.checked_sub(bytes).ok_or_else(|| self.too_large())?;
        Ok(())
    }

    /// What turns the page upright with its corner at the origin, and its height then.
    fn frame(&self, id: ObjectId) -> (Matrix, f64) {
        let bounds = self.inherited(id, b"CropBox").or_else(|| self.inherited(id, b"MediaBox"));
        let numbers: Vec<f64> = bounds
            .and_then(|o| o.as_array().ok())
            .map(|a| a.iter().filter_map(|o| self.number(o)).collect())
            .unwrap_or_default();
        let (x0, y0, x1, y1) = match numbers.as_slice() {
            [a, b, c, d] if a != c && b != d => (a.min(*c), b.min(*d), a.max(*c), b.max(*d)),
            _ => (0.0, 0.0, 595.0, 842.0),
        };
        let (width, height) = (x1 - x0, y1 - y0);
        let turn = self.inherited(id, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0).rem_euclid(360);
        let moved = Matrix::translation(-x0, -y0);
        match turn {
            90 => (moved.then(Matrix([0.0, -1.0, 1.0, 0.0, 0.0, width])), width),
            180 => (moved.then(Matrix([-1.0, 0.0, 0.0, -1.0, width, height])), height),
            270 => (moved.then(Matrix([0.0, 1.0, -1.0, 0.0, height, 0.0])), width),
            _ => (moved, height),
        }
    }

    fn inherited(&self, id: ObjectId, key: &[u8]) -> Option<&'d Object> {
        let mut node = self.document.get_dictionary(id).ok()?;
        for _ in 0..32 {
            if let Ok(found) = node.get_deref(key, self.document) {
                return Some(found);
            }
            node = node.get_deref(b"Parent", self.document).and_then(Object::as_dict).ok()?;
        }
        None
    }

    fn resources(&self, id: ObjectId) -> Vec<&'d Dictionary> {
        self.inherited(id, b"Resources").and_then(|o| o.as_dict().ok()).into_iter().collect()
    }

    fn number(&self, object: &Object) -> Option<f64> {
        let (_, object) = self.document.dereference(object).ok()?;
        object.as_float().ok().map(f64::from)
    }

    fn run(&mut self, content: &[u8], canvas: &mut Canvas<'d>, depth: usize) -> Result<(), Refusal> {
        // A broken content stream gives what was read of it.
        let Ok(content) = Content::decode(content) else { return Ok(()) };
        for operation in &content.operations {
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return Err(Refusal::TooLarge {
                    what: "number of operators of a PDF",
                    limit: MOST_OPERATORS,
                });
            }
            if operation.operator == "Do" {
                self.form(operation, canvas, depth)?;
            } else if operation.operator == "Tf" {
                self.set_font(operation, canvas);
            } else {
                canvas.apply(operation);
            }
        }
        Ok(())
    }

    fn form(&mut self, operation: &Operation, canvas: &mut Canvas<'d>, depth: usize) -> Result<(), Refusal> {
        let Some(Ok(name)) = operation.operands.first().map(Object::as_name) else { return Ok(()) };
        if depth >= DEEPEST {
            return Ok(());
        }
        let Some(Ok(stream)) = self.resource(canvas, b"XObject", name).map(Object::as_stream) else {
            return Ok(());
        };
        if !matches!(stream.dict.get_deref(b"Subtype", self.document).and_then(Object::as_name), Ok(b"Form"))
        {
            return Ok(());
        }
        let content = stream.get_plain_content_with_limit(self.budget).map_err(|e| self.refuse(&e))?;
        self.spend(content.len())?;
        let matrix: Vec<f64> = stream
            .dict
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array)
            .map(|a| a.iter().filter_map(|o| self.number(o)).collect())
            .unwrap_or_default();
        let (saved, count) = (canvas.state.clone(), canvas.saved.len());
        if let [a, b, c, d, e, f] = matrix.as_slice() {
            canvas.state.ctm = Matrix([*a, *b, *c, *d, *e, *f]).then(canvas.state.ctm);
        }
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let marks = canvas.marked.len();
        canvas.resources.extend(own);
        self.run(&content, canvas, depth + 1)?;
        if own.is_some() {
            canvas.resources.pop();
        }
        canvas.marked.truncate(marks);
        canvas.saved.truncate(count);
        canvas.state = saved;
        Ok(())
    }

    fn resource(&self, canvas: &Canvas<'d>, kind: &[u8], name: &[u8]) -> Option<&'d Object> {
        canvas.resources.iter().rev().find_map(|r| {
            let group = r.get_deref(kind, self.document).and_then(Object::as_dict).ok()?;
            group.get_deref(name, self.document).ok()
        })
    }

    fn set_font(&mut self, operation: &Operation, canvas: &mut Canvas<'d>) {
        let [name, size] = operation.operands.as_slice() else { return };
        canvas.state.size = size.as_float().map_or(0.0, f64::from);
        let Ok(name) = name.as_name() else { return };
        let found = canvas.resources.iter().rev().find_map(|r| {
            let group = r.get_deref(b"Font", self.document).and_then(Object::as_dict).ok()?;
            let object = group.get(name).ok()?;
            let (id, object) = self.document.dereference(object).ok()?;
            Some((id, object.as_dict().ok()?))
        });
        canvas.state.font = found.map(|(id, dictionary)| {
            if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
                return Rc::clone(font);
            }
            let font = Rc::new(Font::read(self.document, dictionary, self.budget.min(16 << 20)));
            if let Some(id) = id {
                self.fonts.insert(id, Rc::clone(&font));
            }
            font
        });
    }
}

impl Canvas<'_> {
    fn apply(&mut self, operation: &Operation) {
        let numbers: Vec<f64> =
            operation.operands.iter().filter_map(|o| o.as_float().ok()).map(f64::from).collect();
        let first = numbers.first().copied();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("q", _) if self.saved.len() < MOST_STATES => self.saved.push(self.state.clone()),
            ("Q", _) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            ("cm", &[a, b, c, d, e, f]) => self.state.ctm = Matrix([a, b, c, d, e, f]).then(self.state.ctm),
            ("m", &[x, y]) => self.point = self.state.ctm.apply(x, y),
            ("l", &[x, y]) => {
                let end = self.state.ctm.apply(x, y);
                self.draw(self.point, end);
                self.point = end;
            }
            ("re", &[x, y, width, height]) => {
                self.draw(self.state.ctm.apply(x, y), self.state.ctm.apply(x + width, y + height));
            }
            ("S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*", _) => {
                for [from, to] in self.path.drain(..) {
                    self.rules.add(from, to);
                }
            }
            ("n", _) => self.path.clear(),
            ("BT", _) => self.set_line(Matrix::IDENTITY),
            ("Tm", &[a, b, c, d, e, f]) => self.set_line(Matrix([a, b, c, d, e, f])),
            ("Td", &[x, y]) => self.next_line(x, y),
            ("TD", &[x, y]) => {
                self.state.leading = -y;
                self.next_line(x, y);
            }
            ("T*", _) => self.next_line(0.0, -self.state.leading),
            ("Tc", _) => self.state.letter_spacing = first.unwrap_or(0.0),
            ("Tw", _) => self.state.word_spacing = first.unwrap_or(0.0),
            ("Tz", _) => self.state.stretch = first.unwrap_or(100.0) / 100.0,
            ("TL", _) => self.state.leading = first.unwrap_or(0.0),
            ("Ts", _) => self.state.rise = first.unwrap_or(0.0),
            ("Tj" | "'" | "\"", _) => {
                if let ("\"", &[word, letter, ..]) = (operation.operator.as_str(), numbers.as_slice()) {
                    self.state.word_spacing = word;
                    self.state.letter_spacing = letter;
                }
                if operation.operator != "Tj" {
                    self.next_line(0.0, -self.state.leading);
                }
                if let Some(Ok(bytes)) = operation.operands.last().map(Object::as_str) {
                    self.show(bytes);
                }
            }
            ("TJ", _) => {
                let Some(Ok(items)) = operation.operands.first().map(Object::as_array) else { return };
                for item in items {
                    if let Ok(bytes) = item.as_str() {
                        self.show(bytes);
                    } else if let Ok(back) = item.as_float() {
                        let across = -f64::from(back) / 1000.0 * self.state.size * self.state.stretch;
                        self.text = Matrix::translation(across, 0.0).then(self.text);
                    }
                }
            }
            ("BDC" | "BMC", _) => {
                let artifact =
                    matches!(operation.operands.first().map(Object::as_name), Some(Ok(b"Artifact")));
                let details = operation.operands.get(1).and_then(|o| o.as_dict().ok());
                let kind = details.and_then(|d| d.get(b"Type").ok()).and_then(|t| t.as_name().ok());
                if self.marked.len() < MOST_STATES {
                    self.marked.push(artifact && kind == Some(b"Pagination"));
                }
            }
            ("EMC", _) => {
                self.marked.pop();
            }
            _ => {}
        }
    }

    fn draw(&mut self, from: (f64, f64), to: (f64, f64)) {
        if self.path.len() < LONGEST_PATH {
            self.path.push([from, to]);
        }
    }

    fn set_line(&mut self, matrix: Matrix) {
        self.text = matrix;
        self.line = matrix;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set_line(Matrix::translation(x, y).then(self.line));
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        let state = &self.state;
        let artifact = self.marked.iter().any(|m| *m);
        for letter in font.letters(bytes) {
            let place = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise])
                .then(self.text)
                .then(state.ctm);
            let (x0, y) = place.apply(0.0, 0.0);
            let (x1, _) = place.apply(letter.width, 0.0);
            let size = place.0[2].hypot(place.0[3]);
            let sane = [x0, x1, y, size].iter().all(|v| v.is_finite() && v.abs() < 1e6);
            if place.is_upright() && sane && size > 0.5 {
                self.glyphs.push(Glyph {
                    text: letter.text,
                    x0,
                    x1,
                    y,
                    size,
                    bold: font.bold,
                    legacy: font.legacy,
                    artifact,
                });
            }
            let spacing = state.letter_spacing + if letter.is_space { state.word_spacing } else { 0.0 };
            let across = (letter.width * state.size + spacing) * state.stretch;
            self.text = Matrix::translation(across, 0.0).then(self.text);
        }
    }
}
