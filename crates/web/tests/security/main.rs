//! The safety of the site: the real application on SQLite, a small organisation, an account for every role, and requests
//! as somebody would send them who means harm.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod api;
mod api_account;
mod api_document;
mod api_register;
mod api_reports;
mod api_tasks;
mod api_tokens;
mod city;
mod contract;
mod delegation;
mod documents;
mod import;
mod intake;
mod openid;
mod own;
mod passkeys;
mod registers;
mod reports;
mod requests;
mod roles;
mod samples;
mod sessions;
mod tasks;
mod tries;
mod units;
