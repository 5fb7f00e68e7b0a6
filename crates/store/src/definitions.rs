//! What figures mean: measures, breakdowns, indicators, forms, rules. Read together, and checked together by the rules.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use domain::collection::{Form, RuleCode, RuleText};
use domain::indicators::{Breakdown, Indicator, Measure};
use domain::{FormId, IndicatorId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{query, query_as, query_scalar};

const REVISION: &str = "SELECT number FROM definition_revision";
const NEXT_REVISION: &str = "UPDATE definition_revision SET number = number + 1";
const MEASURES: &str = "SELECT body FROM measure ORDER BY code";
const BREAKDOWNS: &str = "SELECT body FROM breakdown ORDER BY code";
const INDICATORS: &str = "SELECT id, body FROM indicator ORDER BY id";
const FORMS: &str = "SELECT id, body FROM form ORDER BY id";
const RULES: &str = "SELECT id, body FROM figure_rule ORDER BY id";
const SET_MEASURE: &str = "INSERT INTO measure (code, body) VALUES ($1, $2)
    ON CONFLICT (code) DO UPDATE SET body = excluded.body";
const SET_BREAKDOWN: &str = "INSERT INTO breakdown (code, body) VALUES ($1, $2)
    ON CONFLICT (code) DO UPDATE SET body = excluded.body";
const SET_INDICATOR: &str = "INSERT INTO indicator (code, body) VALUES ($1, $2)
    ON CONFLICT (code) DO UPDATE SET body = excluded.body RETURNING id";
const SET_FORM: &str = "INSERT INTO form (code, body) VALUES ($1, $2)
    ON CONFLICT (code) DO UPDATE SET body = excluded.body RETURNING id";
const SET_RULE: &str = "INSERT INTO figure_rule (code, body) VALUES ($1, $2)
    ON CONFLICT (code) DO UPDATE SET body = excluded.body RETURNING id";
const REMOVE_RULE: &str = "DELETE FROM figure_rule WHERE code = $1 RETURNING id";

impl Read {
    /// A number that differs after every change of a definition: what was read at the same number is the same.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn definitions_revision(&mut self) -> Result<i64, StoreError> {
        Ok(on!(self, c => query_scalar(REVISION).fetch_one(c).await?))
    }

    /// All measures and breakdowns.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn measures(&mut self) -> Result<(Vec<Measure>, Vec<Breakdown>), StoreError> {
        let measures: Vec<String> = on!(self, c => query_scalar(MEASURES).fetch_all(c).await?);
        let breakdowns: Vec<String> = on!(self, c => query_scalar(BREAKDOWNS).fetch_all(c).await?);
        let measures = measures.iter().map(|body| read("measure.body", body)).collect::<Result<_, _>>()?;
        let breakdowns =
            breakdowns.iter().map(|body| read("breakdown.body", body)).collect::<Result<_, _>>()?;
        Ok((measures, breakdowns))
    }

    /// All indicators, by id.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn indicators(&mut self) -> Result<Vec<Indicator>, StoreError> {
        let rows: Vec<(i64, String)> = on!(self, c => query_as(INDICATORS).fetch_all(c).await?);
        let indicator = |(id, body): (i64, String)| {
            Ok(Indicator { id: IndicatorId::new(id), ..read("indicator.body", &body)? })
        };
        rows.into_iter().map(indicator).collect()
    }

    /// All forms, by id.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn forms(&mut self) -> Result<Vec<Form>, StoreError> {
        let rows: Vec<(i64, String)> = on!(self, c => query_as(FORMS).fetch_all(c).await?);
        let form = |(id, body): (i64, String)| Ok(Form { id: FormId::new(id), ..read("form.body", &body)? });
        rows.into_iter().map(form).collect()
    }

    /// All rules as they are written, each with its number.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn rules(&mut self) -> Result<Vec<(i64, RuleText)>, StoreError> {
        let rows: Vec<(i64, String)> = on!(self, c => query_as(RULES).fetch_all(c).await?);
        rows.into_iter().map(|(id, body)| Ok((id, read("figure_rule.body", &body)?))).collect()
    }
}

impl Work {
    /// Keeps a measure, in place of the one with its code.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_measure(&mut self, measure: &Measure) -> Result<(), StoreError> {
        let body = write("measure.body", measure)?;
        on!(self, c => query(SET_MEASURE).bind(measure.code.as_str()).bind(&body).execute(c).await.map(drop)?);
        self.definitions_changed().await
    }

    /// Keeps a breakdown, in place of the one with its code.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_breakdown(&mut self, breakdown: &Breakdown) -> Result<(), StoreError> {
        let body = write("breakdown.body", breakdown)?;
        on!(self, c => query(SET_BREAKDOWN).bind(breakdown.code.as_str()).bind(&body).execute(c).await.map(drop)?);
        self.definitions_changed().await
    }

    /// Keeps an indicator, in place of the one with its code, and gives its id; the id that it comes with is not looked at.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_indicator(&mut self, indicator: &Indicator) -> Result<IndicatorId, StoreError> {
        let body = write("indicator.body", indicator)?;
        let code = indicator.code.as_str();
        let id: i64 = on!(self, c => query_scalar(SET_INDICATOR).bind(code).bind(&body).fetch_one(c).await?);
        self.definitions_changed().await?;
        Ok(IndicatorId::new(id))
    }

    /// Keeps a form, in place of the one with its code, and gives its id; the id that it comes with is not looked at.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_form(&mut self, form: &Form) -> Result<FormId, StoreError> {
        let body = write("form.body", form)?;
        let code = form.code.to_string();
        let id: i64 = on!(self, c => query_scalar(SET_FORM).bind(&code).bind(&body).fetch_one(c).await?);
        self.definitions_changed().await?;
        Ok(FormId::new(id))
    }

    /// Keeps a rule, in place of the one with its code, and gives its number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_rule(&mut self, rule: &RuleText) -> Result<i64, StoreError> {
        let (code, body) = (rule.code.to_string(), write("figure_rule.body", rule)?);
        let id = on!(self, c => query_scalar(SET_RULE).bind(&code).bind(&body).fetch_one(c).await?);
        self.definitions_changed().await?;
        Ok(id)
    }

    /// Takes a rule away, and gives the number that it had; none where there is no such rule.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_rule(&mut self, code: &RuleCode) -> Result<Option<i64>, StoreError> {
        let code = code.to_string();
        let id = on!(self, c => query_scalar(REMOVE_RULE).bind(&code).fetch_optional(c).await?);
        self.definitions_changed().await?;
        Ok(id)
    }

    async fn definitions_changed(&mut self) -> Result<(), StoreError> {
        on!(self, c => query(NEXT_REVISION).execute(c).await.map(drop)?);
        Ok(())
    }
}

fn write(what: &'static str, value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::damaged(what, e))
}

fn read<T: DeserializeOwned>(what: &'static str, body: &str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(|e| StoreError::damaged(what, e))
}
