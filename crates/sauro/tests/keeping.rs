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
    sauro_with(&[], arguments)
}

fn sauro_with(variables: &[(&str, &str)], arguments: &[&str]) -> Run {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_sauro"))
        .envs(variables.iter().copied())
        .args(arguments)
        .output()
        .unwrap();
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

#[test]
fn a_site_moves_into_a_bucket_and_is_found_well() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (first, moved) = (url(&folder.path().join("first.db")), url(&folder.path().join("moved.db")));
    assert_eq!(sauro(&["migrate", "--database", &first]).code, 0);
    assert_eq!(sauro(&["backup", &at("a.zip"), "--database", &first]).code, 0);

    let server = testkit::s3::S3::start(env!("CARGO_TARGET_TMPDIR"));
    let endpoint = server.endpoint();
    let keys = [("AWS_ACCESS_KEY_ID", "AKIAHAIMINH"), ("AWS_SECRET_ACCESS_KEY", "bi-mat")];
    let place = [("AWS_ENDPOINT_URL", endpoint.as_str())];
    let restore = ["restore", &at("a.zip"), "--database", &moved, "--files", "s3://sauro/site"];

    let keyless = sauro_with(&[], &restore);
    assert_eq!(keyless.code, 2);
    assert!(keyless.err.contains("AWS_ACCESS_KEY_ID"), "{}", keyless.err);
    let plain = sauro_with(&[&keys[..], &place].concat(), &restore);
    assert_eq!(plain.code, 2);
    assert!(plain.err.contains("AWS_ALLOW_HTTP=true"), "{}", plain.err);

    let all = [&keys[..], &place, &[("AWS_ALLOW_HTTP", "true")]].concat();
    let restored = sauro_with(&all, &restore);
    assert_eq!(restored.code, 0, "{}", restored.err);
    let doctor = |place: &str| sauro_with(&all, &["doctor", "--database", &moved, "--files", place]);
    let well = doctor("s3://sauro/site");
    assert_eq!((well.code, well.out.matches('✓').count()), (0, 7), "{}", well.out);
    let shut = doctor("s3://no-such-bucket/site");
    assert_eq!(shut.code, 1, "{}", shut.err);
    assert!(shut.out.contains("✗ Nơi giữ tệp") && shut.out.contains("NoSuchBucket"), "{}", shut.out);
    assert!(!shut.out.contains("bi-mat"), "{}", shut.out);
}
