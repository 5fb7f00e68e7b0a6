//! Delegated and acting posts: what they give, for how long, and to whom they do not.

use crate::city::City;
use axum::http::StatusCode;
use domain::people::PostKind;
use domain::{AccountId, PostId};
use jiff::SignedDuration;

const HERE: &str = "/account/delegations/new";

impl City {
    async fn own(&self, role: &str) -> (AccountId, PostId) {
        let mut read = self.app.database().read().await.unwrap();
        let account = read.account_named(&role.replace('_', "-").parse().unwrap()).await.unwrap().unwrap();
        let posts = read.posts_of(account.id).await.unwrap();
        (account.id, posts.iter().find(|post| post.account == account.id).unwrap().id)
    }

    async fn delegate(&self, token: &str, post: PostId, to: AccountId, days: &str) -> StatusCode {
        let body = format!("step=enter&post={post}&account={to}&{days}");
        self.post(HERE, Some(token), &body).await.status
    }

    /// The delegated post that an account has.
    async fn delegated(&self, account: AccountId) -> PostId {
        let posts = self.app.database().read().await.unwrap().posts_of(account).await.unwrap();
        let is_it = |post: &&domain::people::Post| {
            post.account == account && matches!(post.kind, PostKind::Delegated { .. })
        };
        posts.iter().filter(is_it).last().unwrap().id
    }
}

const TWO_DAYS: &str = "from=05/01/2026&to=06/01/2026";

#[tokio::test]
async fn a_delegation_is_shown_then_given_then_ended() {
    let city = City::new().await;
    let (head, post) = city.own("head").await;
    let (clerk, _) = city.own("clerk").await;
    let token = city.enter("head").await;
    let clerk_token = city.enter("clerk").await;
    assert_eq!(city.get(&format!("/people/{head}"), Some(&clerk_token)).await.status, StatusCode::OK);
    let before = city.state().await;
    let page = city.post(HERE, Some(&token), &format!("post={post}&account={clerk}&{TWO_DAYS}")).await;
    assert_eq!((page.status, city.state().await), (StatusCode::OK, before));
    assert!(
        page.text.contains("Giao, sửa, đôn đốc nhiệm vụ") && !page.text.contains("Ủy quyền chức vụ của mình")
    );
    assert_eq!(city.delegate(&token, post, clerk, TWO_DAYS).await, StatusCode::SEE_OTHER);
    let rights = async || {
        let domain_right = domain::rights::Right::TasksAssign;
        city.visit(&clerk_token).await.person().unwrap().has(domain_right)
    };
    assert!(rights().await);
    let given = city.delegated(clerk).await;
    // Not by others, whoever they are, and not twice.
    for other in ["clerk", "administrator", "leader"] {
        let other = city.enter(other).await;
        let answer = city.post(&format!("/account/delegations/{given}/end"), Some(&other), "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    assert!(rights().await);
    let end = format!("/account/delegations/{given}/end");
    assert_eq!(city.post(&end, Some(&token), "").await.status, StatusCode::SEE_OTHER);
    assert!(!rights().await);
    assert_eq!(city.post(&end, Some(&token), "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_delegation_ends_with_its_last_day_with_its_giver_and_with_the_post() {
    let city = City::new().await;
    let (head, post) = city.own("head").await;
    let (clerk, _) = city.own("clerk").await;
    let token = city.enter("head").await;
    assert_eq!(city.delegate(&token, post, clerk, TWO_DAYS).await, StatusCode::SEE_OTHER);
    let may = async || {
        let token = city.enter("clerk").await;
        city.visit(&token).await.person().unwrap().has(domain::rights::Right::TasksAssign)
    };
    assert!(may().await);
    // Who is shut out gives nothing any more.
    let administrator = city.enter("administrator").await;
    let state = format!("/people/{head}/state");
    city.post(&state, Some(&administrator), "state=disabled").await;
    assert!(!may().await);
    city.post(&state, Some(&administrator), "state=active").await;
    assert!(may().await);
    city.pass(SignedDuration::from_hours(48));
    assert!(!may().await);
    let token = city.enter("head").await;
    assert_eq!(
        city.delegate(&token, post, clerk, "from=07/01/2026&to=31/01/2026").await,
        StatusCode::SEE_OTHER
    );
    assert!(may().await);
    let administrator = city.enter("administrator").await;
    city.post(&format!("/people/{head}/posts/{post}/end"), Some(&administrator), "").await;
    assert!(!may().await);
}

#[tokio::test]
async fn what_may_not_be_delegated_is_not() {
    let city = City::new().await;
    let (_, post) = city.own("head").await;
    let (clerk, clerk_post) = city.own("clerk").await;
    let (leader, leader_post) = city.own("leader").await;
    let (head, _) = city.own("head").await;
    let token = city.enter("head").await;
    let before = city.state().await;
    for (post, to, days, expected) in [
        // Posts of others, to oneself, to somebody out of sight, to nobody.
        (leader_post, clerk, TWO_DAYS, StatusCode::NOT_FOUND),
        (clerk_post, leader, TWO_DAYS, StatusCode::NOT_FOUND),
        (city.stranger.1, clerk, TWO_DAYS, StatusCode::NOT_FOUND),
        (post, head, TWO_DAYS, StatusCode::NOT_FOUND),
        (post, city.stranger.0, TWO_DAYS, StatusCode::NOT_FOUND),
        (post, AccountId::new(999_999), TWO_DAYS, StatusCode::NOT_FOUND),
        // Not from before today, not for ever, not backwards.
        (post, clerk, "from=04/01/2026&to=06/01/2026", StatusCode::UNPROCESSABLE_ENTITY),
        (post, clerk, "from=05/01/2026&to=", StatusCode::UNPROCESSABLE_ENTITY),
        (post, clerk, "from=06/01/2026&to=05/01/2026", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(city.delegate(&token, post, to, days).await, expected, "{post} to {to} {days}");
        assert_eq!(city.state().await, before);
    }
    // What was delegated is not passed on.
    assert_eq!(city.delegate(&token, post, leader, TWO_DAYS).await, StatusCode::SEE_OTHER);
    let given = city.delegated(leader).await;
    let token = city.enter("leader").await;
    assert_eq!(city.delegate(&token, given, clerk, TWO_DAYS).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_acts_in_one_post_has_its_rights_and_no_others_and_the_log_says_so() {
    let city = City::new().await;
    let (_, post) = city.own("head").await;
    let (clerk, clerk_post) = city.own("clerk").await;
    let head = city.enter("head").await;
    city.delegate(&head, post, clerk, TWO_DAYS).await;
    let given = city.delegated(clerk).await;
    let token = city.enter("clerk").await;
    let has = async |right| city.visit(&token).await.person().unwrap().has(right);
    use domain::rights::Right::{DocumentsRegister, TasksAssign};
    assert!(has(TasksAssign).await && has(DocumentsRegister).await);
    let page = city.get("/", Some(&token)).await.text;
    assert!(page.contains("Tất cả chức vụ") && page.contains("được ủy quyền"));
    let act = async |post: String| {
        city.post("/account/post", Some(&token), &format!("post={post}&back=//evil.example")).await
    };
    let answer = act(clerk_post.to_string()).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert!(!has(TasksAssign).await && has(DocumentsRegister).await);
    let log =
        city.app.database().read().await.unwrap().search_log(&store::LogFilter::default(), 1).await.unwrap();
    assert_eq!((log[0].entry.verb.as_str(), log[0].entry.post), ("sign_in.act_in", Some(clerk_post)));
    assert_eq!(act(given.to_string()).await.status, StatusCode::SEE_OTHER);
    assert!(has(TasksAssign).await);
    // Posts of others, and what is none.
    for other in [post.to_string(), city.stranger.1.to_string(), "0".to_owned(), "x".to_owned()] {
        assert_eq!(act(other).await.status, StatusCode::NOT_FOUND);
    }
    // The post ends: the person is not left without rights.
    city.post(&format!("/account/delegations/{given}/end"), Some(&head), "").await;
    assert!(!has(TasksAssign).await && has(DocumentsRegister).await);
    assert_eq!(act(String::new()).await.status, StatusCode::SEE_OTHER);
    // Another session of the same person acts in all posts.
    assert!(
        matches!(city.visit(&city.enter("clerk").await).await.person(), Ok(person) if person.acts_in.is_none())
    );
}

#[tokio::test]
async fn somebody_acts_for_a_holder_also_after_the_holder_has_left() {
    let city = City::new().await;
    let (head, post) = city.own("head").await;
    let (clerk, clerk_post) = city.own("clerk").await;
    let token = city.enter("administrator").await;
    let path = format!("/people/{head}/posts/{post}/acting");
    let page = city.get(&path, Some(&token)).await;
    assert!(page.text.contains("Quyền Chức vụ head") && page.text.contains("Duyệt hoặc trả lại số liệu"));
    let body = |account: AccountId| format!("account={account}&title=Quy%E1%BB%81n&from=05/01/2026&to=");
    let before = city.state().await;
    // Not the holder, not a post that is not the holder's.
    assert_eq!(city.post(&path, Some(&token), &body(head)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = format!("/people/{head}/posts/{clerk_post}/acting");
    assert_eq!(city.post(&wrong, Some(&token), &body(clerk)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(city.state().await, before);
    assert_eq!(city.post(&path, Some(&token), &body(clerk)).await.status, StatusCode::SEE_OTHER);
    let clerk_token = city.enter("clerk").await;
    let may =
        async || city.visit(&clerk_token).await.person().unwrap().has(domain::rights::Right::FiguresApprove);
    assert!(may().await);
    assert_eq!(
        city.post(&format!("/people/{head}/posts/{post}/end"), Some(&token), "").await.status,
        StatusCode::SEE_OTHER
    );
    assert!(may().await);
}
