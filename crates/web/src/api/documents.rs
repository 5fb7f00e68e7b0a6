//! What a document says, and what is wrong in it: the same JSON as `sauro read` and `sauro audit` print. Nothing is kept.

use super::call::{Call, Reply};
use super::operation::Api;
use super::upload::Upload;
use crate::{Access, Problem};
use reader::Limits;
use reading::{Loaded, Reading, Reason, Refused, json};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::marker::PhantomData;
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

#[path = "documents_shape.rs"]
mod shape;

use shape::{AuditResult, ReadResult};

/// The most bytes of a request.
const LIMIT: usize = 32 << 20;
/// So many requests are read at once: each takes a core and a small multiple of its size.
const AT_ONCE: usize = 2;

pub(super) fn add(api: Api) -> Api {
    api.upload("/api/v1/read", Access::SignedIn, ("documents-read", LIMIT), read).upload(
        "/api/v1/audit",
        Access::SignedIn,
        ("documents-audit", LIMIT),
        audit,
    )
}

/// JSON that is written already, of the shape `T`.
struct Printed<T>(Box<RawValue>, PhantomData<T>);

impl<T> Serialize for Printed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<T: PartialSchema> PartialSchema for Printed<T> {
    fn schema() -> RefOr<Schema> {
        T::schema()
    }
}

impl<T: ToSchema> ToSchema for Printed<T> {
    fn name() -> Cow<'static, str> {
        T::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        T::schemas(schemas);
    }
}

async fn read(call: Call, files: Vec<Upload>) -> Result<Reply<Printed<ReadResult>>, Problem> {
    let messages = reading::messages(call.frame.language());
    print(files, move |out, reading| json::read(out, reading, messages)).await
}

async fn audit(call: Call, files: Vec<Upload>) -> Result<Reply<Printed<AuditResult>>, Problem> {
    let messages = reading::messages(call.frame.language());
    print(files, move |out, reading| json::audit(out, reading, &reading.audit(), messages)).await
}

/// Reads the files away from what answers other requests, and writes down what came of it.
async fn print<T: Send + 'static>(
    files: Vec<Upload>,
    write: impl FnOnce(&mut dyn std::io::Write, &Reading) -> std::io::Result<()> + Send + 'static,
) -> Result<Reply<Printed<T>>, Problem> {
    static ROOM: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(AT_ONCE));
    let place = ROOM.acquire().await.map_err(Problem::bug)?;
    let work = move || {
        // Held until the work is done, also when nobody waits for it any more.
        let _place = place;
        let reading = read_all(files);
        let mut out = Vec::new();
        write(&mut out, &reading).map_err(Problem::bug)?;
        let text = String::from_utf8(out).map_err(Problem::bug)?;
        RawValue::from_string(text.trim_end().to_owned()).map_err(Problem::bug)
    };
    let json = tokio::task::spawn_blocking(work).await.map_err(Problem::bug)??;
    Ok(Printed(json, PhantomData).into())
}

fn read_all(files: Vec<Upload>) -> Reading {
    let limits = Limits::default();
    let mut reading = Reading::default();
    for Upload { name: path, bytes } in files {
        match reading::document(&path, &bytes, &limits) {
            Ok(document) => reading.documents.push(Loaded { path, document }),
            Err(reason) => {
                if let Reason::Bug(cause) = &reason {
                    tracing::error!(cause, "a document was not read");
                }
                reading.refused.push(Refused { path, reason });
            }
        }
    }
    reading
}
