//! The use cases: permission → rule → transaction → log, in one place. Pages, API, command line and jobs all call these.
//!
//! [`App`] is the installation. A request comes from an [`Origin`] and, with the token of a session, becomes a [`Visit`]; a visit of somebody who is signed
//! in holds a [`Person`]. What a person may do is a type: [`Person::permit`] gives a [`Permit`] for a right or an error, and the deeds that need a right are
//! methods of its permit, so that without it there is no function to call.
//!
//! ```text
//! person.permit::<UnitsChange>()?.enter(request).await?
//! ```

mod app;
mod clock;
pub mod doctor;
pub mod documents;
mod error;
pub mod figures;
mod files;
mod first_start;
pub mod jobs;
mod keyed;
mod log;
pub mod mail;
pub mod notices;
mod organisation;
mod origin;
pub mod people;
mod permit;
pub mod reports;
pub mod sign_in;
mod table;
pub mod tasks;
pub mod tokens;
pub mod units;
mod views;
mod working_days;

pub use app::{App, Config};
pub use clock::{Clock, system_clock};
pub use error::{AppError, Fault, Thing, first_cause, with_causes};
pub use files::Kept;
pub use first_start::{FirstStart, Root};
pub use keyed::KEPT;
pub use mail::Mail;
pub use organisation::Organisation;
pub use origin::Origin;
pub use permit::{HalfSigned, Permission, Permit, Person, Visit, rights};
pub use store::LogCheck;
pub use table::{TableColumn, TableError};
