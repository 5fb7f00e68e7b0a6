//! What the use cases refuse, as a program is told: the sentences that a person would read, at the fields of the request.

use super::call::Call;
use crate::{Kind, Problem};
use app::AppError;
use messages::FluentValue;

impl Call {
    /// The problem that an error is.
    pub(super) fn problem(&self, error: AppError) -> Problem {
        match error {
            AppError::Refused { faults } => {
                faults.iter().fold(Problem::new(Kind::Invalid), |problem, fault| {
                    let arguments = fault.arguments.iter();
                    let arguments = arguments.map(|(name, value)| (*name, FluentValue::from(value.as_str())));
                    let sentence = self.frame.messages().format(&fault.key, arguments);
                    problem.field(fault.field.unwrap_or_default(), sentence)
                })
            }
            AppError::Changed => Problem::new(Kind::Precondition),
            AppError::Wait { until } => {
                let now = self.person().map_or(until, |person| person.app().now());
                let seconds = until.duration_since(now).as_secs().max(1);
                Problem::too_many(u32::try_from(seconds).unwrap_or(u32::MAX))
            }
            other => crate::pages::failure::problem(other),
        }
    }
}
