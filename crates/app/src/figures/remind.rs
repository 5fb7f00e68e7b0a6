//! Those who have not handed up their figures are reminded, by the days of their round.

use crate::jobs::JobError;
use crate::notices::Event;
use crate::tasks::holders;
use crate::{App, AppError};
use domain::collection::{State, reminder};
use domain::rights::Right;

/// Rounds that are looked at, the latest first.
const ROUNDS: u32 = 60;

/// Tells everybody who fills in for a unit that is asked and has not handed up, where today is a day for it. On one day nobody is told
/// the same twice.
pub(crate) async fn run(app: &App) -> Result<(), JobError> {
    let today = app.today();
    let mut work = app.database().work().await?;
    let definitions = app.definitions(&mut work).await?;
    let organisation = app.organisation(&mut work).await?;
    for round in work.campaign_rows(ROUNDS).await? {
        let Some(form) = definitions.form(round.form) else { continue };
        for standing in work.standings(round.id).await? {
            let open = matches!(standing.state, State::Draft | State::Returned);
            let Some(left) = reminder(standing.due, today).filter(|_| open) else { continue };
            let unit = organisation.history().last_known(standing.unit);
            let event = Event::Figures {
                round: round.id,
                unit: standing.unit,
                name: unit.map(|unit| unit.label().to_owned()).unwrap_or_default(),
                form: form.vi.clone(),
                due: standing.due.strftime("%d/%m/%Y").to_string(),
                left,
            };
            let message = serde_json::to_string(&event).map_err(|e| AppError::Bug(e.to_string()))?;
            for account in holders(app, &mut work, standing.unit, Right::FiguresEnter).await? {
                if !work.has_notice(account, &message).await? {
                    app.tell_account(&mut work, account, &event, app.now()).await?;
                }
            }
        }
    }
    Ok(work.commit().await?)
}
