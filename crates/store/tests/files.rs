//! Contents by their hash: never a row without its content.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod both;
mod places;

use domain::log::{Actor, Entry, Hash, Object};
use jiff::{SignedDuration, Timestamp};
use places::{Place, on_all};
use store::{Content, Database, Files, FilesCheck, FilesError};

/// Long after anything that a test writes; the file system has its own clock.
fn later() -> Timestamp {
    Timestamp::from_second(4_102_444_800).unwrap()
}

/// Before anything that a test writes.
fn before() -> Timestamp {
    Timestamp::from_second(1_600_000_000).unwrap()
}

async fn try_name(database: &Database, files: &Files, content: Content) -> Result<(), FilesError> {
    let mut write = database.write().await?;
    write.name_file(files, content, "text/plain", before()).await?;
    write.log(&entry()).await?.commit().await?;
    Ok(())
}

async fn name(database: &Database, files: &Files, content: Content) {
    try_name(database, files, content).await.unwrap();
}

fn entry() -> Entry {
    Entry {
        at: before(),
        actor: Actor::System,
        post: None,
        verb: "documents.register".to_owned(),
        object: Object { kind: "document".into(), id: None },
        before: None,
        after: None,
        from: None,
        request: None,
    }
}

#[test]
fn what_is_put_comes_back_and_orphans_go() {
    on_all(|database, place| async move {
        let files = place.files();
        // Larger than a part, with a rest.
        let large: Vec<u8> = (0..17_000_001_u32).map(|n| (n % 251) as u8).collect();
        for bytes in [b"".as_slice(), b"B\xC3\xA1o c\xC3\xA1o", &large] {
            let content = files.put(bytes).await.unwrap();
            assert_eq!(content.size, bytes.len() as u64);
            assert_eq!(files.put(bytes).await.unwrap(), content, "put again, it is the same");
            assert!(files.get_whole(content.hash).await.unwrap() == bytes);
        }
        // A process that ends here, between content and row, leaves an orphan and nothing else.
        let crashed = files.put(&b"between content and row"[..]).await.unwrap();
        let named = files.put(&b"named"[..]).await.unwrap();
        name(&database, files, named).await;
        let check = files.check(&database, before()).await.unwrap();
        assert_eq!(check, FilesCheck { named: 1, ..FilesCheck::default() }, "what is new is no orphan yet");
        assert_eq!(files.sweep(&database, before()).await.unwrap(), 0);
        let check = files.check(&database, later()).await.unwrap();
        assert_eq!((check.missing.len(), check.orphans.len()), (0, 4));
        assert!(check.orphans.contains(&crashed.hash));
        assert_eq!(files.sweep(&database, later()).await.unwrap(), 4);
        assert!(matches!(files.get_whole(crashed.hash).await, Err(FilesError::NotFound(_))));
        assert_eq!(files.get_whole(named.hash).await.unwrap(), b"named");
        let age = SignedDuration::from_hours(1);
        assert_eq!(files.sweep(&database, later() + age).await.unwrap(), 0);
        assert_eq!(place.open_uploads(), 0);
    });
}

#[test]
fn a_row_whose_content_is_gone_or_changed_is_found() {
    on_all(|database, place| async move {
        let files = place.files();
        let content = files.put(&b"figures"[..]).await.unwrap();
        name(&database, files, content).await;
        if !place.spoil(content.hash, Some(b"Figures")) {
            return;
        }
        let changed = files.get_whole(content.hash).await;
        assert!(matches!(changed, Err(FilesError::Changed(hash)) if hash == content.hash), "{changed:?}");
        place.spoil(content.hash, Some(b"fig"));
        assert_eq!(files.check(&database, later()).await.unwrap().missing, [content.hash]);
        place.spoil(content.hash, None);
        assert_eq!(files.check(&database, later()).await.unwrap().missing, [content.hash]);
        assert_eq!(files.put(&b"figures"[..]).await.unwrap(), content);
        assert_eq!(files.check(&database, later()).await.unwrap().missing, []);
    });
}

#[test]
fn a_place_that_is_tried_out_stays_as_it_was() {
    on_all(|database, place| async move {
        place.files().try_out(b"on trial").await.unwrap();
        assert_eq!(place.files().check(&database, later()).await.unwrap(), FilesCheck::default());
    });
}

/// What cannot be read to its end.
struct Torn(u64);

impl tokio::io::AsyncRead for Torn {
    fn poll_read(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
        into: &mut tokio::io::ReadBuf<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        if self.0 == 0 {
            return std::task::Poll::Ready(Err(std::io::Error::other("the browser went away")));
        }
        let piece = usize::try_from(self.0).unwrap().min(into.remaining());
        into.put_slice(&vec![7; piece]);
        self.0 -= piece as u64;
        std::task::Poll::Ready(Ok(()))
    }
}

#[test]
fn what_is_torn_off_leaves_nothing() {
    on_all(|database, place| async move {
        let torn = place.files().put(Torn(20_000_000)).await;
        assert!(matches!(torn, Err(FilesError::Source(_))), "{torn:?}");
        assert_eq!(place.files().check(&database, later()).await.unwrap(), FilesCheck::default());
        assert_eq!(place.open_uploads(), 0);
    });
}

#[test]
fn an_upload_goes_to_its_end_when_nobody_waits_for_it() {
    both::on_both(|database| async move {
        let place = Place::bucket();
        let large: Vec<u8> = (0..17_000_001_u32).map(|n| (n % 241) as u8).collect();
        let files = place.files().clone();
        let upload = tokio::spawn(async move { files.put(&large[..]).await });
        while place.open_uploads() == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        upload.abort();
        assert!(upload.await.unwrap_err().is_cancelled());
        while place.open_uploads() > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let orphans = place.files().check(&database, later()).await.unwrap().orphans;
        assert_eq!(place.files().get_whole(orphans[0]).await.unwrap().len(), 17_000_001);
    });
}

#[test]
fn too_large_is_refused_and_leaves_nothing() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path().to_str().unwrap()).unwrap().limit(10);
        files.put(&[0; 10][..]).await.unwrap();
        let refused = files.put(&[0; 11][..]).await;
        assert!(matches!(refused, Err(FilesError::TooLarge { limit: 10 })), "{refused:?}");
        let unknown = files.get_whole(Hash::GENESIS).await;
        assert!(matches!(unknown, Err(FilesError::NotFound(_))), "{unknown:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(matches!(Files::open("ftp://example.org/x"), Err(FilesError::Address(_))));
    });
}

/// Whoever brings what lies there for a day without a name, while the sweep runs: what a row names is there, always.
#[test]
fn a_sweep_beside_uploads_takes_nothing_that_a_row_names() {
    on_all(|database, place| async move {
        let files = place.files();
        let (mut named, mut gone) = (Vec::new(), 0);
        for round in 0..60_u32 {
            let bytes = format!("content {round}").into_bytes();
            // Yesterday's orphan of the same bytes.
            let orphan = files.put(&bytes[..]).await.unwrap();
            // Every content counts as old, so that the sweep goes for it as hard as it can.
            let sweeping = tokio::spawn({
                let (files, database) = (files.clone(), database.clone());
                async move { files.sweep(&database, later()).await }
            });
            tokio::time::sleep(std::time::Duration::from_micros(u64::from(round) * 131 % 4_000)).await;
            match files.put(&bytes[..]).await {
                Ok(content) => match try_name(&database, files, content).await {
                    Ok(()) => named.push(orphan),
                    Err(FilesError::NotFound(_)) => gone += 1,
                    Err(error) => panic!("{error:?}"),
                },
                // Every upload counts as given up, too: this one was swept on its way, and said so.
                Err(FilesError::Place(_)) => gone += 1,
                Err(error) => panic!("{error:?}"),
            }
            // A sweep that finds gone what it wanted to take has nothing to do there.
            sweeping.await.unwrap().unwrap();
        }
        assert!(!named.is_empty(), "{gone} were gone");
        assert_eq!(files.check(&database, later()).await.unwrap().missing, []);
        for content in named {
            files.get_whole(content.hash).await.unwrap();
        }
    });
}

#[test]
fn parts_of_uploads_that_died_go_after_a_day() {
    both::on_both(|database| async move {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path().to_str().unwrap()).unwrap();
        let content = files.put(&b"whole"[..]).await.unwrap();
        let below = folder.path().join(&content.hash.to_string()[..2]);
        let part = below.join(format!("{}#1", content.hash));
        std::fs::write(&part, b"who").unwrap();
        name(&database, &files, content).await;
        assert_eq!(files.sweep(&database, before()).await.unwrap(), 0);
        assert!(part.exists(), "it may still be written");
        assert_eq!(files.sweep(&database, later()).await.unwrap(), 0);
        assert!(!part.exists());
        assert_eq!(files.get_whole(content.hash).await.unwrap(), b"whole");
    });
}
