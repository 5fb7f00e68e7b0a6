//! Passkeys with a device at the browser: added after the password, then enough to sign in, until they are taken away.

use sauro_browser::{Driver, PASSWORD, Person, Server, View};

async fn leave(person: &Person) {
    person.press(".person > summary").await;
    person.press(".person form[action='/sign-out'] button").await;
    person.comes_to("/sign-in").await;
}

#[tokio::test]
async fn a_passkey_is_added_signs_in_and_is_taken_away() {
    let server = Server::start().await;
    let mut driver = Driver::start().await;
    let person = driver.person(&server.address, View::Desk).await;
    person.hold_device().await;
    person.first_sign_in("quantri", &server.password).await;

    // The password is asked for again: a wrong one is told, and what was typed stays.
    person.go("/account/passkeys/new").await;
    person.write("#name", "Máy ở văn phòng").await;
    person.write("#password", "không phải mật khẩu").await;
    person.press("form[data-passkey] button.primary").await;
    person.reads("#notices", "Mật khẩu hiện nay chưa đúng").await;
    person.write("#password", PASSWORD).await;
    person.picture("passkey-new").await;
    person.press("form[data-passkey] button.primary").await;
    person.reads("#notices", "Đã thêm khóa truy cập").await;
    person.reads("main", "Máy ở văn phòng").await;
    person.picture("passkeys").await;

    // In with it, back to the page that was asked for.
    leave(&person).await;
    person.go("/people").await;
    person.comes_to("/sign-in").await;
    person.picture("sign-in-passkey").await;
    person.press("form[data-passkey='get'] button").await;
    person.comes_to("/people").await;
    person.go("/account").await;
    person.reads("main", "dùng lần cuối").await;

    // Taken away, it opens nothing.
    person.press("form[action$='/remove'][action^='/account/passkeys'] button").await;
    person.reads("#notices", "Đã xóa khóa truy cập").await;
    leave(&person).await;
    person.press("form[data-passkey='get'] button").await;
    person.reads("#notices", "Khóa này không còn dùng được").await;
    person.close().await;
}
