//! A story told on both engines and over every place of contents: a folder, a bucket of S3, the memory.

use crate::both;
use domain::log::Hash;
use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use store::{Database, Files, S3Access};
use tempfile::TempDir;
use testkit::s3::S3;

/// An empty place, and a way to it past the product.
pub(crate) struct Place {
    files: Files,
    past: Past,
}

enum Past {
    Folder(TempDir),
    Bucket { server: Arc<S3>, prefix: String },
    Nothing,
}

impl Place {
    /// A folder that is not there yet.
    pub(crate) fn folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(below(&folder).to_str().unwrap()).unwrap();
        Self { files, past: Past::Folder(folder) }
    }

    /// A part of a bucket that nobody else uses.
    pub(crate) fn bucket() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = server();
        let prefix = format!("site-{}/files", COUNT.fetch_add(1, Ordering::Relaxed));
        let files =
            Files::in_s3(&format!("s3://{}/{prefix}", S3::BUCKET), &access(&server.endpoint())).unwrap();
        Self { files, past: Past::Bucket { server, prefix } }
    }

    fn memory() -> Self {
        Self { files: Files::in_memory(), past: Past::Nothing }
    }

    // By a method: a story that took the field would leave the rest, and the folder would go.
    pub(crate) fn files(&self) -> &Files {
        &self.files
    }

    /// Writes over a content; without bytes, takes it away. In memory, nobody can.
    pub(crate) fn spoil(&self, hash: Hash, bytes: Option<&[u8]>) -> bool {
        let hash = hash.to_string();
        let key = format!("{}/{hash}", &hash[..2]);
        match (&self.past, bytes) {
            (Past::Folder(folder), Some(bytes)) => std::fs::write(below(folder).join(key), bytes).unwrap(),
            (Past::Folder(folder), None) => std::fs::remove_file(below(folder).join(key)).unwrap(),
            (Past::Bucket { server, prefix }, Some(bytes)) => server.write(&format!("{prefix}/{key}"), bytes),
            (Past::Bucket { server, prefix }, None) => server.remove(&format!("{prefix}/{key}")),
            (Past::Nothing, _) => return false,
        }
        true
    }

    /// Uploads in parts that were begun and neither ended nor taken back.
    pub(crate) fn open_uploads(&self) -> usize {
        match &self.past {
            Past::Bucket { server, prefix } => server.open_uploads(prefix),
            Past::Folder(_) | Past::Nothing => 0,
        }
    }
}

fn below(folder: &TempDir) -> PathBuf {
    folder.path().join("new/files")
}

/// One server for all tests that run at once; it ends with the last of them.
fn server() -> Arc<S3> {
    static SHARED: Mutex<Weak<S3>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    shared.upgrade().unwrap_or_else(|| {
        let server = Arc::new(S3::start(env!("CARGO_TARGET_TMPDIR")));
        *shared = Arc::downgrade(&server);
        server
    })
}

/// Keys that any server takes, for a server without TLS.
pub(crate) fn access(endpoint: &str) -> S3Access {
    let said = |name: &str| {
        let value = match name {
            "AWS_ACCESS_KEY_ID" => "AKIAHAIMINH",
            "AWS_SECRET_ACCESS_KEY" => "bi-mat",
            "AWS_SESSION_TOKEN" => "the-phien",
            "AWS_ENDPOINT_URL" => endpoint,
            "AWS_ALLOW_HTTP" => "true",
            _ => return None,
        };
        Some(value.to_owned())
    };
    S3Access::of(said).unwrap()
}

/// Runs `story` on an empty database of each engine, over an empty place of each kind.
pub(crate) fn on_all<F: Future<Output = ()>>(story: impl Fn(Database, Place) -> F) {
    for place in [Place::folder, Place::bucket, Place::memory] {
        both::on_both(|database| story(database, place()));
    }
}
