use super::{Align, Column, Direction, Query, Sort, Table, Width};
use crate::{Frame, ui};
use maud::{Markup, html};

impl<R> Table<R> {
    /// The table: controls, rows, pages. `rows` are those of the query's page, `total` counts all that it chooses.
    #[must_use]
    pub fn show(&self, frame: &Frame, query: &Query, rows: &[R], total: u64) -> Markup {
        let columns: Vec<_> = self.shown(query).collect();
        html! {
            div.table #(self.id) {
                (self.controls(frame, query))
                @if rows.is_empty() { (self.nothing(frame, query)) } @else {
                    (self.grid(frame, query, &columns, rows))
                    (self.pager(frame, query, rows.len(), total))
                }
            }
        }
    }

    /// These rows and nothing around them: no filters, no order to choose, no pages.
    #[must_use]
    pub fn still(&self, frame: &Frame, rows: &[R]) -> Markup {
        let query = self.query("");
        let columns: Vec<_> = self.shown(&query).collect();
        html! { div.table #(self.id) { (self.grid(frame, &query, &columns, rows)) } }
    }

    fn nothing(&self, frame: &Frame, query: &Query) -> Markup {
        html! {
            h2.hidden #{ (self.id) "-caption" } { (self.caption) }
            @if query.is_filtered() || self.empty.is_none() {
                (ui::empty(frame.word("table-nothing"), frame.word("table-nothing-help")))
            } @else if let Some((sentence, next)) = &self.empty { (ui::empty(sentence, next)) }
        }
    }

    fn grid(&self, frame: &Frame, query: &Query, columns: &[&Column<R>], rows: &[R]) -> Markup {
        let least: usize = columns.iter().map(|column| column.width.least()).sum();
        // Steps of the style sheet; a table that needs more scrolls anyway.
        let room = format!("room-{}", least.div_ceil(8).min(24));
        let mode = if self.scrolls { "scrolls" } else { "cards" };
        html! {
            div class={ "grid " (mode) } role="region" aria-labelledby={ (self.id) "-caption" } tabindex="0" {
                table class=(room) data-rows {
                    caption.hidden #{ (self.id) "-caption" } { (self.caption) }
                    colgroup { @for column in columns { col class=(column.width.class()); } }
                    thead { tr { @for column in columns { (self.head(frame, query, column)) } } }
                    tbody {
                        @for row in rows {
                            tr {
                                @for column in columns {
                                    td.num[column.align == Align::Right].wide[column.width == Width::Wide] data-title=(column.title) {
                                        @match &column.cell {
                                            Some(cell) => { (cell(row)) }
                                            None => { ((column.value)(row).show(frame.language())) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn head(&self, frame: &Frame, query: &Query, column: &Column<R>) -> Markup {
        let first = query.sort.first().filter(|sort| sort.key == column.key).map(|sort| sort.direction);
        let (order, sign) = match first {
            Some(Direction::Up) => (Some("ascending"), "▲"),
            Some(Direction::Down) => (Some("descending"), "▼"),
            None => (None, "↕"),
        };
        html! {
            th scope="col" class=[(column.align == Align::Right).then_some("num")] aria-sort=[order] {
                @if column.sortable {
                    a href=(self.address(frame, &turned(query, column.key))) data-into=(self.id) {
                        (column.title) span.order aria-hidden="true" { (sign) }
                    }
                } @else { (column.title) }
                @if let Some(unit) = &column.unit { " " span.unit { "(" (unit) ")" } }
            }
        }
    }

    fn pager(&self, frame: &Frame, query: &Query, here: usize, total: u64) -> Markup {
        let first = query.offset() + 1;
        let last = query.offset() + here as u64;
        let pages = u32::try_from(total.div_ceil(u64::from(query.rows))).unwrap_or(u32::MAX).max(1);
        let to = |page: u32| self.address(frame, &Query { page, ..query.clone() });
        html! {
            nav.pager aria-label=(frame.word("pager")) {
                p { (frame.text("pager-shown", [("from", first.into()), ("to", last.into()), ("total", total.into())])) }
                @if pages > 1 {
                    ul {
                        @if query.page > 1 {
                            li { a href=(to(query.page - 1)) rel="prev" data-into=(self.id) { (frame.word("pager-previous")) } }
                        }
                        @for page in near(query.page, pages) {
                            li {
                                @match page {
                                    Some(page) if page == query.page => { span aria-current="page" { (page) } }
                                    Some(page) => { a href=(to(page)) data-into=(self.id) { (page) } }
                                    None => { span.gap aria-hidden="true" { "…" } }
                                }
                            }
                        }
                        @if query.page < pages {
                            li { a href=(to(query.page + 1)) rel="next" data-into=(self.id) { (frame.word("pager-next")) } }
                        }
                    }
                }
            }
        }
    }

    /// The address of this page with another query.
    pub(crate) fn address(&self, frame: &Frame, query: &Query) -> String {
        let query = self.print(query);
        if query.is_empty() { frame.path().to_owned() } else { format!("{}?{query}", frame.path()) }
    }
}

/// The query ordered by `key`: from its small end first, then turned.
fn turned(query: &Query, key: &'static str) -> Query {
    let up = query.sort.first().is_some_and(|sort| sort.key == key && sort.direction == Direction::Up);
    let direction = if up { Direction::Down } else { Direction::Up };
    Query { sort: vec![Sort { key, direction }], page: 1, ..query.clone() }
}

/// Pages to offer: the first, the last, those around; `None` for a gap.
fn near(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut shown: Vec<u32> = [1, page.saturating_sub(1), page, page.saturating_add(1), pages]
        .into_iter()
        .filter(|p| (1..=pages).contains(p))
        .collect();
    shown.sort_unstable();
    shown.dedup();
    let mut out = Vec::new();
    for page in shown {
        match out.last() {
            Some(Some(before)) if page - before == 2 => out.push(Some(page - 1)),
            Some(Some(before)) if page - before > 2 => out.push(None),
            _ => {}
        }
        out.push(Some(page));
    }
    out
}
