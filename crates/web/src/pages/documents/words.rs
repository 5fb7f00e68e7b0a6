//! Words for what documents are.

use crate::Frame;
use domain::documents::{Direction, FileRole};

/// Which way a document goes.
pub(super) fn direction(frame: &Frame, direction: Direction) -> String {
    frame.word(match direction {
        Direction::Incoming => "direction-incoming",
        Direction::Outgoing => "direction-outgoing",
        Direction::Internal => "direction-internal",
    })
}

/// What a file is to its document.
pub(super) fn role(frame: &Frame, role: FileRole) -> String {
    frame.word(match role {
        FileRole::Scan => "file-scan",
        FileRole::Editable => "file-editable",
        FileRole::Attachment => "file-attachment",
    })
}
