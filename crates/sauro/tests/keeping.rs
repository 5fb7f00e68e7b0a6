//! Backup, restore and doctor as the keeper of a site meets them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn sauro(arguments: &[&str]) -> Run {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_sauro")).args(arguments).output().unwrap();
    Run {
        code: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

#[test]
fn a_site_is_kept_moved_and_found_well() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (first, zip, files) = (url(&folder.path().join("sauro.db")), at("a.zip"), at("elsewhere"));

    let absent = sauro(&["doctor", "--database", &first]);
    assert_eq!(absent.code, 2, "{}", absent.out);
    assert!(!folder.path().join("sauro.db").exists(), "the doctor makes nothing");

    assert_eq!(sauro(&["migrate", "--database", &first]).code, 0);
    let made = sauro(&["backup", &zip, "--database", &first]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.starts_with("Đã sao lưu vào ") && made.out.contains("Nhật ký: 0 dòng"), "{}", made.out);
    let again = sauro(&["backup", &zip, "--database", &first]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(sauro(&["backup", &zip, "--force", "--database", &first]).code, 0);

    for url in [testkit::postgres::database(), url(&folder.path().join("other.db"))] {
        let restored = sauro(&["restore", &zip, "--lang", "en", "--database", &url, "--files", &files]);
        assert_eq!(restored.code, 0, "{}", restored.err);
        assert!(restored.out.starts_with("Restored and checked the backup of "), "{}", restored.out);
        let well = sauro(&["doctor", "--database", &url, "--files", &files]);
        assert_eq!(well.code, 0, "{}", well.out);
        assert_eq!(well.out.matches('✓').count(), 7, "{}", well.out);
        let full = sauro(&["restore", &zip, "--database", &url, "--files", &files]);
        assert_eq!(full.code, 2);
        assert!(full.err.contains("nơi còn trống"), "{}", full.err);
    }

    std::fs::write(&zip, "không phải zip").unwrap();
    let foreign = sauro(&["restore", &zip, "--database", &url(&folder.path().join("third.db"))]);
    assert_eq!(foreign.code, 2);
    assert!(foreign.err.contains("không phải bản sao lưu của sauro"), "{}", foreign.err);
    assert!(!folder.path().join("third.db").exists());
}
