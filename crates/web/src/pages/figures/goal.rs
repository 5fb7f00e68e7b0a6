//! What is to be reached: set from a day on, ordered by a document.

use super::scope::Scope;
use super::{unit_name, words};
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Flash, Form};
use crate::{Frame, Page, Problem};
use app::rights::{FiguresDefine, FiguresRead};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::IndicatorId;
use domain::indicators::{Amount, AmountError, Decimals, Goal, Slice};
use domain::units::Order;
use maud::html;

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Page, Problem> {
    show(&frame, &who, &id, &Form::default()).await
}

async fn show(frame: &Frame, who: &Who, id: &str, form: &Form) -> Result<Page, Problem> {
    let id: IndicatorId = id.parse().map_err(|_| Problem::not_found())?;
    let scope = Scope::read(frame, who)?;
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let indicator = definitions.catalogue.get(id).ok_or_else(Problem::not_found)?;
    let person = who.person()?;
    who.permit::<FiguresDefine>()?.covers(scope.unit, &person.forest()).map_err(problem)?;
    let name = words::name(frame, &definitions.catalogue, indicator, &Slice::Whole, scope.period);
    let measure = words::measure(frame, &definitions.catalogue, indicator);
    let year = year(&scope);
    let kinds = [
        ("value".to_owned(), frame.word("indicators-goal-value")),
        ("least".to_owned(), frame.word("indicators-goal-least")),
        ("most".to_owned(), frame.word("indicators-goal-most")),
        ("range".to_owned(), frame.word("indicators-goal-range")),
    ];
    let body = html! {
        (form.summary(frame))
        form method="post" action={ "/indicators/" (id) "/goal?" (scope.here()) } {
            (form.field(Field::select("kind", frame.word("indicators-goal-kind"), kinds)))
            (form.field(Field::number("goal", format!("{} ({measure})", frame.word("indicators-goal"))).required()))
            (form.field(Field::number("high", frame.word("indicators-goal-high")).hint(frame.word("indicators-goal-high-hint"))))
            (form.field(Field::text("symbol", frame.word("indicators-order-symbol")).required().limit(60)))
            (form.field(Field::date("date", frame.word("indicators-order-date")).required()))
            (form.field(Field::text("issuer", frame.word("indicators-order-issuer")).required().limit(200)))
            p.actions { (Button::primary(frame.word("indicators-set-goal"))) }
        }
    };
    let page =
        frame.page(frame.word("indicators-set-goal")).crumb(frame.word("area-indicators"), "/indicators");
    let page = page.crumb(name.clone(), format!("/indicators/{id}?{}", scope.here()));
    let period = scope.calendars.name(year, words::language(frame));
    let page = page.lead(format!("{name} · {} · {period}", unit_name(who, scope.unit)));
    Ok(page.narrow().help("figures").status(form.status()).body(body))
}

/// The year of the period that was chosen.
fn year(scope: &Scope) -> domain::periods::Period {
    let calendars = &scope.calendars;
    let year = calendars.of(scope.period).and_then(|calendar| calendars.year_of(calendar, scope.period));
    year.unwrap_or(scope.period)
}

pub(super) async fn set(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let mut form = Form::new(pairs);
    let permit = who.permit::<FiguresDefine>()?;
    let scope = Scope::read(&frame, &who)?;
    let indicator_id: IndicatorId = id.parse().map_err(|_| Problem::not_found())?;
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let indicator = definitions.catalogue.get(indicator_id).ok_or_else(Problem::not_found)?;
    let goal = match said(&form, indicator.decimals) {
        Ok(goal) => Some(goal),
        Err((field, error)) => {
            form.wrong(field, frame.word(error.key()));
            None
        }
    };
    let date = ui::parse_date(form.typed("date"));
    if date.is_none() {
        form.wrong("date", frame.word("indicators-day-needed"));
    }
    for field in ["symbol", "issuer"] {
        if form.typed(field).is_empty() {
            form.wrong(field, frame.word("indicators-order-needed"));
        }
    }
    if let (Some(goal), Some(date), true) = (goal, date, form.is_right()) {
        let ordered_by = Order {
            symbol: form.typed("symbol").to_owned(),
            date,
            issuer: form.typed("issuer").to_owned(),
            subject: None,
        };
        match permit.set_goal((indicator_id, scope.unit), year(&scope), goal, ordered_by).await {
            Ok(()) => {
                let path = format!("/indicators/{id}?{}", scope.here());
                return Ok(frame.done(path, &Flash::done(frame.word("indicators-goal-set"))));
            }
            Err(error) => at_fields(&frame, &mut form, error)?,
        }
    }
    Ok(show(&frame, &who, &id, &form).await?.into_response())
}

/// The goal as it was typed, or which field holds no amount.
fn said(form: &Form, decimals: Decimals) -> Result<Goal, (&'static str, AmountError)> {
    let amount =
        |name: &'static str| Amount::parse_vi(form.typed(name), decimals).map_err(|error| (name, error));
    let first = amount("goal")?;
    Ok(match form.typed("kind") {
        "least" => Goal::AtLeast(first),
        "most" => Goal::AtMost(first),
        "range" => Goal::Range { low: first, high: amount("high")? },
        _ => Goal::Value(first),
    })
}
