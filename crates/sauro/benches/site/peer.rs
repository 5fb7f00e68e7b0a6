//! The peer: the administration site of Django, with as many units and accounts.

use crate::load::{Processes, first_answer, free_address};
use crate::{ACCOUNTS, ACTIVE, Site};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Units of the city.
const UNITS: usize = 2_900;

pub(crate) fn start(folder: &Path) -> Site {
    let folder = folder.join("peer");
    std::fs::create_dir(&folder).unwrap();
    let address = free_address();
    run(Command::new("python3").args(["-m", "venv", "venv"]).current_dir(&folder));
    run(Command::new("venv/bin/pip").args(["install", "--quiet", "django", "gunicorn"]).current_dir(&folder));
    std::fs::write(folder.join("city.py"), include_str!("peer/city.py")).unwrap();
    std::fs::create_dir(folder.join("register")).unwrap();
    std::fs::write(folder.join("register/__init__.py"), "").unwrap();
    std::fs::write(folder.join("register/models.py"), include_str!("peer/models.py")).unwrap();
    let filled = Command::new("venv/bin/python")
        .args(["city.py", &UNITS.to_string(), &ACCOUNTS.to_string(), &ACTIVE.to_string()])
        .current_dir(&folder)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(filled.status.success(), "the peer is filled");
    let cookies = String::from_utf8(filled.stdout).unwrap();
    let cookies = cookies.lines().map(|key| format!("sessionid={key}")).collect();
    let cores = std::thread::available_parallelism().unwrap().to_string();
    let begin = Instant::now();
    let process = Command::new("venv/bin/gunicorn")
        .args([
            "--bind",
            &address,
            "--workers",
            &cores,
            "--threads",
            "8",
            "--log-level",
            "critical",
            "city:application",
        ])
        .current_dir(&folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let processes = Processes(process);
    let started_in = first_answer(&address, "/admin/login/", begin);
    let pages = [
        ("home", "/admin/".to_owned()),
        ("unit", "/admin/register/unit/2/change/".to_owned()),
        ("table, 100 rows", "/admin/auth/user/".to_owned()),
    ];
    Site { name: "Django's administration, SQLite", address, cookies, pages, started_in, processes }
}

fn run(command: &mut Command) {
    assert!(command.stdout(Stdio::null()).status().unwrap().success(), "{command:?}");
}
