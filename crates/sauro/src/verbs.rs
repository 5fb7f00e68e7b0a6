//! What the verbs of the command line do.

use crate::arguments::{
    Arguments, AuditArguments, BenchArguments, BenchVerb, ComposeArguments, DemoArguments, DemoVerb,
    LintArguments, LintFormat, LogArguments, LogVerb, Output, OutputFormat, ReadArguments, UserArguments,
    UserVerb, Verb,
};
use crate::failure::Failure;
use crate::input::Input;
use crate::load::{self, Loaded, Reading, Refused, load};
use crate::messages::Messages;
use crate::text::Screen;
use crate::{annotated, bench, compose, html, input, json, lint, report, server, severity, text};
use auditor::rules::RULES;
use auditor::{Audit, Severity};
use reader::Limits;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Columns where the terminal does not say.
const WIDTH: usize = 110;

/// How it went.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Outcome {
    /// Something is certainly wrong in a document, or with the site.
    certain: bool,
    /// A file was not read.
    refused: bool,
}

impl Outcome {
    fn of(reading: &Reading, audits: &[Audit]) -> Self {
        Self { certain: severity::count(audits, Severity::Certain) > 0, refused: !reading.refused.is_empty() }
    }

    /// Of a check that found all well, or something that is not.
    pub(crate) fn of_check(well: bool) -> Self {
        Self { certain: !well, refused: false }
    }

    /// The exit status.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self { refused: true, .. } => 2,
            Self { certain: true, .. } => 1,
            Self { .. } => 0,
        }
    }
}

/// Does what `arguments` ask for.
///
/// # Errors
/// Whatever kept it from being done as a whole; a file that was not read is not such a thing.
pub(crate) fn run(arguments: &Arguments, messages: &Messages) -> Result<Outcome, Failure> {
    match &arguments.verb {
        Verb::Read(arguments) => read(arguments, messages),
        Verb::Audit(arguments) => audit(arguments, messages),
        Verb::Compose(arguments) => compose(arguments, messages),
        Verb::Lint(arguments) => lint_files(arguments, messages),
        Verb::Serve(arguments) => server::serve(arguments, messages),
        Verb::Demo(DemoArguments { verb: Some(DemoVerb::Report(arguments)), .. }) => {
            server::month(arguments, messages)
        }
        Verb::Demo(arguments) => server::demo(arguments, messages),
        Verb::Bench(BenchArguments { verb: BenchVerb::Month(arguments) }) => {
            bench::month(arguments, messages)
        }
        Verb::Bench(BenchArguments { verb: BenchVerb::Storm(arguments) }) => {
            bench::storm(arguments, messages)
        }
        Verb::Backup(arguments) => server::backup(arguments, messages),
        Verb::Restore(arguments) => server::restore(arguments, messages),
        Verb::Doctor(arguments) => server::doctor(arguments, messages),
        Verb::Migrate(arguments) => server::migrate(arguments, messages),
        Verb::Openapi => openapi(messages),
        Verb::User(UserArguments { verb: UserVerb::Reset { store, name } }) => {
            server::reset_password(store, name, messages)
        }
        Verb::Log(LogArguments { verb: LogVerb::Verify(store) }) => server::verify_log(store, messages),
    }
}

fn read(arguments: &ReadArguments, messages: &Messages) -> Result<Outcome, Failure> {
    let reading = reading(&arguments.files, &arguments.output, messages)?;
    let outcome = Outcome { certain: false, refused: !reading.refused.is_empty() };
    to_standard_output(outcome, |out| match output(&arguments.output) {
        Form::Extracted => extracted(out, &reading),
        Form::Of(OutputFormat::Json) => json::read(out, &reading, messages),
        Form::Of(OutputFormat::Text) => text::read(out, &reading, &screen(messages)),
        Form::Of(OutputFormat::Html) => html::read(out, &reading, messages),
    })
}

fn audit(arguments: &AuditArguments, messages: &Messages) -> Result<Outcome, Failure> {
    if let Some(rule) = &arguments.explain {
        return explain(rule.as_deref(), messages);
    }
    if let Some(path) = &arguments.annotate {
        return annotate_file(&arguments.files, path, arguments.force, messages);
    }
    let reading = reading(&arguments.files, &arguments.output, messages)?;
    let audits = reading.audit();
    let outcome = Outcome::of(&reading, &audits);
    to_standard_output(outcome, |out| match output(&arguments.output) {
        Form::Extracted => extracted(out, &reading),
        Form::Of(OutputFormat::Json) => json::audit(out, &reading, &audits, messages),
        Form::Of(OutputFormat::Text) => text::audit(out, &reading, &audits, &screen(messages)),
        Form::Of(OutputFormat::Html) => html::audit(out, &reading, &audits, messages),
    })
}

/// Writes a document from its text form.
fn compose(arguments: &ComposeArguments, messages: &Messages) -> Result<Outcome, Failure> {
    let (from, to) = (&arguments.form, &arguments.composed);
    compose::check(from, to, arguments.overwrite)?;
    let draft = match compose::draft(from)? {
        Ok(draft) => draft,
        Err(errors) => {
            report(&compose::lines(from, &errors, messages));
            return Ok(Outcome { certain: false, refused: true });
        }
    };
    compose::write(&draft, to)?;
    let facts = [("path", to.display().to_string().into()), ("layout", compose::layout(&draft).into())];
    to_standard_output(Outcome::default(), |out| writeln!(out, "{}", messages.text("composed", facts)))
}

/// Holds .docx files against the layout of their day.
fn lint_files(arguments: &LintArguments, messages: &Messages) -> Result<Outcome, Failure> {
    let (linted, refused) = lint::lint(&arguments.linted);
    tell(&refused, messages);
    let outcome =
        Outcome { certain: linted.iter().any(|file| file.lint.certain()), refused: !refused.is_empty() };
    to_standard_output(outcome, |out| match arguments.lint_format {
        LintFormat::Text => lint::text(out, &linted, messages),
        LintFormat::Json => lint::json(out, &linted, &refused, messages),
    })
}

enum Form {
    Extracted,
    Of(OutputFormat),
}

fn output(output: &Output) -> Form {
    if output.text { Form::Extracted } else { Form::Of(output.format) }
}

/// Reads the inputs; those that could not be read are told on standard error.
fn reading(files: &[PathBuf], output: &Output, messages: &Messages) -> Result<Reading, Failure> {
    let inputs = input::collect(files)?;
    if output.text && inputs.len() > 1 {
        return Err(Failure::mistake("mistake-one-file-for-text", []));
    }
    let reading = load(&inputs, &Limits::default(), messages);
    tell(&reading.refused, messages);
    Ok(reading)
}

fn tell(refused: &[Refused], messages: &Messages) {
    let lines = refused.iter().map(|refused| {
        let path = match refused.path.as_str() {
            "-" => messages.text("standard-input", []),
            path => path.to_owned(),
        };
        let reason = refused.reason.message(messages);
        messages.text("not-read", [("path", path.into()), ("reason", reason.into())])
    });
    report(&lines.collect::<Vec<_>>());
}

fn extracted(out: &mut dyn Write, reading: &Reading) -> std::io::Result<()> {
    reading.documents.iter().try_for_each(|d| out.write_all(d.document.text.as_bytes()))
}

/// Audits one .docx file and writes it again with comments.
fn annotate_file(files: &[PathBuf], to: &Path, force: bool, messages: &Messages) -> Result<Outcome, Failure> {
    let limits = Limits::default();
    let from = annotated::check(files, to, force)?;
    let mut reading = Reading::default();
    let path = from.display().to_string();
    let bytes = load::bytes(&Input::File(from.to_owned()), &limits);
    match bytes.and_then(|bytes| Ok((load::document(&path, &bytes, &limits)?, bytes))) {
        Err(reason) => {
            reading.refused.push(Refused { path, reason });
            tell(&reading.refused, messages);
            Ok(Outcome::of(&reading, &[]))
        }
        Ok((document, bytes)) => {
            reading.documents.push(Loaded { path, document });
            let audits = reading.audit();
            let outcome = Outcome::of(&reading, &audits);
            let count = annotated::write(&reading, &audits, &bytes, to, messages)?;
            let to = to.display().to_string();
            to_standard_output(outcome, |out| {
                text::summary(out, &reading, &audits, &screen(messages))?;
                writeln!(
                    out,
                    "{}",
                    messages.text("annotated", [("count", count.into()), ("path", to.into())])
                )
            })
        }
    }
}

fn explain(rule: Option<&str>, messages: &Messages) -> Result<Outcome, Failure> {
    let screen = screen(messages);
    let Some(name) = rule else {
        return to_standard_output(Outcome::default(), |out| text::explain_all(out, &screen));
    };
    let wanted = RULES.iter().find(|r| r.id.to_string().eq_ignore_ascii_case(name) || r.name == name);
    let rule = wanted.ok_or_else(|| Failure::mistake("mistake-unknown-rule", [("rule", name.to_owned())]))?;
    to_standard_output(Outcome::default(), |out| text::explain(out, rule, &screen))
}

/// Prints the document of the programming interface.
fn openapi(messages: &Messages) -> Result<Outcome, Failure> {
    let document = web::openapi(messages.language).to_pretty_json();
    let document = document.map_err(|e| Failure::bug("server-bug", [("cause", e.to_string())]))?;
    to_standard_output(Outcome::default(), |out| writeln!(out, "{document}"))
}

fn screen(messages: &Messages) -> Screen<'_> {
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    Screen { messages, width }
}

/// Writes to standard output, without colour where it is not a terminal. That nobody reads on is not an error.
fn to_standard_output(
    outcome: Outcome,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<Outcome, Failure> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()).map_err(Failure::from) {
        Ok(()) | Err(Failure::BrokenPipe) => Ok(outcome),
        Err(failure) => Err(failure),
    }
}
