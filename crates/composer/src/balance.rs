//! Lines of a head that are alike in length.

use crate::fonts::{Face, POINT, millimetres};
use crate::layout::{Alignment, Element, Layout};
use crate::plan::{Entry, Part};

/// Makes the lines of centred paragraphs outside the body alike in length, so that no word stands alone.
pub(crate) fn balance(part: &mut Part<'_>, layout: &Layout) {
    let one = |entry: &mut Entry<'_>, room: i64| {
        let Entry::Paragraph(paragraph) = entry else { return };
        let look = layout.look(paragraph.element);
        let body = matches!(paragraph.element, Element::Division | Element::Formula);
        if look.align == Alignment::Centre && !body {
            let face = Face { bold: look.bold, italic: look.italic };
            let size = i64::from(look.size) * POINT;
            paragraph.side = side(&paragraph.text.inline().text(), face, size, room);
        }
    };
    match part {
        Part::Columns(rows) => {
            for (column, cells) in rows.iter_mut().flat_map(|cells| cells.iter_mut().enumerate()) {
                let room = millimetres(layout.page.columns[column]);
                cells.iter_mut().for_each(|entry| one(entry, room));
            }
        }
        Part::Entry(entry) => one(entry, millimetres(layout.measure())),
        Part::Table(_) => {}
    }
}

/// How much narrower at both sides a text may stand without needing another line.
fn side(text: &str, face: Face, size: i64, room: i64) -> i64 {
    // word processors round widths: a line that fits to the hair may not fit there
    let room = room - POINT;
    let space = face.width(" ", size);
    let widths: Vec<i64> = text.split(' ').map(|word| face.width(word, size)).collect();
    let lines = |room: i64| {
        let (mut count, mut used) = (1, 0);
        for &width in &widths {
            if used > 0 && used + space + width > room {
                count += 1;
                used = 0;
            }
            used += width + if used > 0 { space } else { 0 };
        }
        count
    };
    let (wanted, whole) = (lines(room), room);
    if wanted < 2 || widths.iter().any(|width| *width > room) {
        return 0;
    }
    let (mut narrow, mut wide) = (widths.iter().copied().max().unwrap_or(0), whole);
    while narrow < wide {
        let middle = (narrow + wide) / 2;
        if lines(middle) > wanted { narrow = middle + 1 } else { wide = middle }
    }
    ((whole - wide) / 2 - 3 * POINT).max(0)
}
