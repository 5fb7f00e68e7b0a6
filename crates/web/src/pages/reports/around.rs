//! What is done around the text on the desk: files in and back, and what stands around it on paper.

use super::desk::Open;
use super::unit_name;
use crate::ui::{Button, Field, Upload};
use maud::{Markup, html};

impl Open<'_> {
    /// Files in and back, what stands around the text.
    pub(super) fn below(&self) -> Markup {
        let frame = self.frame;
        if !self.writes {
            return html! { @if self.covers { (self.back()) } };
        }
        let head = &self.desk.report.head;
        html! {
            details {
                summary { (frame.word("report-heap")) }
                (Upload::new(format!("{}/heap", self.path()), frame.word("report-heap-files")).hint(frame.word("report-heap-hint")).accept(".docx,.pdf,.doc,.txt").multiple().show(frame))
                @if !self.desk.silent.is_empty() {
                    p.quiet { (frame.word("report-silent-list")) " " (self.desk.silent.iter().take(30).map(|unit| unit_name(self.who, *unit)).collect::<Vec<_>>().join(", ")) }
                }
            }
            details {
                summary { (frame.word("report-head")) }
                (self.change("head", None, &html! {
                    (Field::lines("subject", frame.word("report-subject"), 2).value(&head.subject).required())
                    (Field::lines("addressees", frame.word("report-addressees"), 3).value(head.addressees.join("\n")))
                    (Field::text("superior", frame.word("report-superior")).value(&head.superior))
                    (Field::text("authority", frame.word("report-authority")).value(&head.authority))
                    (Field::text("office", frame.word("report-office")).value(&head.office))
                    (Field::text("signer", frame.word("report-signer")).value(&head.signer))
                    (Field::lines("recipients", frame.word("report-recipients"), 5).value(head.recipients.join("\n")))
                    (Button::plain(frame.word("report-save")))
                }))
            }
            (self.back())
        }
    }

    /// A file comes back from Word: to be taken in, or only held against what was issued.
    fn back(&self) -> Markup {
        let frame = self.frame;
        html! {
            details {
                summary { @if self.writes { (frame.word("report-back")) } @else { (frame.word("report-back-issued")) } }
                form method="post" action={ (self.path()) "/back" } enctype="multipart/form-data" {
                    input type="hidden" name="revision" value=(self.desk.row.revision);
                    @if self.writes { (Field::checkbox("take", frame.word("report-back-take")).hint(frame.word("report-back-hint"))) }
                    @else { p.quiet { (frame.word("report-back-issued-hint")) } }
                    div.field {
                        label for="back-file" { (frame.word("report-back-file")) }
                        input #back-file type="file" name="file" accept=".docx" required;
                    }
                    (Button::plain(frame.word("report-back-send")))
                }
            }
        }
    }
}
