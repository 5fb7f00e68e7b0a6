//! Fields: what they show is read, their instructions are not (ISO/IEC 29500-1 §17.16).

/// More fields in each other than this were left open by mistake.
const DEEPEST: usize = 32;

/// The complex fields that are open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// For every field whether its result has begun.
    open: Vec<bool>,
}

impl Fields {
    /// Takes in a `w:fldChar` of this type.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() < DEEPEST => self.open.push(false),
            "separate" => {
                if let Some(result) = self.open.last_mut() {
                    *result = true;
                }
            }
            "end" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    /// A paragraph ends: an instruction that is still open was never closed, what follows must not be lost.
    pub(super) fn end_paragraph(&mut self) {
        if let Some(first) = self.open.iter().position(|result| !result) {
            self.open.truncate(first);
        }
    }

    /// Whether text here is shown.
    pub(super) fn shown(&self) -> bool {
        self.open.iter().all(|result| *result)
    }
}
