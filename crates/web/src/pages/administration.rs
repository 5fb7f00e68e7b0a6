//! Quản trị: what there is to keep, for whom it is.

use super::visit::Who;
use crate::{Access, Frame, Page, Routes, areas, ui};
use app::App;
use domain::rights::Right;
use maud::html;

/// Who finds something there.
const RIGHTS: &[&str] = &[
    Right::PeopleRead.code(),
    Right::LogRead.code(),
    Right::JobsManage.code(),
    Right::SettingsChange.code(),
];

pub(super) fn routes() -> Routes<App> {
    let access = Access::AnyRight(RIGHTS);
    Routes::new().area(areas::ADMINISTRATION, access).get("/administration", access, page)
}

async fn page(frame: Frame, _: Who) -> Page {
    let places = frame.shell().places.iter().filter(|place| place.access.admits(frame.visitor()));
    let below = places.filter_map(|place| {
        let (area, about) = place.below?;
        (area == areas::ADMINISTRATION.path).then_some((place, about))
    });
    let body = html! {
        ul.found {
            @for (place, about) in below {
                li { (ui::link(frame.word(place.title), place.path)) br; span.quiet { (frame.word(about)) } }
            }
        }
    };
    frame.page(frame.word("area-administration")).narrow().body(body)
}
