//! How a unit numbers and signs what it issues.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use domain::UnitId;
use domain::documents::Register;
use sqlx::{query, query_as};
use vitext::symbol::System;

const ONE: &str = "SELECT system, code, issuer, place, office FROM register WHERE unit = $1";
const ALL: &str = "SELECT unit, system, code, issuer, place, office FROM register ORDER BY unit";
const PUT: &str =
    "INSERT INTO register (unit, system, code, issuer, place, office) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (unit) DO UPDATE SET system = excluded.system, code = excluded.code, issuer = excluded.issuer,
        place = excluded.place, office = excluded.office";

type Row = (String, String, String, String, String);

impl Read {
    /// The register of a unit; none where it keeps none.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn register(&mut self, unit: UnitId) -> Result<Option<Register>, StoreError> {
        let row: Option<Row> = on!(self, c => query_as(ONE).bind(unit.get()).fetch_optional(c).await?);
        row.map(register).transpose()
    }

    /// The units that keep a register, and how.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn registers(&mut self) -> Result<Vec<(UnitId, Register)>, StoreError> {
        let rows: Vec<(i64, String, String, String, String, String)> =
            on!(self, c => query_as(ALL).fetch_all(c).await?);
        let row = |(unit, system, code, issuer, place, office)| {
            Ok((UnitId::new(unit), register((system, code, issuer, place, office))?))
        };
        rows.into_iter().map(row).collect()
    }
}

impl Work {
    /// Keeps how a unit numbers and signs.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_register(&mut self, unit: UnitId, register: &Register) -> Result<(), StoreError> {
        let system = match register.system {
            System::Party => "party",
            System::State => "state",
        };
        on!(self, c => query(PUT)
            .bind(unit.get())
            .bind(system)
            .bind(&register.code)
            .bind(&register.issuer)
            .bind(&register.place)
            .bind(&register.office)
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }
}

fn register((system, code, issuer, place, office): Row) -> Result<Register, StoreError> {
    let system = match system.as_str() {
        "party" => System::Party,
        "state" => System::State,
        _ => return Err(StoreError::damaged("register.system", system)),
    };
    Ok(Register { system, code, issuer, place, office })
}
