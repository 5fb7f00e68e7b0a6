//! Contents by their hash: never a row without its content.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod both;

use domain::log::Hash;
use jiff::{SignedDuration, Timestamp};
use store::{Content, Database, Files, FilesCheck, FilesError};

/// Long after anything that a test writes; the file system has its own clock.
fn later() -> Timestamp {
    Timestamp::from_second(4_102_444_800).unwrap()
}

/// Before anything that a test writes.
fn before() -> Timestamp {
    Timestamp::from_second(1_600_000_000).unwrap()
}

async fn name(database: &Database, content: Content) {
    let mut work = database.work().await.unwrap();
    work.add_file(content, "text/plain", before()).await.unwrap();
    work.commit().await.unwrap();
}

#[test]
fn what_is_put_comes_back_and_orphans_go() {
    both::on_both(|database| async move {
        let folder = tempfile::tempdir().unwrap();
        let local = Files::open(folder.path().join("new/files").to_str().unwrap()).unwrap();
        for files in [local, Files::in_memory()] {
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
            name(&database, named).await;
            let check = files.check(&database, before()).await.unwrap();
            assert_eq!(
                check,
                FilesCheck { named: 1, ..FilesCheck::default() },
                "what is new is no orphan yet"
            );
            assert_eq!(files.sweep(&database, before()).await.unwrap(), 0);
            let check = files.check(&database, later()).await.unwrap();
            assert_eq!((check.missing.len(), check.orphans.len()), (0, 4));
            assert!(check.orphans.contains(&crashed.hash));
            assert_eq!(files.sweep(&database, later()).await.unwrap(), 4);
            assert!(matches!(files.get_whole(crashed.hash).await, Err(FilesError::NotFound(_))));
            assert_eq!(files.get_whole(named.hash).await.unwrap(), b"named");
            let age = SignedDuration::from_hours(1);
            assert_eq!(files.sweep(&database, later() + age).await.unwrap(), 0);
        }
    });
}

#[test]
fn a_row_whose_content_is_gone_or_changed_is_found() {
    both::on_both(|database| async move {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path().to_str().unwrap()).unwrap();
        let content = files.put(&b"figures"[..]).await.unwrap();
        name(&database, content).await;
        let hash = content.hash.to_string();
        let path = folder.path().join(&hash[..2]).join(&hash);
        std::fs::write(&path, b"Figures").unwrap();
        let changed = files.get_whole(content.hash).await;
        assert!(matches!(changed, Err(FilesError::Changed(hash)) if hash == content.hash), "{changed:?}");
        std::fs::write(&path, b"fig").unwrap();
        assert_eq!(files.check(&database, later()).await.unwrap().missing, [content.hash]);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(files.check(&database, later()).await.unwrap().missing, [content.hash]);
        assert_eq!(files.put(&b"figures"[..]).await.unwrap(), content);
        assert_eq!(files.check(&database, later()).await.unwrap().missing, []);
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
