use super::query::ROWS;
use super::{Filter, FilterKind, FilterValue, Format, Query, Table};
use crate::Frame;
use crate::ui::{Button, Tone, icon, notice, print_date};
use maud::{Markup, html};

impl<R> Table<R> {
    /// What stands above the rows: views, filters, columns, files.
    pub(crate) fn controls(&self, frame: &Frame, query: &Query) -> Markup {
        let tools = html! {
            (self.column_choice(frame, query))
            (self.files(frame, query, frame.word("table-files-help")))
        };
        self.above(frame, query, &tools)
    }

    /// The same where something else stands in the place of rows: without columns; `help` says what stands in a file.
    pub(crate) fn filters_and_files(&self, frame: &Frame, query: &Query, help: String) -> Markup {
        self.above(frame, query, &self.files(frame, query, help))
    }

    fn above(&self, frame: &Frame, query: &Query, tools: &Markup) -> Markup {
        html! {
            @if let Some(views) = &self.views { (self.view_tabs(frame, query, views)) }
            @for (name, value) in &query.ignored {
                @let arguments = [("name", self.title_of(name).into()), ("value", value.as_str().into())];
                (notice(frame, Tone::Warning, frame.text("table-ignored", arguments)))
            }
            div.controls {
                @if self.searchable || !self.filters.is_empty() { (self.filter_form(frame, query)) }
                div.tools { (tools) }
            }
            (self.chosen(frame, query))
        }
    }

    /// The label of a parameter: of its filter, or its own name.
    fn title_of(&self, name: &str) -> String {
        let of = |filter: &&Filter| {
            name.strip_prefix(filter.key).is_some_and(|end| ["", "-from", "-to"].contains(&end))
        };
        self.filters.iter().find(of).map_or_else(|| name.to_owned(), |filter| filter.title.clone())
    }

    fn filter_form(&self, frame: &Frame, query: &Query) -> Markup {
        // What the form does not ask for itself stays as it is.
        let bare = Query { text: String::new(), filters: Default::default(), ..query.clone() };
        html! {
            form.filters method="get" action=(frame.path()) data-into=(self.id) data-auto {
                @for (name, value) in self.pairs(&bare) { input type="hidden" name=(name) value=(value); }
                @if self.searchable {
                    label {
                        span { (frame.word("table-search")) }
                        input type="search" name="q" value=(query.text) autocomplete="off";
                    }
                }
                @for filter in &self.filters { (one(frame, filter, query)) }
                (Button::plain(frame.word("table-filter")))
            }
        }
    }

    /// What rows are chosen by, each with a way to drop it.
    fn chosen(&self, frame: &Frame, query: &Query) -> Markup {
        let mut chips: Vec<(String, Query)> = Vec::new();
        if !query.text.is_empty() {
            chips
                .push((format!("“{}”", query.text), Query { text: String::new(), page: 1, ..query.clone() }));
        }
        for filter in &self.filters {
            if let Some(value) = query.filters.get(filter.key) {
                let mut without = Query { page: 1, ..query.clone() };
                without.filters.remove(filter.key);
                chips.push((said(frame, filter, value), without));
            }
        }
        html! {
            @if !chips.is_empty() {
                ul.chips aria-label=(frame.word("table-chosen")) {
                    @for (words, without) in &chips {
                        li {
                            a href=(self.address(frame, without)) data-into=(self.id) {
                                (words) " " span aria-hidden="true" { "×" }
                                span.hidden { " – " (frame.word("table-drop")) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn column_choice(&self, frame: &Frame, query: &Query) -> Markup {
        let bare = Query { columns: None, rows: 50, ..query.clone() };
        html! {
            details.drop {
                summary { (icon("columns")) " " (frame.word("table-columns")) }
                form.panel method="get" action=(frame.path()) data-into=(self.id) {
                    @for (name, value) in self.pairs(&bare) { input type="hidden" name=(name) value=(value); }
                    fieldset {
                        legend { (frame.word("table-columns")) }
                        @for column in &self.columns {
                            @let on = self.shown(query).any(|shown| shown.key == column.key);
                            label.choice {
                                input type="checkbox" name="columns" value=(column.key) checked[on];
                                " " (column.title)
                            }
                        }
                    }
                    fieldset.inline {
                        legend { (frame.word("table-rows")) }
                        @for rows in ROWS {
                            label.choice {
                                input type="radio" name="rows" value=(rows) checked[rows == query.rows]; " " (rows)
                            }
                        }
                    }
                    (Button::plain(frame.word("table-apply")))
                }
            }
        }
    }

    fn files(&self, frame: &Frame, query: &Query, help: String) -> Markup {
        let to = |format| self.address(frame, &Query { export: Some(format), page: 1, ..query.clone() });
        html! {
            details.drop {
                summary { (icon("down")) " " (frame.word("table-files")) }
                div.panel {
                    p.quiet { (help) }
                    p { a href=(to(Format::Xlsx)) download { "Excel (.xlsx)" } }
                    p { a href=(to(Format::Csv)) download { "CSV (.csv)" } }
                }
            }
        }
    }
}

fn one(frame: &Frame, filter: &Filter, query: &Query) -> Markup {
    let value = query.filters.get(filter.key);
    match &filter.kind {
        FilterKind::Text => html! {
            label {
                span { (filter.title) }
                @let typed = match value { Some(FilterValue::Text(text)) => Some(text), _ => None };
                input name=(filter.key) autocomplete="off" value=[typed];
            }
        },
        FilterKind::Yes => html! {
            label.choice { input type="checkbox" name=(filter.key) value="yes" checked[value.is_some()]; " " (filter.title) }
        },
        FilterKind::Choice(options) => {
            let chosen = query.choices(filter.key);
            html! {
                details.drop {
                    summary { (filter.title) @if !chosen.is_empty() { " " span.count { (chosen.len()) } } }
                    div.panel role="group" aria-label=(filter.title) {
                        @for (value, label) in options {
                            label.choice {
                                input type="checkbox" name=(filter.key) value=(value) checked[chosen.contains(value)];
                                " " (label)
                            }
                        }
                        // Scripts send the form by themselves; without them the panel covers the form's own button.
                        noscript { (Button::plain(frame.word("table-filter"))) }
                    }
                }
            }
        }
        FilterKind::Days => {
            let (from, to) = match value {
                Some(FilterValue::Days { from, to }) => (from.map(print_date), to.map(print_date)),
                _ => (None, None),
            };
            html! {
                span.range role="group" aria-label=(filter.title) {
                    span { (filter.title) }
                    @for (end, day, word) in [("from", from, frame.word("table-from")), ("to", to, frame.word("table-to"))] {
                        input.short name={ (filter.key) "-" (end) } value=[day] inputmode="numeric"
                            placeholder="dd/mm/yyyy" autocomplete="off" aria-label={ (filter.title) ", " (word) };
                    }
                }
            }
        }
    }
}

/// A filter in words: `Hạn: từ 01/11/2025`.
fn said(frame: &Frame, filter: &Filter, value: &FilterValue) -> String {
    let what = match value {
        FilterValue::Yes => return filter.title.clone(),
        FilterValue::Text(text) => format!("“{text}”"),
        FilterValue::Choice(values) => {
            let FilterKind::Choice(options) = &filter.kind else { return filter.title.clone() };
            let labels =
                options.iter().filter(|(value, _)| values.contains(value)).map(|(_, label)| label.as_str());
            labels.collect::<Vec<_>>().join(", ")
        }
        FilterValue::Days { from, to } => {
            let ends = [("table-from", from), ("table-to", to)].into_iter();
            let words =
                ends.filter_map(|(key, day)| Some(format!("{} {}", frame.word(key), print_date((*day)?))));
            words.collect::<Vec<_>>().join(" ")
        }
    };
    format!("{}: {what}", filter.title)
}
