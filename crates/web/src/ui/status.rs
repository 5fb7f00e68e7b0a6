use crate::Frame;
use maud::{Markup, html};

/// How a piece of work stands: a sign and a word, the colour only repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done in time.
    Done,
    /// Done, too late.
    DoneLate,
    /// Being done.
    Doing,
    /// Not begun.
    Waiting,
    /// Due on this day or in a few: how many.
    Due(u32),
    /// Late by so many days.
    Late(u32),
    /// Sent back to whoever did it.
    Returned,
    /// Nobody knows.
    Unclear,
    /// Given up, or no longer in force.
    Stopped,
}

impl Status {
    /// Its sign.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Done => "✓",
            Self::DoneLate => "✓!",
            Self::Doing => "●",
            Self::Waiting => "○",
            Self::Due(_) => "△",
            Self::Late(_) => "▲",
            Self::Returned => "↩",
            Self::Unclear => "?",
            Self::Stopped => "–",
        }
    }

    /// Its words: `quá hạn 5 ngày`.
    #[must_use]
    pub fn words(self, frame: &Frame) -> String {
        match self {
            Self::Done => frame.word("status-done"),
            Self::DoneLate => frame.word("status-done-late"),
            Self::Doing => frame.word("status-doing"),
            Self::Waiting => frame.word("status-waiting"),
            Self::Due(days) => frame.text("status-due", [("days", days.into())]),
            Self::Late(days) => frame.text("status-late", [("days", days.into())]),
            Self::Returned => frame.word("status-returned"),
            Self::Unclear => frame.word("status-unclear"),
            Self::Stopped => frame.word("status-stopped"),
        }
    }

    /// Sign and words.
    #[must_use]
    pub fn show(self, frame: &Frame) -> Markup {
        let class = match self {
            Self::Done => "good",
            Self::DoneLate | Self::Due(_) | Self::Returned => "soon",
            Self::Doing => "going",
            Self::Late(_) => "bad",
            Self::Waiting | Self::Unclear | Self::Stopped => "still",
        };
        html! {
            span class={ "status " (class) } {
                span.sign aria-hidden="true" { (self.sign()) } " " (self.words(frame))
            }
        }
    }
}
