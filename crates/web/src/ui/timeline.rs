use super::date;
use jiff::civil::Date;
use maud::{Markup, html};

/// Something that happened on a day.
#[derive(Debug, Clone)]
pub struct Event {
    /// The day.
    pub date: Date,
    /// What happened, in a few words.
    pub title: Markup,
    /// More of it: the document that ordered it, what became of what.
    pub detail: Option<Markup>,
}

/// What happened, in the order given: the life of a unit.
#[must_use]
pub fn timeline(events: &[Event]) -> Markup {
    html! {
        ol.timeline {
            @for event in events {
                li {
                    span.when { (date(event.date)) }
                    div.what {
                        p { (event.title) }
                        @if let Some(detail) = &event.detail { p.quiet { (detail) } }
                    }
                }
            }
        }
    }
}
