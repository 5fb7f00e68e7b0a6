//! What people are told, and by which letter.

use crate::house::{House, PASSWORD, on_both};
use crate::server::{Manner, serve};
use app::notices::Event;
use app::rights::{JobsManage, PeopleChange};
use app::{AppError, Visit};

/// What an account was told, the newest first.
async fn told(house: &House, name: &str) -> Vec<Event> {
    let person = house.app.at_console(&name.parse().unwrap()).await.unwrap();
    person.notices(50, 0).await.unwrap().rows.iter().map(|row| Event::of(row).unwrap()).collect()
}

#[test]
fn a_person_is_told_what_happens_to_the_account() {
    let (place, letters) = serve(Manner::Takes);
    on_both(&place, |house| {
        let letters = letters.clone();
        async move {
            letters.lock().unwrap().clear();
            let printed = house.add("an.nguyen", Some("an@haiminh.vn")).await;
            let by_post = house.add("khong.thu", None).await;
            assert!(!by_post.is_empty());
            house.first_sign_in("an.nguyen", &printed).await;
            assert_eq!(told(&house, "an.nguyen").await.len(), 1, "the first place is no unknown one");
            let visit = house.sign_in("an.nguyen", PASSWORD, 2).await;
            let Visit::SignedIn(person) = &visit else { panic!("signed in") };
            person.change_password(PASSWORD, "hai-minh-mat-khau-moi").await.unwrap();
            house.sign_in("an.nguyen", "hai-minh-mat-khau-moi", 2).await;
            let by = house.administrator().await;
            let post = person.posts().next().unwrap().id;
            by.permit::<PeopleChange>().unwrap().end_post(post, by.today).await.unwrap();
            let events = told(&house, "an.nguyen").await;
            assert!(
                matches!(
                    &events[..],
                    [Event::PostEnded { last, .. }, Event::PasswordChanged, Event::NewAddress { address, .. }, Event::AccountMade { .. }]
                        if last == "04/01/2026" && address == "198.51.2.1"
                ),
                "{events:?}"
            );

            // Nothing goes out before somebody does the jobs; then each letter once.
            assert!(letters.lock().unwrap().is_empty());
            assert_eq!(house.app.work_off().await.unwrap(), 4);
            assert_eq!(house.app.work_off().await.unwrap(), 0);
            let sent = letters.lock().unwrap().clone();
            assert_eq!(sent.len(), 4);
            let all: String = sent.iter().map(|(_, letter)| letter.as_str()).collect();
            assert!(sent.iter().all(|(to, _)| to.contains("<an@haiminh.vn>")), "{sent:?}");
            assert!(!all.contains(&printed) && !all.contains(PASSWORD), "no letter holds a password");
            let subjects = all.lines().filter(|line| line.starts_with("Subject: ")).count();
            assert_eq!(subjects, 4);
        }
    });
}

#[test]
fn notices_are_read_once_and_by_their_owner() {
    let (place, _) = serve(Manner::Takes);
    on_both(&place, |house| async move {
        house.add("an.nguyen", None).await;
        house.add("binh.tran", None).await;
        let [an, binh] = [
            house.app.at_console(&"an.nguyen".parse().unwrap()).await.unwrap(),
            house.app.at_console(&"binh.tran".parse().unwrap()).await.unwrap(),
        ];
        assert_eq!((an.unread, binh.unread), (1, 1));
        let id = an.notices(9, 0).await.unwrap().rows[0].id;
        let foreign = binh.read_notice(id).await;
        assert!(matches!(foreign, Err(AppError::NotFound { .. })), "{foreign:?}");
        let head = async || house.app.database().read().await.unwrap().log_head().await.unwrap().count;
        let before = head().await;
        assert_eq!(an.read_notice(id).await.unwrap().link, "/");
        an.read_notice(id).await.unwrap();
        an.read_all_notices().await.unwrap();
        assert_eq!(head().await, before + 1, "what changed nothing is not in the log");
        assert_eq!(an.notices(9, 0).await.unwrap().unread, 0);
        binh.read_all_notices().await.unwrap();
        assert_eq!(binh.notices(9, 0).await.unwrap().unread, 0);
    });
}

#[test]
fn a_test_letter_is_in_the_log_without_its_address() {
    let (place, letters) = serve(Manner::Takes);
    on_both(&place, |house| {
        let letters = letters.clone();
        async move {
            letters.lock().unwrap().clear();
            let by = house.administrator().await;
            let permit = by.permit::<JobsManage>().unwrap();
            let wrong = permit.send_test_letter("an@haiminh.vn\r\nBcc: b@haiminh.vn").await;
            assert!(matches!(wrong, Err(AppError::Refused { .. })));
            permit.send_test_letter("thu@haiminh.vn").await.unwrap();
            house.app.work_off().await.unwrap();
            assert_eq!(letters.lock().unwrap().len(), 1);
            let entries = house
                .app
                .database()
                .read()
                .await
                .unwrap()
                .search_log(&store::LogFilter::default(), 1)
                .await
                .unwrap();
            assert_eq!(entries[0].entry.verb, "jobs.test_letter");
            assert!(!format!("{entries:?}").contains("thu@haiminh.vn"));
        }
    });
}

#[test]
fn views_are_saved_up_to_a_limit_and_in_the_log() {
    let (place, _) = serve(Manner::Takes);
    on_both(&place, |house| async move {
        house.add("an.nguyen", None).await;
        let an = house.app.at_console(&"an.nguyen".parse().unwrap()).await.unwrap();
        let other = house.administrator().await;
        for number in 0..50 {
            an.save_view("people", &format!(" Đang  dùng {number} "), "state=active").await.unwrap();
        }
        let refused = |result: Result<(), AppError>, key: &str| match result {
            Err(AppError::Refused { faults }) => assert_eq!(faults[0].key, key),
            other => panic!("{other:?}"),
        };
        refused(an.save_view("people", "Nữa", "").await.map(drop), "views-too-many");
        an.save_view("people", "Đang dùng 7", "state=disabled").await.unwrap();
        an.save_view("log", "Nữa", "").await.unwrap();
        let views = an.views("people").await.unwrap();
        assert_eq!((views.len(), views[7].query.as_str()), (50, "state=disabled"));
        refused(an.rename_view(views[0].id, "Đang dùng 1").await, "views-name-taken");
        refused(an.rename_view(views[0].id, " ").await, "views-name-wrong");
        assert!(matches!(other.rename_view(views[0].id, "x").await, Err(AppError::NotFound { .. })));
        assert!(matches!(other.remove_view(views[0].id).await, Err(AppError::NotFound { .. })));
        assert_eq!(other.views("people").await.unwrap(), []);
        an.rename_view(views[0].id, "Tên khác").await.unwrap();
        an.remove_view(views[1].id).await.unwrap();
        assert_eq!(an.views("people").await.unwrap().len(), 49);
        let log = house
            .app
            .database()
            .read()
            .await
            .unwrap()
            .search_log(&store::LogFilter::default(), 2)
            .await
            .unwrap();
        let verbs: Vec<&str> = log.iter().map(|row| row.entry.verb.as_str()).collect();
        assert_eq!(verbs, ["views.remove", "views.rename"]);
        assert!(!format!("{log:?}").contains("Tên khác"));
    });
}
