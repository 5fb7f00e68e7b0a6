//! An operation as somebody tries it: the call with curl.

use super::page::{kind, plain};
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, SchemaFormat};
use utoipa::openapi::{RefOr, Required, Schema};

/// The call with curl.
pub(super) fn example(method: &str, path: &str, operation: &Operation) -> String {
    let mut address = path.to_owned();
    while let Some((before, rest)) = address.clone().split_once('{') {
        let after = rest.split_once('}').map_or("", |(_, after)| after);
        address = format!("{before}12{after}");
    }
    let parameters = || operation.parameters.iter().flatten().filter_map(plain);
    let needed = parameters().filter(|parameter| {
        parameter.parameter_in == ParameterIn::Query && parameter.required == Required::True
    });
    let needed = needed.map(|parameter| format!("{}={}", parameter.name, sample(parameter.schema.as_ref())));
    let query = needed.collect::<Vec<_>>().join("&");
    if !query.is_empty() {
        address = format!("{address}?{query}");
    }
    let mut lines =
        vec![format!("curl -H \"Authorization: Bearer $TOKEN\" \\\n  -X {method} \"$SITE{address}\"")];
    let wants = |name: &str| parameters().any(|parameter| parameter.name == name);
    if wants("Idempotency-Key") {
        lines.push("-H \"Idempotency-Key: $(uuidgen)\"".to_owned());
    }
    if wants("If-Match") {
        let tag = match path {
            _ if path.contains("/documents/") => "d7",
            _ if path.contains("/tasks/") => "t7",
            _ if path.contains("/reports/") => "r7",
            _ if path.contains("/rounds/") => "s7",
            _ => "u12-2026-01-05",
        };
        lines.push(format!("-H 'If-Match: \"{tag}\"'"));
    }
    if let Some(RefOr::T(body)) = &operation.request_body {
        lines.push(if body.content.contains_key("application/json") {
            "-H \"Content-Type: application/json\" -d @request.json".to_owned()
        } else {
            "-F file=@bao-cao.docx".to_owned()
        });
    }
    lines.join(" \\\n  ")
}

/// A value that a parameter can have.
fn sample(schema: Option<&RefOr<Schema>>) -> String {
    let Some(RefOr::T(Schema::Object(object))) = schema else { return "12".to_owned() };
    let chosen = object.enum_values.iter().flatten().find_map(|value| value.as_str());
    match (chosen, &object.format, kind(&object.schema_type)) {
        (Some(value), ..) => value.to_owned(),
        (None, Some(SchemaFormat::KnownFormat(KnownFormat::Date)), _) => "2026-01-05".to_owned(),
        (None, _, "string") => "2026".to_owned(),
        _ => "12".to_owned(),
    }
}
