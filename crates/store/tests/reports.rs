//! Reports are kept with every text they had; figures are frozen once; a unit's last narrative stands.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

mod both;

use domain::documents::Stage;
use domain::log::Hash;
use domain::people::{Language, SignInName};
use domain::periods::Period;
use domain::report::{Head, Kind, Origin, Passage, Piece, Report, Section, Statement};
use domain::{AccountId, UnitId};
use jiff::Timestamp;
use jiff::civil::date;
use store::{Database, Files, FrozenFigure, NewAccount, NewNarrative, ReportRow};

const AT: Timestamp = Timestamp::UNIX_EPOCH;
const NOVEMBER: Period = Period { from: date(2026, 10, 15), last: date(2026, 11, 14) };

async fn unit_and_writer(database: &Database) -> (UnitId, AccountId) {
    let mut work = database.work().await.unwrap();
    let unit = work.new_unit(None).await.unwrap();
    let writer = NewAccount {
        sign_in: "tonghop".parse::<SignInName>().unwrap(),
        display_name: "Tổng hợp".to_owned(),
        email: None,
        language: Language::Vi,
    };
    let writer = work.add_account(&writer, AT).await.unwrap();
    work.commit().await.unwrap();
    (unit, writer)
}

fn report(unit: UnitId, words: &str) -> Report {
    let figure = Piece::Figure { id: "v-1-2-20261015-20261114".into(), shown: "41".into(), negative: false };
    let passage =
        Passage { origin: Origin::Own, pieces: vec![Piece::words(words), figure], units: vec![unit] };
    let section = Section {
        level: 1,
        label: "I.".into(),
        title: "KẾT QUẢ".into(),
        passages: vec![passage],
        table: Vec::new(),
    };
    let head = Head { subject: "kết quả công tác tháng 11".into(), ..Head::default() };
    Report { kind: Kind::Month, unit, period: NOVEMBER, head, opening: Vec::new(), sections: vec![section] }
}

#[test]
fn a_report_keeps_every_text_and_is_changed_by_who_saw_it_last() {
    both::on_both(|database| async move {
        let (unit, writer) = unit_and_writer(&database).await;
        let (first, second) = (report(unit, "Kết nạp "), report(unit, "Tháng này kết nạp "));
        let mut work = database.work().await.unwrap();
        let id = work.add_report(&first, (AT, writer)).await.unwrap();
        let row = work.report(id).await.unwrap().unwrap();
        assert_eq!((row.kind, row.period, row.state, row.revision), (Kind::Month, NOVEMBER, Stage::Draft, 1));
        let checked = ReportRow { state: Stage::Checked, ..row.clone() };
        assert!(work.change_report(&checked, &second, (AT, writer)).await.unwrap());
        assert!(!work.change_report(&checked, &first, (AT, writer)).await.unwrap(), "seen before the change");
        assert_eq!(work.report_text(id).await.unwrap().unwrap(), second);
        let versions = work.report_versions(id).await.unwrap();
        let told: Vec<_> = versions.iter().map(|one| (one.revision, one.state)).collect();
        assert_eq!(told, [(2, Stage::Checked), (1, Stage::Draft)]);
        assert_eq!(work.report_version(id, 1).await.unwrap().unwrap(), first);
        assert_eq!(work.reports().await.unwrap().len(), 1);
        let frozen =
            FrozenFigure { figure: "v-1-2-20261015-20261114".into(), shown: "41".into(), entered: 7 };
        work.freeze_report(id, std::slice::from_ref(&frozen)).await.unwrap();
        assert_eq!(work.report_figures(id).await.unwrap(), [frozen]);
        work.commit().await.unwrap();
    });
}

#[test]
fn what_a_unit_wrote_last_stands() {
    both::on_both(|database| async move {
        let (unit, writer) = unit_and_writer(&database).await;
        let files = Files::in_memory();
        let mut rows = Vec::new();
        for text in ["một", "hai"] {
            let content = files.put(text.as_bytes()).await.unwrap();
            let mut write = database.write().await.unwrap();
            write.name_file(&files, content, "text/plain", AT).await.unwrap();
            let file: Hash = content.hash;
            let said = Statement { unit, heading: 1, text: text.into(), address: "I.1".into() };
            let statements = [said];
            let new = NewNarrative { unit, period: NOVEMBER, file, name: "a.docx", statements: &statements };
            write.set_narrative(&new, (AT, writer)).await.unwrap();
            rows = write.narratives(NOVEMBER).await.unwrap();
            // Housekeeping keeps what a narrative names.
            write.forget_file(file).await.unwrap();
            assert!(write.file(file).await.unwrap().is_some());
            let entry = domain::log::Entry {
                at: AT,
                actor: domain::log::Actor::Account(writer),
                post: None,
                verb: "reports.heap".into(),
                object: domain::log::Object { kind: "narrative".into(), id: Some(1) },
                before: None,
                after: None,
                from: None,
                request: None,
            };
            write.log(&entry).await.unwrap().commit().await.unwrap();
        }
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].unit, rows[0].statements[0].text.as_str()), (unit, "hai"));
    });
}
