//! The shapes of `docs/json.md`, for the document; a test holds what is printed against them.
#![expect(dead_code, reason = "read by derives alone")]

use utoipa::ToSchema;

macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(ToSchema)]
        #[cfg_attr(test, derive(Debug, serde::Deserialize))]
        #[cfg_attr(test, serde(deny_unknown_fields))]
        pub(super) struct $name { $($field: $type,)* }
    )*};
}

shapes! {
    /// What an audit found.
    AuditResult { version: u32, documents: Vec<AuditedDocument>, refused: Vec<RefusedFile>, }
    /// What was read.
    ReadResult { version: u32, documents: Vec<ReadDocument>, refused: Vec<RefusedFile>, }
    /// A file that was not read, and why.
    RefusedFile { path: String, reason: String, message: String, }
    /// A place in a document: bytes of its text.
    DocumentPlace { address: String, page: Option<u32>, line: u64, start: u64, end: u64, }
    /// A place in this document, or in the one that is named.
    OtherPlace { document: Option<String>, address: String, page: Option<u32>, line: u64, start: u64, end: u64, }
    AuditedDocument {
        path: String, symbol: Option<String>, findings: Vec<AuditFinding>, relations: Vec<AuditRelation>,
        coverage: AuditCoverage,
    }
    AuditFinding {
        rule: String, name: String, severity: String, place: DocumentPlace, others: Vec<OtherPlace>,
        quote: String, stated: String, computed: String, message: String, may_be_right: Option<String>,
    }
    AuditRelation { rule: String, place: DocumentPlace, verdict: String, }
    AuditCoverage { numbers: u64, typed: u64, relations: u64, }
    ReadDocument {
        path: String, metadata: DocumentMetadata, outline: Vec<DocumentSection>, notes: Vec<DocumentNote>,
        citations: Vec<DocumentCitation>, targets: Vec<DocumentTarget>, tasks: Vec<DocumentTask>,
    }
    DocumentMetadata {
        kind: Option<String>, number: Option<String>, symbol: Option<String>, date: Option<String>,
        place_of_issue: Option<String>, issuer: Option<String>, subject: Option<String>, signer: Option<String>,
        authority: Option<String>, recipients: Option<Vec<String>>, secrecy: Option<String>, urgency: Option<String>,
    }
    DocumentSection { address: String, level: u64, label: String, title: String, place: DocumentPlace, }
    DocumentNote { label: String, called_from: Option<String>, place: Option<DocumentPlace>, }
    DocumentCitation {
        quote: String, kind: Option<String>, number: Option<String>, symbol: Option<String>,
        normalized: Option<String>, issuer: Option<String>, date: Option<String>, relation: String,
        place: DocumentPlace,
    }
    DocumentTarget {
        indicator: String, period: Option<String>, min: Option<f64>, max: Option<f64>, actual: Option<f64>,
        unit: Option<String>, place: DocumentPlace,
    }
    DocumentTask {
        quote: String, action: String, lead: Vec<String>, coordinate: Vec<String>, deadline: Option<String>,
        recurrence: Option<String>, product: Option<String>, section: Option<String>,
        source_document: Option<String>, place: DocumentPlace,
    }
}

/// What is printed of the samples is of these shapes.
#[cfg(test)]
#[test]
fn what_is_printed_has_these_shapes() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut tried = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(document) = reader::read(
            &path.display().to_string(),
            &std::fs::read(&path).unwrap(),
            &reader::Limits::default(),
        ) else {
            continue;
        };
        let mut reading = reading::Reading::default();
        reading.documents.push(reading::Loaded { path: "x".into(), document });
        reading.refused.push(reading::Refused {
            path: "y".into(),
            reason: reading::Reason::Refusal(reader::Refusal::Empty),
        });
        let messages = reading::messages(messages::Language::Vi);
        let (mut read, mut audited) = (Vec::new(), Vec::new());
        reading::json::read(&mut read, &reading, messages).unwrap();
        reading::json::audit(&mut audited, &reading, &reading.audit(), messages).unwrap();
        let read: ReadResult = serde_json::from_slice(&read).unwrap();
        let audited: AuditResult = serde_json::from_slice(&audited).unwrap();
        assert_eq!((read.documents.len(), audited.documents.len()), (1, 1));
        tried += 1;
    }
    assert!(tried > 10);
}
