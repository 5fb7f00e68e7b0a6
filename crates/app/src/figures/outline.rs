//! What is asked of a unit in a round, without anything that stands there: what typed figures are held against.

use super::sheet::Sheet;
use super::turn::Place;
use crate::AppError;
use crate::permit::Permit;
use crate::permit::rights::FiguresRead;
use domain::roll_up::Series;
use domain::{CampaignId, UnitId};
use std::collections::BTreeMap;

/// What is asked.
#[derive(Debug, Default)]
pub struct Outline {
    /// The figures in the order of the form.
    pub rows: Vec<Series>,
    /// What is said about them.
    pub remarks: BTreeMap<Series, String>,
}

impl Sheet {
    /// What is asked in it.
    #[must_use]
    pub fn outline(&self) -> Outline {
        let said = self.rows.iter().filter_map(|row| Some((row.series.clone(), row.remark.clone()?)));
        Outline { rows: self.rows.iter().map(|row| row.series.clone()).collect(), remarks: said.collect() }
    }
}

impl Permit<'_, FiguresRead> {
    /// What is asked of a unit in a round.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn outline(&self, id: CampaignId, unit: UnitId) -> Result<Outline, AppError> {
        let mut read = self.person.app.database().read().await?;
        let place = Place::find(self.person, &mut read, id, unit).await?;
        let period = place.campaign.period;
        let rows = place.form()?.figures(period).map(|(series, _)| series).collect();
        Ok(Outline { rows, remarks: read.remarks(unit, period).await?.into_iter().collect() })
    }
}
