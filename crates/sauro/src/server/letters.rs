//! How letters go out, from what was typed.

use crate::arguments::MailArguments;
use crate::failure::Failure;
use app::Mail;
use app::mail::{MailPlace, NotAMailPlace, Words};
use domain::people::{Email, Language};
use std::path::Path;
use std::sync::Arc;

/// What was typed; links lead to `site`.
///
/// # Errors
/// It says no place, or no sender. The sentence does not repeat it: a password may stand in it.
pub(super) fn of(arguments: &MailArguments, site: Option<&str>) -> Result<Mail, Failure> {
    let Some(place) = &arguments.mail_place else { return Ok(Mail::off()) };
    let place: MailPlace = place.parse().map_err(mistake)?;
    let from = arguments.mail_from.as_deref().and_then(|from| from.parse::<Email>().ok());
    let from = from.ok_or_else(|| mistake(NotAMailPlace::Sender))?;
    Mail::open(&place, &from, site, words()).map_err(mistake)
}

/// Into a folder beside the data of the demonstration.
pub(super) fn of_demo(folder: &Path, site: &str) -> Result<Mail, Failure> {
    let from: Email = "sauro@haiminh.example".parse().map_err(|_| mistake(NotAMailPlace::Sender))?;
    Mail::open(&MailPlace::Folder(folder.join("mail")), &from, Some(site), words()).map_err(mistake)
}

fn mistake(error: NotAMailPlace) -> Failure {
    let key = match error {
        NotAMailPlace::Scheme | NotAMailPlace::Server => "mail-place",
        NotAMailPlace::OpenPassword => "mail-open-password",
        NotAMailPlace::Sender => "mail-sender",
    };
    Failure::mistake(key, [])
}

/// The words of the site: a letter says what its notice says.
fn words() -> Words {
    Arc::new(|language, key, arguments| {
        let language = match language {
            Language::Vi => messages::Language::Vi,
            Language::En => messages::Language::En,
        };
        let arguments = arguments.iter().map(|(name, value)| (*name, value.as_str().into()));
        web::messages(language).format(key, arguments)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(place: &str, from: &str) -> MailArguments {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        MailArguments { mail_place: some(place), mail_from: some(from) }
    }

    #[test]
    fn what_is_wrong_is_told_without_the_password() {
        for (arguments, key) in [
            (typed("smtp://an:bi-mat@mail.haiminh.example?tls=none", "a@haiminh.vn"), "mail-open-password"),
            (typed("mail.haiminh.example:bi-mat", "a@haiminh.vn"), "mail-place"),
            (typed("smtps://an:bi-mat@mail.haiminh.example", ""), "mail-sender"),
        ] {
            match of(&arguments, None).map(|_| ()) {
                Err(failure @ Failure::Mistake(_)) => {
                    let shown =
                        failure.lines(&crate::messages::Messages::new(messages::Language::Vi)).concat();
                    assert!(!shown.contains("bi-mat") && !shown.contains(key), "{shown}");
                    assert!(matches!(failure, Failure::Mistake(sentence) if sentence.key == key));
                }
                other => panic!("{other:?}"),
            }
        }
        assert!(!of(&typed("", ""), None).unwrap().is_on());
        assert!(of(&typed("folder:x", "a@haiminh.vn"), Some("https://x.vn/")).unwrap().is_on());
    }
}
