//! A disk without room: the error says so, nothing is half written, and with room it goes on.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::log::{Actor, Entry, Object};
use jiff::Timestamp;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use store::{Database, LogCheck, Options, StoreError, backup};

/// A file system of a few MiB in memory; it goes away with this.
struct Disk(PathBuf);

impl Disk {
    /// None where this process may not mount one; in CI, where it must, that is a failure.
    fn new(at: &Path) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=14m", "tmpfs"]).arg(at).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(at.to_owned()));
        }
        assert!(std::env::var_os("CI").is_none(), "CI must be able to mount a tmpfs");
        let said = b"not tested: only root can mount the small disk that this needs\n";
        std::io::stderr().write_all(said).unwrap();
        None
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        assert!(Command::new("umount").arg("-l").arg(&self.0).status().unwrap().success());
    }
}

async fn add(database: &Database, number: usize) -> Result<(), StoreError> {
    let mut write = database.write().await?;
    // Sizes that do not divide a page.
    write.set_setting(&format!("large {number}"), &"Hải Minh ".repeat(3_001)).await?;
    let entry = Entry {
        at: Timestamp::from_second(1_790_000_000).unwrap(),
        actor: Actor::System,
        post: None,
        verb: "settings.change".to_owned(),
        object: Object { kind: "setting".into(), id: None },
        before: None,
        after: None,
        from: None,
        request: None,
    };
    write.log(&entry).await?.commit().await
}

async fn kept(database: &Database) -> usize {
    let mut read = database.read().await.unwrap();
    let LogCheck::Whole(head) = read.check_log().await.unwrap() else { panic!("the log is not whole") };
    assert_eq!(read.defects().await.unwrap(), []);
    let count = usize::try_from(head.count).unwrap();
    for number in 1..=count {
        assert!(read.setting(&format!("large {number}")).await.unwrap().is_some(), "{number}");
    }
    assert_eq!(read.setting(&format!("large {}", count + 1)).await.unwrap(), None);
    count
}

#[test]
fn a_full_disk_is_said_and_nothing_is_half() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(&folder.path().join("disk")) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let ballast = disk.0.join("ballast");
        std::fs::write(&ballast, vec![0; 6 << 20]).unwrap();
        let url = format!("sqlite:{}", disk.0.join("sauro.db").display());
        let database = Database::open(&url, &Options::default()).await.unwrap();
        database.migrate().await.unwrap();
        let mut done = 0;
        let error = loop {
            match add(&database, done + 1).await {
                Ok(()) => done += 1,
                Err(error) => break error,
            }
            assert!(done < 10_000, "the disk never fills");
        };
        assert!(matches!(error, StoreError::Full(_)), "{error:?}");
        assert!(done > 10);
        assert_eq!(kept(&database).await, done);

        let to = disk.0.join("backup.zip");
        std::fs::write(disk.0.join("rest"), vec![0; 14 << 20]).unwrap_err();
        let (files, epoch) = (store::Files::in_memory(), Timestamp::from_second(0).unwrap());
        backup::write(&database, &files, &to, false, "0", epoch).await.unwrap_err();
        let names = std::fs::read_dir(&disk.0).unwrap().map(|entry| entry.unwrap().file_name());
        let zips = names
            .filter(|name| name.to_string_lossy().contains("zip") || name.to_string_lossy().contains("part"));
        assert_eq!(zips.count(), 0, "no half of a backup");

        // Enough for what waits in the write-ahead log, which goes into the database first.
        std::fs::remove_file(ballast).unwrap();
        std::fs::remove_file(disk.0.join("rest")).unwrap();
        add(&database, done + 1).await.unwrap();
        assert_eq!(kept(&database).await, done + 1);
        database.close().await;
        let again = Database::open(&url, &Options::default()).await.unwrap();
        assert_eq!(kept(&again).await, done + 1, "also after a new start");
        again.close().await;
    });
}
