//! The OpenAPI document, made of the operations; what stands in it for people comes from the messages.

use super::keyed::{KEY, LONGEST};
use super::operation::{Api, Gives, Operation, Takes};
use crate::dress::{PROBLEM, ProblemDocument};
use crate::{Access, words};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use messages::{Language, Messages};
use std::collections::BTreeMap;
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathsBuilder,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayItems, KnownFormat, ObjectBuilder, SchemaFormat, Type,
};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ComponentsBuilder, Content, HeaderBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, Ref, RefOr,
    Required, ResponseBuilder, Schema,
};
use utoipa::{PartialSchema, ToSchema};

/// The name under which the document has the token.
const TOKEN: &str = "token";
/// The name of the answer that every problem is.
const ANY_PROBLEM: &str = "Problem";

/// The document in a language.
pub(super) fn of(api: &Api, language: Language) -> OpenApi {
    let words = words::messages(language);
    let mut paths = PathsBuilder::new();
    for operation in &api.operations {
        paths =
            paths.path(operation.path, PathItem::new(method(&operation.method), described(operation, words)));
    }
    paths = paths.path(super::DOCUMENT, PathItem::new(HttpMethod::Get, own(words)));
    let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("sauro_t_…");
    let token = token.description(Some(words.text("api-token", []))).build();
    let problem = ResponseBuilder::new().description(words.text("api-problem", []));
    let problem =
        problem.content(PROBLEM, Content::new(Some(Ref::from_schema_name(ProblemDocument::name()))));
    let mut components = ComponentsBuilder::new()
        .security_scheme(TOKEN, SecurityScheme::Http(token))
        .response(ANY_PROBLEM, problem.build());
    let mut schemas: BTreeMap<String, RefOr<Schema>> = api.schemas.iter().cloned().collect();
    let mut of_problems = Vec::new();
    ProblemDocument::schemas(&mut of_problems);
    of_problems.push((ProblemDocument::name().into_owned(), ProblemDocument::schema()));
    schemas.extend(of_problems);
    for (name, mut schema) in schemas {
        explain(&mut schema, words);
        components = components.schema(name, schema);
    }
    let info = InfoBuilder::new().title("Sáu Rõ").version(env!("CARGO_PKG_VERSION"));
    let info = info.description(Some(words.text("api-lead", []))).build();
    OpenApiBuilder::new()
        .info(info)
        .paths(paths)
        .components(Some(components.build()))
        .tags(Some(tags(api, words)))
        .build()
}

/// The document as it is sent.
pub(super) fn answer(document: &OpenApi) -> Response {
    match document.to_json() {
        Ok(text) => ([(CONTENT_TYPE, "application/json")], text).into_response(),
        Err(error) => crate::Problem::bug(error).into_response(),
    }
}

/// The resource of an operation: what stands before the verb in its name.
pub(super) fn resource(name: &str) -> &str {
    name.split('-').next().unwrap_or(name)
}

fn tags(api: &Api, words: &Messages) -> Vec<utoipa::openapi::tag::Tag> {
    let mut names: Vec<&str> = Vec::new();
    for operation in &api.operations {
        let name = resource(operation.name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let described = |name: &&str| {
        TagBuilder::new()
            .name(*name)
            .description(Some(words.text(&format!("api-resource-{name}"), [])))
            .build()
    };
    names.iter().map(described).collect()
}

fn method(method: &Method) -> HttpMethod {
    match *method {
        Method::POST => HttpMethod::Post,
        Method::PUT => HttpMethod::Put,
        Method::PATCH => HttpMethod::Patch,
        Method::DELETE => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

/// The operation that gives the document itself.
fn own(words: &Messages) -> utoipa::openapi::path::Operation {
    let answer = ResponseBuilder::new().description(words.text("api-answer", []));
    OperationBuilder::new()
        .operation_id(Some("document-show"))
        .summary(Some(words.text("api-document-show", [])))
        .response("200", answer.content("application/json", Content::new(Some(any()))))
        .build()
}

fn any() -> Schema {
    Schema::Object(ObjectBuilder::new().schema_type(Type::Object).build())
}

fn described(operation: &Operation, words: &Messages) -> utoipa::openapi::path::Operation {
    let mut built = OperationBuilder::new()
        .operation_id(Some(operation.name))
        .tag(resource(operation.name))
        .summary(Some(words.text(&format!("api-{}", operation.name), [])));
    let note = words.text_or(&format!("api-{}-note", operation.name), "");
    let right = match operation.access {
        Access::Right(code) => Some(words.text("api-needs", [("right", code.into())])),
        Access::AnyRight(codes) => Some(words.text("api-needs", [("right", codes.join(", ").into())])),
        Access::SignedIn | Access::Public => None,
    };
    let notes: Vec<String> =
        [Some(note).filter(|note| !note.is_empty()), right].into_iter().flatten().collect();
    built = built.description(Some(notes.join(" ")).filter(|text| !text.is_empty()));
    for mut parameter in parameters(operation) {
        let key = format!("api-field-{}", parameter.name.to_lowercase().replace('_', "-"));
        parameter.description = Some(words.text(&key, []));
        built = built.parameter(parameter);
    }
    built = match &operation.request {
        Takes::Nothing => built,
        Takes::Json(schema) => {
            let body =
                RequestBodyBuilder::new().content("application/json", Content::new(Some((**schema).clone())));
            built.request_body(Some(body.required(Some(Required::True)).build()))
        }
        Takes::Files => built.request_body(Some(files(words.text("api-files", []), words))),
        Takes::File => built.request_body(Some(files(words.text("api-one-file", []), words))),
    };
    let mut answer = ResponseBuilder::new().description(words.text("api-answer", []));
    answer = match &operation.answer {
        Gives::Nothing => answer,
        Gives::Json(schema) => answer.content("application/json", Content::new(Some((**schema).clone()))),
        Gives::File(media_type) => answer.content(*media_type, Content::new(Some(binary()))),
    };
    for (name, key) in
        [("RateLimit", "api-field-ratelimit"), ("RateLimit-Policy", "api-field-ratelimit-policy")]
    {
        let mut header = HeaderBuilder::new().schema(Some(text())).build();
        header.description = Some(words.text(key, []));
        answer = answer.header(name, header);
    }
    built = built.response(operation.status.to_string(), answer.build());
    for status in refusals(operation) {
        built = built.response(status.to_string(), RefOr::Ref(Ref::from_response_name(ANY_PROBLEM)));
    }
    built = built.response("default", RefOr::Ref(Ref::from_response_name(ANY_PROBLEM)));
    built.security(SecurityRequirement::new(TOKEN, Vec::<String>::new())).build()
}

/// Statuses of refusals that an operation gives by its nature.
fn refusals(operation: &Operation) -> Vec<u16> {
    let mut statuses = vec![400, 401, 403];
    if operation.path.contains('{') {
        statuses.push(404);
    }
    if operation.method != Method::GET && !matches!(operation.request, Takes::Files) {
        statuses.push(409);
    }
    if operation.conditional {
        statuses.extend([412, 428]);
    }
    match operation.request {
        Takes::Nothing => {}
        Takes::Json(_) | Takes::Files | Takes::File => statuses.extend([413, 415]),
    }
    statuses.extend([422, 429, 503]);
    statuses
}

fn text() -> Schema {
    Schema::Object(ObjectBuilder::new().schema_type(Type::String).build())
}

fn parameters(operation: &Operation) -> Vec<Parameter> {
    let mut all = Vec::new();
    let named = operation.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    for name in named {
        let id = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)));
        let id = id.minimum(Some(1_u32));
        let parameter =
            ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path).required(Required::True);
        all.push(parameter.schema(Some(id.build())).build());
    }
    all.extend(operation.query.iter().cloned());
    let header = |name: &str, required| {
        ParameterBuilder::new().name(name).parameter_in(ParameterIn::Header).required(required)
    };
    if matches!(operation.request, Takes::Files | Takes::File) {
        let name =
            ParameterBuilder::new().name("name").parameter_in(ParameterIn::Query).required(Required::False);
        all.push(name.schema(Some(text())).build());
    }
    match operation.request {
        Takes::Files => {}
        _ if operation.method == Method::GET => {}
        Takes::Nothing | Takes::Json(_) | Takes::File => {
            let key =
                ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(LONGEST));
            let key = key.pattern(Some("^[!-~]+$"));
            all.push(header("Idempotency-Key", Required::False).schema(Some(key.build())).build());
        }
    }
    debug_assert!("Idempotency-Key".eq_ignore_ascii_case(KEY));
    if operation.conditional {
        all.push(header("If-Match", Required::True).schema(Some(text())).build());
    }
    all
}

fn binary() -> Schema {
    let bytes = ObjectBuilder::new().schema_type(Type::String);
    Schema::Object(bytes.format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary))).build())
}

/// A file as it is, or as a part of a form.
fn files(said: String, words: &Messages) -> utoipa::openapi::request_body::RequestBody {
    let mut file = RefOr::T(binary());
    describe(&mut file, words.text("api-field-file", []));
    let form = ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("file", file)
        .required("file")
        .additional_properties(Some(AdditionalProperties::FreeForm(false)));
    let mut body = RequestBodyBuilder::new()
        .description(Some(said))
        .content("multipart/form-data", Content::new(Some(Schema::Object(form.build()))))
        .content("application/octet-stream", Content::new(Some(binary())));
    body = body.required(Some(Required::True));
    body.build()
}

/// Gives every field of a schema its words; what a type says of itself in the sources is for who reads them.
fn explain(schema: &mut RefOr<Schema>, words: &Messages) {
    let RefOr::T(schema) = schema else { return };
    match schema {
        Schema::Object(object) => {
            object.description = None;
            for (name, field) in &mut object.properties {
                explain(field, words);
                let text = words.text(&format!("api-field-{}", name.replace('_', "-")), []);
                describe(field, text);
            }
        }
        Schema::Array(array) => {
            array.description = None;
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                explain(items, words);
            }
        }
        Schema::OneOf(any) => {
            any.description = None;
            any.items.iter_mut().for_each(|item| explain(item, words));
        }
        Schema::AnyOf(any) => {
            any.description = None;
            any.items.iter_mut().for_each(|item| explain(item, words));
        }
        Schema::AllOf(all) => {
            all.description = None;
            all.items.iter_mut().for_each(|item| explain(item, words));
        }
        _ => {}
    }
}

fn describe(field: &mut RefOr<Schema>, text: String) {
    match field {
        RefOr::Ref(reference) => reference.description = text,
        RefOr::T(Schema::Object(object)) => object.description = Some(text),
        RefOr::T(Schema::Array(array)) => array.description = Some(text),
        RefOr::T(Schema::OneOf(any)) => any.description = Some(text),
        RefOr::T(Schema::AnyOf(any)) => any.description = Some(text),
        RefOr::T(Schema::AllOf(all)) => all.description = Some(text),
        RefOr::T(_) => {}
    }
}
