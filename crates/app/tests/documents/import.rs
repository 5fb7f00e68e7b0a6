//! An older register is taken in, by a job, and a second time without doubling anything.

use super::{NO_MAIL, clerk, receive, sample};
use crate::house::on_both;
use app::documents::Which;
use app::documents::import::rows;
use app::rights::{DocumentsIssue, DocumentsRead, DocumentsRegister};
use domain::documents::import::{Column, Problem};
use domain::documents::{Calendar, Cycle, Direction, Period, Series, Timeliness};
use jiff::civil::date;

const TABLE: &str = "\
SỔ VĂN BẢN
Đến/đi;Số đến;Ngày đến;Số, ký hiệu;Ngày văn bản;Loại văn bản;Cơ quan ban hành;Trích yếu;Người xử lý;Hạn xử lý;Ngày xong;Tên tệp
đến;41;05/01/2026;15/QĐ-UBND;30/12/2025;quyết định;UBND thành phố Hải Minh;về lịch nghỉ;;12/01/2026;14/01/2026;
đến;43;07/01/2026;;;;Trường Đông Hải;giấy mời;Người không ai biết;;;
đến;44;07/13/2026;;;;Trường Đông Hải;giấy mời khác;;;;
đi;;;08-BC/TU;07/01/2026;báo cáo;;năm 2025;;;;bao-cao-nam-2025.txt
đi;;;10-BC/TU;09/01/2026;báo cáo;;tuần;;;;khong-co.txt
đi;;;03-NQ/ĐU;01/12/2025;nghị quyết;Đảng ủy cũ;về một việc;;;;
";

#[test]
fn a_register_is_taken_in_once_however_often_it_is_sent() {
    on_both(NO_MAIL, |house| async move {
        let (person, unit) = clerk(&house).await;
        let permit = person.permit::<DocumentsRegister>().unwrap();
        let file = receive(&person, unit, sample("bao-cao-nam-2025.txt")).await;
        let rows = rows(TABLE.as_bytes()).unwrap();
        let checked = permit.check_register(unit, &rows).await.unwrap();
        let wrong: Vec<_> = checked.errors.iter().map(|e| (e.row, e.column, e.problem)).collect();
        assert_eq!(wrong, [(5, Column::ArrivedOn, Problem::NoDay)]);
        assert_eq!(checked.rows.len(), 5);
        assert_eq!(checked.rows.iter().filter_map(|row| row.file).collect::<Vec<_>>(), [file]);
        assert_eq!(checked.rows.iter().filter(|row| row.misses_file()).count(), 1);
        assert_eq!(checked.rows.iter().filter(|row| row.misses_handler()).count(), 1);

        let first = permit.import_register(unit, &rows, false).await.unwrap();
        house.app.work_off().await.unwrap();
        let (row, outcome) = permit.register_import(first).await.unwrap();
        assert!(row.ended.is_some());
        assert_eq!((outcome.entered, outcome.there, outcome.files), (5, 0, 1));
        assert_eq!(outcome.refused, []);
        assert_eq!(outcome.missing, [(7, "khong-co.txt".to_owned())]);
        // The symbol of another code stays as it is, outside of the sequences.
        let unnumbered: Vec<_> = outcome.unnumbered.iter().map(|row| (row.row, row.key.as_str())).collect();
        assert_eq!(unnumbered, [(8, "document-symbol-not-ours")]);

        let issue = person.permit::<DocumentsIssue>().unwrap();
        let numbers = async |series, cycle| {
            let sheet = issue.sheet(&Which { unit, series, cycle }).await.unwrap();
            let given: Vec<u32> = sheet.sequence.slots().map(|(number, _)| number.get()).collect();
            (sheet.sequence.given_before(), given, sheet.sequence.gaps().count())
        };
        let term = Cycle::Term(date(2025, 9, 20));
        assert_eq!(numbers(Series::Kind("báo cáo".to_owned()), term).await, (7, vec![8, 9, 10], 1));
        assert_eq!(numbers(Series::Arrival, Cycle::Year(2026)).await, (40, vec![41, 42, 43], 1));

        let read = person.permit::<DocumentsRead>().unwrap();
        let period = Period::of(Calendar::Month, date(2026, 1, 1));
        let figures = read.figures(Some(unit), period).await.unwrap();
        assert_eq!((figures.total().incoming, figures.total().outgoing), (2, 2));
        assert_eq!(figures.handled(Timeliness::DoneLate), 1);
        assert_eq!(figures.kinds_of(Direction::Outgoing), [(Some("báo cáo".to_owned()), 2)]);

        // Again: what is there is passed over, and a file that has come meanwhile finds its document.
        receive(&person, unit, {
            let mut other = sample("cong-van-360.txt");
            "khong-co.txt".clone_into(&mut other.name);
            other
        })
        .await;
        let second = permit.import_register(unit, &rows, false).await.unwrap();
        house.app.work_off().await.unwrap();
        let (_, outcome) = permit.register_import(second).await.unwrap();
        assert_eq!((outcome.entered, outcome.there, outcome.files), (0, 5, 2));
        assert_eq!(read.figures(Some(unit), period).await.unwrap(), figures);
        assert!(permit.waiting().await.unwrap().is_empty());
    });
}
