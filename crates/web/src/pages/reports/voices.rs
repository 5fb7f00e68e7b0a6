//! What units wrote under a heading: the same things folded, what is new on top, what can be taken.

use super::desk::Open;
use super::unit_name;
use super::words::indicator;
use crate::ui::Button;
use app::reports::Voice;
use maud::{Markup, html};

/// Most voices that are shown at once.
const SHOWN: usize = 40;

impl Open<'_> {
    /// For the heading at hand what units wrote, what is new first.
    pub(super) fn voices(&self) -> Markup {
        let frame = self.frame;
        let all = self.desk.voices.get(self.section).map(Vec::as_slice).unwrap_or_default();
        html! {
            h2 { (frame.text("report-voices-count", [("count", all.len().into())])) }
            @if all.is_empty() { p.quiet { (frame.word("report-no-voices")) } }
            ul.rows data-rows {
                @for voice in all.iter().take(SHOWN) { li { (self.voice(voice)) } }
            }
            @if all.len() > SHOWN { p.quiet { (frame.text("report-more-voices", [("count", (all.len() - SHOWN).into())])) } }
            (self.tallies())
        }
    }

    fn voice(&self, voice: &Voice) -> Markup {
        let frame = self.frame;
        let Some(first) = voice.group.said.first() else { return html! {} };
        let said = &self.desk.heap[*first];
        let wrong: Vec<_> = self
            .desk
            .contradictions
            .iter()
            .filter(|one| voice.group.said.contains(&one.said.statement))
            .collect();
        html! {
            @if voice.group.is_new { span.status.going { (frame.word("report-fresh")) } " " }
            (said.text) " "
            span.quiet {
                (unit_name(self.who, said.unit))
                @if voice.group.units > 1 { " " (frame.text("report-alike", [("count", (voice.group.units - 1).into())])) }
            }
            @for one in wrong.iter().take(3) {
                p.status.bad {
                    (frame.text("report-contradiction", [
                        ("unit", unit_name(self.who, one.said.unit).into()),
                        ("said", one.said.amount.written_vi().into()),
                        ("cell", one.cell.written_vi().into()),
                    ]))
                }
            }
            @if voice.is_taken { p.quiet { "✓ " (frame.word("report-taken")) } }
            @else if self.writes {
                (self.change("take", None, &html! {
                    input type="hidden" name="statement" value=(first);
                    (Button::plain(frame.word("report-take")).key('t'))
                }))
            }
        }
    }

    /// What the words come to, beside the cells.
    fn tallies(&self) -> Markup {
        let frame = self.frame;
        if self.desk.tallies.is_empty() {
            return html! {};
        }
        html! {
            details {
                summary { (frame.word("report-tallies")) }
                table.plain {
                    thead { tr {
                        th { (frame.word("report-indicator")) } th.num { (frame.word("report-units")) }
                        th.num { (frame.word("report-said")) } th.num { (frame.word("report-cells")) }
                    } }
                    tbody {
                        @for tally in &self.desk.tallies {
                            tr {
                                td { (indicator(&self.desk.catalogue, tally.indicator, self.desk.row.period)) }
                                td.num { (tally.units) } td.num { (tally.sum) } td.num { (tally.cells) }
                            }
                        }
                    }
                }
            }
        }
    }
}
