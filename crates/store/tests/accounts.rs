//! What stands beside an account: the keys of its requests, and the other sites that vouch for it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod both;

use domain::AccountId;
use domain::log::{Actor, Entry, Object};
use domain::people::Language;
use jiff::Timestamp;
use store::{Claim, Database, ExternalIdentity, KeptAnswer, Keyed, NewAccount, StoreError};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

async fn account(database: &Database, name: &str) -> AccountId {
    let new = NewAccount {
        sign_in: name.parse().unwrap(),
        display_name: "Văn thư".to_owned(),
        email: None,
        language: Language::Vi,
    };
    let mut work = database.work().await.unwrap();
    let id = work.add_account(&new, at(0)).await.unwrap();
    work.commit().await.unwrap();
    id
}

/// Two minutes are the lease.
async fn begin(database: &Database, claim: Claim<'_>, request: &str, now: i64) -> Keyed {
    let mut work = database.work().await.unwrap();
    let known = work.begin_keyed(claim, request, at(now), at(now - 120)).await.unwrap();
    work.commit().await.unwrap();
    known
}

/// A deed of the request `number`.
async fn write(database: &Database, account: AccountId, number: &str) -> Result<(), StoreError> {
    let entry = Entry {
        at: at(0),
        actor: Actor::Account(account),
        post: None,
        verb: "settings.change".to_owned(),
        object: Object { kind: "setting".into(), id: None },
        before: None,
        after: None,
        from: None,
        request: Some(number.to_owned()),
    };
    database.write().await?.log(&entry).await?.commit().await
}

async fn forget(database: &Database, claim: Claim<'_>) {
    let mut work = database.work().await.unwrap();
    work.forget_keyed(claim).await.unwrap();
    work.commit().await.unwrap();
}

fn under_way() -> Keyed {
    Keyed::UnderWay { request: "digest".to_owned() }
}

#[test]
fn a_request_that_died_before_it_wrote_is_done_by_the_next() {
    both::on_both(|database| async move {
        let account = account(&database, "vanthu").await;
        let first = Claim { account, key: "k", number: "1" };
        let second = Claim { number: "2", ..first };
        assert_eq!(begin(&database, first, "digest", 0).await, Keyed::New);
        assert_eq!(begin(&database, second, "digest", 119).await, under_way());
        let other = Keyed::UnderWay { request: "digest".to_owned() };
        assert_eq!(begin(&database, second, "another", 500).await, other, "only the same request takes over");
        assert_eq!(begin(&database, second, "digest", 120).await, Keyed::New);

        // The first one was only slow: it writes nothing any more, and takes nothing away.
        let late = write(&database, account, "1").await;
        assert!(matches!(late, Err(StoreError::Overtaken)), "{late:?}");
        assert_eq!(database.read().await.unwrap().log_head().await.unwrap().count, 0);
        forget(&database, first).await;
        assert_eq!(begin(&database, Claim { number: "3", ..first }, "digest", 130).await, under_way());

        write(&database, account, "2").await.unwrap();
        let answer = KeptAnswer { status: 204, content_type: None, body: String::new() };
        let mut work = database.work().await.unwrap();
        work.answer_keyed(first, &KeptAnswer { status: 500, ..answer.clone() }).await.unwrap();
        work.answer_keyed(second, &answer).await.unwrap();
        work.commit().await.unwrap();
        let answered = Keyed::Answered { request: "digest".to_owned(), answer };
        assert_eq!(begin(&database, first, "digest", 900).await, answered);
    });
}

#[test]
fn a_request_that_died_after_it_wrote_is_not_done_again() {
    both::on_both(|database| async move {
        let account = account(&database, "vanthu").await;
        let first = Claim { account, key: "k", number: "1" };
        let second = Claim { number: "2", ..first };
        assert_eq!(begin(&database, first, "digest", 0).await, Keyed::New);
        write(&database, account, "1").await.unwrap();
        // Whoever failed after it had written cannot make it undone.
        forget(&database, first).await;
        assert_eq!(begin(&database, second, "digest", 119).await, under_way());
        let unanswered = Keyed::Unanswered { request: "digest".to_owned() };
        assert_eq!(begin(&database, second, "digest", 120).await, unanswered);
    });
}

/// One writes while the other takes over: the one or the other happens, never both.
#[test]
fn who_writes_and_who_takes_over_do_not_both() {
    both::on_both(|database| async move {
        let account = account(&database, "vanthu").await;
        let (mut written, mut taken) = (0, 0);
        for round in 0..40_u64 {
            let (key, old, new) = (format!("k{round}"), format!("{round}-old"), format!("{round}-new"));
            let first = Claim { account, key: &key, number: &old };
            assert_eq!(begin(&database, first, "digest", 0).await, Keyed::New);
            let writes = async {
                tokio::time::sleep(std::time::Duration::from_micros(round * 97 % 1_000)).await;
                write(&database, account, &old).await
            };
            let (wrote, known) =
                tokio::join!(writes, begin(&database, Claim { number: &new, ..first }, "digest", 120));
            match (wrote, known) {
                (Ok(()), Keyed::UnderWay { .. } | Keyed::Unanswered { .. }) => written += 1,
                (Err(StoreError::Overtaken), Keyed::New) => taken += 1,
                both => panic!("{both:?}"),
            }
        }
        assert_eq!(written + taken, 40);
    });
}

#[test]
fn another_site_vouches_for_one_account() {
    both::on_both(|database| async move {
        let (one, two) = (account(&database, "vanthu").await, account(&database, "theodoi").await);
        let (site, other) = ("https://id.haiminh.example", "https://so.haiminh.example");
        let mut work = database.work().await.unwrap();
        work.add_external_identity(one, other, "a", at(1)).await.unwrap();
        work.add_external_identity(one, site, "a", at(2)).await.unwrap();
        work.add_external_identity(two, site, "A", at(3)).await.unwrap();
        work.commit().await.unwrap();

        let mut read = database.read().await.unwrap();
        let linked = read.external_identities(one).await.unwrap();
        let row = |issuer: &str, created| ExternalIdentity { issuer: issuer.to_owned(), created };
        assert_eq!(linked, [row(other, at(1)), row(site, at(2))], "the first linked first");
        assert_eq!(read.externally_known(site, "a").await.unwrap(), Some(one));
        assert_eq!(
            read.externally_known(site, "A").await.unwrap(),
            Some(two),
            "small and large letters differ"
        );
        assert_eq!(read.externally_known(site, "á").await.unwrap(), None);
        assert_eq!(read.externally_known("https://id.haiminh.example/", "a").await.unwrap(), None);
        drop(read);

        // One person there is one account here, and one account here has one person there.
        for (whose, subject) in [(two, "a"), (one, "b")] {
            let mut work = database.work().await.unwrap();
            let refused = work.add_external_identity(whose, site, subject, at(4)).await;
            assert!(matches!(refused, Err(StoreError::Taken(_))), "{subject}: {refused:?}");
        }

        let mut work = database.work().await.unwrap();
        assert!(!work.drop_external_identity(two, other).await.unwrap(), "that is the other one's link");
        assert!(work.drop_external_identity(one, other).await.unwrap());
        work.commit().await.unwrap();
        let linked = database.read().await.unwrap().external_identities(one).await.unwrap();
        assert_eq!(linked, [row(site, at(2))]);
        let mut work = database.work().await.unwrap();
        work.drop_external_identities(one).await.unwrap();
        work.commit().await.unwrap();
        let mut read = database.read().await.unwrap();
        assert_eq!(read.external_identities(one).await.unwrap(), []);
        assert_eq!(read.externally_known(site, "a").await.unwrap(), None);
        assert_eq!(read.externally_known(site, "A").await.unwrap(), Some(two));
    });
}
