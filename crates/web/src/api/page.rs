//! The document as a page: what there is to call, by resource, with an example of each. The page is made of the document, so that it says the same.

use super::document::resource;
use super::example::example;
use crate::{Frame, Page, ui};
use maud::{Markup, html};
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::schema::{ArrayItems, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{OpenApi, PathItem, RefOr, Required, Response, Schema};

/// The page.
pub(super) fn show(frame: &Frame, document: &OpenApi) -> Page {
    let operations: Vec<Called> =
        document.paths.paths.iter().flat_map(|(path, item)| called(path, item)).collect();
    let tags = document.tags.iter().flatten();
    let body = html! {
        nav.contents {
            ul {
                @for tag in tags.clone() {
                    li { (ui::link(tag.description.as_deref().unwrap_or(&tag.name), format!("#{}", tag.name))) }
                }
                li { (ui::link(frame.word("api-shapes"), "#shapes")) }
            }
        }
        @for tag in tags {
            h2 #(tag.name) { (tag.description.as_deref().unwrap_or(&tag.name)) }
            @for one in operations.iter().filter(|one| resource(one.name) == tag.name) {
                (operation(frame, one))
            }
        }
        h2 #shapes { (frame.word("api-shapes")) }
        @for (name, schema) in document.components.iter().flat_map(|components| &components.schemas) {
            h3 #{ "shape-" (name) } { code { (name) } }
            (shape(frame, schema))
        }
    };
    let file = ui::Button::plain(frame.word("api-file")).href(super::DOCUMENT);
    let page = frame.page(frame.word("api-title")).lead(frame.word("api-lead")).action(file);
    let page = if frame.visitor().is_some() {
        page.crumb(frame.word("api-own-tokens"), "/account/tokens")
    } else {
        page
    };
    page.body(html! { div.api { (body) } })
}

/// An operation with its address.
struct Called<'a> {
    method: &'static str,
    path: &'a str,
    name: &'a str,
    operation: &'a Operation,
}

fn called<'a>(path: &'a str, item: &'a PathItem) -> impl Iterator<Item = Called<'a>> {
    let all = [
        ("GET", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ];
    all.into_iter().filter_map(move |(method, operation)| {
        let operation = operation.as_ref()?;
        Some(Called { method, path, name: operation.operation_id.as_deref().unwrap_or_default(), operation })
    })
}

fn operation(frame: &Frame, one: &Called<'_>) -> Markup {
    let Called { method, path, name, operation } = one;
    let parameters: Vec<&Parameter> =
        operation.parameters.iter().flatten().filter_map(|parameter| plain(parameter)).collect();
    let done = operation.responses.responses.iter().find(|(status, _)| status.starts_with('2'));
    html! {
        section.operation #(name) {
            h3 { (operation.summary.as_deref().unwrap_or(name)) }
            p { code { strong { (method) } " " (path) } }
            @if let Some(note) = &operation.description { p { (note) } }
            @if !parameters.is_empty() { (table(frame, &parameters)) }
            @if let Some(RefOr::T(body)) = &operation.request_body {
                p {
                    strong { (frame.word("api-request")) } ": "
                    @for (index, (kind, content)) in body.content.iter().enumerate() {
                        @if index > 0 { ", " }
                        @if let Some(schema) = content_schema(content) { (type_of(schema)) " " }
                        span.quiet { (kind) }
                    }
                    @if let Some(text) = &body.description { br; (text) }
                }
            }
            p {
                strong { (frame.word("api-response")) } ": "
                @if let Some((status, RefOr::T(answer))) = done {
                    code { (status) } " "
                    @match answer_schema(answer) {
                        Some(schema) => (type_of(schema)),
                        None => (frame.word("api-no-content")),
                    }
                }
            }
            details { summary { (frame.word("api-example")) } pre { code { (example(one.method, one.path, one.operation)) } } }
        }
    }
}

/// A parameter that stands in the document itself, as all of ours do.
pub(super) fn plain(parameter: &RefOr<Parameter>) -> Option<&Parameter> {
    match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    }
}

fn content_schema(content: &RefOr<utoipa::openapi::Content>) -> Option<&RefOr<Schema>> {
    match content {
        RefOr::T(content) => content.schema.as_ref(),
        RefOr::Ref(_) => None,
    }
}

fn answer_schema(answer: &Response) -> Option<&RefOr<Schema>> {
    answer.content.values().next().and_then(content_schema)
}

fn table(frame: &Frame, parameters: &[&Parameter]) -> Markup {
    html! {
        div.scroll {
            table {
                thead {
                    tr {
                        th { (frame.word("api-parameter")) }
                        th { (frame.word("api-where")) }
                        th { (frame.word("api-type")) }
                        th { (frame.word("api-meaning")) }
                    }
                }
                tbody {
                    @for parameter in parameters {
                        tr {
                            td { code { (parameter.name) } }
                            td { (place(frame, &parameter.parameter_in)) ", " (need(frame, parameter.required == Required::True)) }
                            td { @if let Some(schema) = &parameter.schema { (type_of(schema)) } }
                            td { (parameter.description.as_deref().unwrap_or_default()) }
                        }
                    }
                }
            }
        }
    }
}

fn place(frame: &Frame, place: &ParameterIn) -> String {
    match place {
        ParameterIn::Path => frame.word("api-in-path"),
        ParameterIn::Header => frame.word("api-in-header"),
        _ => frame.word("api-in-query"),
    }
}

fn need(frame: &Frame, required: bool) -> String {
    if required { frame.word("api-required") } else { frame.word("api-optional") }
}

/// A shape: its fields, its choices, or what plain value it is.
fn shape(frame: &Frame, schema: &RefOr<Schema>) -> Markup {
    let RefOr::T(schema) = schema else { return type_of(schema) };
    match schema {
        Schema::Object(object) if !object.properties.is_empty() => html! {
            div.scroll {
                table {
                    thead { tr { th { (frame.word("api-parameter")) } th { (frame.word("api-type")) } th { (frame.word("api-meaning")) } } }
                    tbody {
                        @for (name, field) in &object.properties {
                            tr {
                                td { code { (name) } @if !object.required.contains(name) { br; span.quiet { (frame.word("api-optional")) } } }
                                td {
                                    (type_of(field))
                                    @if may_be_null(field) { br; span.quiet { (frame.word("api-may-be-null")) } }
                                }
                                td { (words_of(field)) }
                            }
                        }
                    }
                }
            }
        },
        Schema::OneOf(of) => choices(frame, &of.items),
        Schema::AnyOf(of) => choices(frame, &of.items),
        Schema::AllOf(of) => html! { @for item in &of.items { (shape(frame, item)) } },
        _ => html! { p { (type_of_plain(schema)) } },
    }
}

fn choices(frame: &Frame, items: &[RefOr<Schema>]) -> Markup {
    html! {
        p { (frame.word("api-one-of")) }
        ul.choices-of { @for item in items { li { (shape(frame, item)) } } }
    }
}

fn words_of(field: &RefOr<Schema>) -> &str {
    let words = match field {
        RefOr::Ref(reference) => return &reference.description,
        RefOr::T(Schema::Object(object)) => &object.description,
        RefOr::T(Schema::Array(array)) => &array.description,
        RefOr::T(Schema::OneOf(of)) => &of.description,
        RefOr::T(Schema::AnyOf(of)) => &of.description,
        RefOr::T(Schema::AllOf(of)) => &of.description,
        RefOr::T(_) => return "",
    };
    words.as_deref().unwrap_or_default()
}

fn is_null(schema: &RefOr<Schema>) -> bool {
    matches!(schema, RefOr::T(Schema::Object(object)) if object.schema_type == SchemaType::Type(Type::Null))
}

fn may_be_null(schema: &RefOr<Schema>) -> bool {
    let among = |kind: &SchemaType| matches!(kind, SchemaType::Array(kinds) if kinds.contains(&Type::Null));
    match schema {
        RefOr::T(Schema::Object(object)) => among(&object.schema_type),
        RefOr::T(Schema::Array(array)) => among(&array.schema_type),
        RefOr::T(Schema::OneOf(of)) => of.items.iter().any(is_null),
        _ => false,
    }
}

/// What a value is, in a word; a shape by its name.
fn type_of(schema: &RefOr<Schema>) -> Markup {
    match schema {
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next().unwrap_or_default();
            html! { a href={ "#shape-" (name) } { code { (name) } } }
        }
        RefOr::T(schema) => type_of_plain(schema),
    }
}

fn type_of_plain(schema: &Schema) -> Markup {
    match schema {
        Schema::Array(array) => match &array.items {
            ArrayItems::RefOrSchema(items) => html! { "[" (type_of(items)) "]" },
            ArrayItems::False => html! { "[]" },
        },
        Schema::OneOf(of) => listed(&of.items),
        Schema::AnyOf(of) => listed(&of.items),
        Schema::AllOf(of) => listed(&of.items),
        Schema::Object(object) => {
            let values = object.enum_values.iter().flatten().map(ToString::to_string).collect::<Vec<_>>();
            if !values.is_empty() {
                return html! { code { (values.join(" | ")) } };
            }
            let format = object.format.as_ref().map(|format| match format {
                SchemaFormat::Custom(name) => name.clone(),
                SchemaFormat::KnownFormat(_) => {
                    let text = serde_json::to_value(format).ok();
                    text.and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
                }
            });
            html! { (kind(&object.schema_type)) @if let Some(format) = format { " (" (format) ")" } }
        }
        _ => html! {},
    }
}

fn listed(items: &[RefOr<Schema>]) -> Markup {
    let shown = items.iter().filter(|item| !is_null(item));
    html! { @for (index, item) in shown.enumerate() { @if index > 0 { " | " } (type_of(item)) } }
}

pub(super) fn kind(kind: &SchemaType) -> &'static str {
    let one = |kind: &Type| match kind {
        Type::Object => "object",
        Type::String => "string",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::Array => "array",
        Type::Null => "null",
    };
    match kind {
        SchemaType::Type(kind) => one(kind),
        SchemaType::Array(kinds) => kinds.iter().find(|kind| **kind != Type::Null).map_or("null", one),
        SchemaType::AnyValue => "any",
    }
}
