//! What stands around every page.

use crate::areas::Place;
use crate::finder::{Find, visible};
use crate::gate::{SIGN_IN, SIGN_OUT};
use crate::{Frame, Guard, Page, Theme, Visitor, assets, ui};
use maud::{DOCTYPE, Markup, html};
use messages::Language;
use std::time::Duration;

/// Path of the list of notices; the bell is shown where there is such a route.
pub(crate) const NOTICES: &str = "/notices";

/// What is the same for all requests.
pub(crate) struct Shell {
    /// Whose site it is.
    pub(crate) organisation: Option<String>,
    /// Where one can go; areas first, in the order of the navigation.
    pub(crate) places: Vec<Place>,
    /// Whether there is a list of notices to go to.
    pub(crate) has_notices: bool,
    pub(crate) guard: Box<dyn Guard>,
    pub(crate) finder: Option<Box<dyn Find>>,
    pub(crate) views: Option<Box<dyn ui::Views>>,
    /// How long a handler may take.
    pub(crate) timeout: Duration,
    /// Reached by https.
    pub(crate) secure: bool,
}

/// The whole document.
pub(crate) fn document(page: &Page) -> Markup {
    let frame = &page.frame;
    html! {
        (DOCTYPE)
        html lang=(frame.language()) data-theme=(frame.theme().name()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content=(color_scheme(frame.theme()));
                title { (page.title) " · Sáu Rõ" }
                link rel="stylesheet" href=(assets::url("site.css"));
                link rel="icon" type="image/svg+xml" href=(assets::url("icon.svg"));
                script type="module" src=(assets::url("site.js")) {}
            }
            body {
                a.skip href="#main" { (frame.word("skip")) }
                (top(frame))
                div.where {
                    (where_am_i(page))
                    @if let Some(scope) = &page.scope { section.scope aria-label=(frame.word("scope")) { (scope) } }
                }
                (ui::notices(frame))
                main #main tabindex="-1" class=[page.narrow.then_some("narrow")] {
                    header.heading {
                        div {
                            h1 { (page.title) }
                            @if let Some(lead) = &page.lead { p.lead { (lead) } }
                        }
                        @if let Some(action) = &page.action { div.action { (action) } }
                    }
                    (page.body)
                }
                (footer(page))
                (dialogs(page))
                (words(frame))
            }
        }
    }
}

fn color_scheme(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "light dark",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

/// The areas that who asks may enter, with their letters.
fn areas(frame: &Frame) -> impl Iterator<Item = (&Place, char)> {
    let places = frame.shell().places.iter().filter(|place| visible(place, frame.visitor()));
    places.filter_map(|place| Some((place, place.area?.0)))
}

/// Whether a page at `path` belongs to the area at `area`.
fn belongs(path: &str, area: &str) -> bool {
    path == area || (area != "/" && path.strip_prefix(area).is_some_and(|rest| rest.starts_with('/')))
}

/// Whether the page that is shown belongs to the area, also by what is said of a place below it.
fn leads_to(frame: &Frame, area: &Place) -> bool {
    let mut below =
        frame.shell().places.iter().filter(|place| place.below.is_some_and(|(path, _)| path == area.path));
    belongs(frame.path(), area.path) || below.any(|place| belongs(frame.path(), place.path))
}

fn navigation(frame: &Frame) -> Markup {
    html! {
        ul {
            @for (place, letter) in areas(frame) {
                li {
                    a href=(place.path) data-letter=(letter)
                        aria-current=[leads_to(frame, place).then_some("page")] {
                        (frame.word(place.title))
                    }
                }
            }
        }
    }
}

fn top(frame: &Frame) -> Markup {
    let some_area = areas(frame).next().is_some();
    html! {
        header.top {
            // The same links twice: a row where there is room, a menu that opens without a script where there is none.
            @if some_area {
                details.menu {
                    summary aria-label=(frame.word("menu")) { (ui::icon("menu")) }
                    nav aria-label=(frame.word("navigation")) { (navigation(frame)) }
                }
            }
            a.brand href="/" {
                img src=(assets::url("icon.svg")) alt="" width="24" height="24";
                span { "Sáu Rõ" }
            }
            @if some_area {
                nav.areas aria-label=(frame.word("navigation")) { (navigation(frame)) }
            }
            @if frame.visitor().is_some() {
                form.find role="search" action="/search" aria-label=(frame.word("search-label")) {
                    label.hidden for="find" { (frame.word("search-label")) }
                    input #find type="search" name="q" autocomplete="off" placeholder=(frame.word("search-hint"));
                    kbd aria-hidden="true" { "Ctrl K" }
                }
                @if frame.shell().has_notices { (bell(frame)) }
            }
            (person(frame))
        }
    }
}

fn bell(frame: &Frame) -> Markup {
    let count = frame.visitor().map_or(0, |visitor| visitor.notices);
    html! {
        a.bell href=(NOTICES) {
            (ui::icon("bell"))
            @if count > 0 {
                span.count aria-hidden="true" { @if count > 99 { "99+" } @else { (count) } }
            }
            span.hidden { (frame.text("notices-unread", [("count", count.into())])) }
        }
    }
}

/// Who is signed in, and what they set.
fn person(frame: &Frame) -> Markup {
    html! {
        details.person {
            summary {
                @match frame.visitor() {
                    Some(visitor) => {
                        span.name { (visitor.name) }
                        @if !visitor.posts.is_empty() {
                            span.post {
                                @if visitor.chosen.is_some() { (visitor.post) } @else { (frame.word("acts-all")) }
                            }
                        }
                    }
                    None => { span.name { (frame.word("settings")) } }
                }
            }
            div.panel {
                @if let Some(visitor) = frame.visitor() {
                    p { strong { (visitor.name) } br; span.quiet { (visitor.post) } }
                    @if !visitor.posts.is_empty() { (acts_in(frame, visitor)) }
                }
                form method="post" action="/preferences" {
                    input type="hidden" name="back" value=(frame.here());
                    fieldset {
                        legend { (frame.word("language")) }
                        @for language in Language::ALL {
                            button.choice name="language" value=(language.tag()) lang=(language.tag())
                                aria-pressed=(frame.language() == language) { (language.own_name()) }
                        }
                    }
                    fieldset {
                        legend { (frame.word("theme")) }
                        @for theme in Theme::ALL {
                            button.choice name="theme" value=(theme.name())
                                aria-pressed=(frame.theme() == theme) { (frame.word(theme.key())) }
                        }
                    }
                }
                @if frame.visitor().is_some() {
                    p { a href="/account" { (frame.word("account")) } }
                    form method="post" action=(SIGN_OUT) { (ui::Button::plain(frame.word("sign-out"))) }
                } @else {
                    p { a href=(SIGN_IN) { (frame.word("sign-in")) } }
                }
            }
        }
    }
}

/// The choice of the post in which one acts.
fn acts_in(frame: &Frame, visitor: &Visitor) -> Markup {
    let all = [(String::new(), frame.word("acts-all"))];
    html! {
        form.acts method="post" action="/account/post" {
            input type="hidden" name="back" value=(frame.here());
            fieldset {
                legend { (frame.word("acts")) }
                @for (id, label) in all.iter().chain(&visitor.posts) {
                    button.choice name="post" value=(id)
                        aria-pressed=(visitor.chosen.as_deref().unwrap_or_default() == id) { (label) }
                }
            }
        }
    }
}

/// Breadcrumbs: the organisation, the pages above, this page.
fn where_am_i(page: &Page) -> Markup {
    let organisation = page.frame.shell().organisation.as_deref();
    let area = area_above(page);
    let above = area.is_some() || !page.crumbs.is_empty();
    if !above && organisation.is_none() {
        return html! {};
    }
    html! {
        nav.crumbs aria-label=(page.frame.word("crumbs")) {
            ol {
                @if let Some(organisation) = organisation { li { (organisation) } }
                @if let Some(area) = area { li { a href=(area.path) { (page.frame.word(area.title)) } } }
                @for crumb in &page.crumbs { li { a href=(crumb.href) { (crumb.title) } } }
                @if above { li aria-current="page" { (page.title) } }
            }
        }
    }
}

/// The area whose page leads to this one, or to the first one above it.
fn area_above(page: &Page) -> Option<&Place> {
    let places = &page.frame.shell().places;
    let first = page.crumbs.first().map_or(page.frame.path(), |crumb| &crumb.href);
    let (area, _) = places.iter().find(|place| place.path == first)?.below?;
    places.iter().find(|place| place.path == area && place.access.admits(page.frame.visitor()))
}

fn footer(page: &Page) -> Markup {
    let frame = &page.frame;
    html! {
        footer.foot {
            p {
                @if let Some(organisation) = &frame.shell().organisation { (organisation) " · " }
                "Sáu Rõ " (env!("CARGO_PKG_VERSION"))
            }
            @if let Some(help) = &page.help { p { a href={ "/help/" (help) } { (frame.word("help")) } } }
            p.keys-hint { (frame.word("keys-hint-before")) " " kbd { "?" } " " (frame.word("keys-hint-after")) }
        }
    }
}

/// What opens by a key: the palette and the list of keys.
fn dialogs(page: &Page) -> Markup {
    let frame = &page.frame;
    html! {
        @if frame.visitor().is_some() {
            dialog #palette aria-label=(frame.word("palette")) {
                form role="search" action="/search" {
                    input type="search" name="q" autocomplete="off" role="combobox" aria-expanded="true"
                        aria-controls="palette-list" aria-label=(frame.word("search-label"))
                        placeholder=(frame.word("search-hint"));
                }
                ul #palette-list role="listbox" aria-label=(frame.word("palette")) {}
                p.quiet { (frame.word("palette-help")) }
            }
        }
        dialog #keys aria-labelledby="keys-title" {
            h2 #keys-title { (frame.word("keys-title")) }
            dl.keys {
                div { dt { kbd { "Ctrl" } " " kbd { "K" } } dd { (frame.word("key-palette")) } }
                div { dt { kbd { "/" } } dd { (frame.word("key-search")) } }
                div { dt { kbd { "?" } } dd { (frame.word("keys-title")) } }
                div { dt { kbd { "j" } " " kbd { "k" } } dd { (frame.word("key-rows")) } }
                div { dt { kbd { "Enter" } } dd { (frame.word("key-open")) } }
                @for (key, what) in &page.keys { div { dt { kbd { (key) } } dd { (what) } } }
                @for (place, letter) in areas(frame) {
                    div { dt { kbd { "g" } " " kbd { (letter) } } dd { (frame.word(place.title)) } }
                }
            }
            form method="dialog" { (ui::Button::plain(frame.word("close"))) }
        }
    }
}

/// Sentences that scripts show.
fn words(frame: &Frame) -> Markup {
    html! {
        div #words hidden
            data-restored=(frame.word("script-restored"))
            data-discard=(frame.word("script-discard"))
            data-failed=(frame.word("script-failed"))
            data-nothing=(frame.word("script-nothing"))
            data-uploading=(frame.word("script-uploading"))
            data-passkey=(frame.word("script-passkey"))
            data-close=(frame.word("close")) {}
    }
}
