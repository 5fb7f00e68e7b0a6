//! The command line as typed.

use crate::failure::Failure;
use crate::messages::{Language, Messages};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

// Help texts are messages (`about-…`, `help-…` of `locales/*/cli.ftl`), set in `localised`.

#[derive(Debug, Parser)]
#[command(name = "sauro", version, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[arg(long, global = true, value_parser = language_parser(), default_value_t, value_name = "vi|en")]
    pub(crate) lang: Language,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Read(ReadArguments),
    Audit(AuditArguments),
    Compose(ComposeArguments),
    Lint(LintArguments),
    Serve(Box<ServeArguments>),
    Demo(DemoArguments),
    Bench(BenchArguments),
    Backup(BackupArguments),
    Restore(RestoreArguments),
    Doctor(DoctorArguments),
    Migrate(StoreArguments),
    Openapi,
    User(UserArguments),
    Log(LogArguments),
}

#[derive(Debug, Args)]
pub(crate) struct StormArguments {
    #[arg(long, default_value_t = 3_000, value_name = "…")]
    pub(crate) units: usize,
    #[arg(long, default_value_t = 200, value_name = "…")]
    pub(crate) cells: usize,
    #[arg(long, default_value_t = 32, value_name = "…")]
    pub(crate) connections: usize,
    // No usual place and no variable: nobody's data is to be written over.
    #[arg(long = "database", value_name = "URL")]
    pub(crate) bench_database: Option<String>,
}

/// Where the data is.
#[derive(Debug, Args)]
pub(crate) struct StoreArguments {
    #[arg(
        long,
        env = "SAURO_DATABASE",
        default_value = "sqlite:sauro.db",
        value_name = "URL",
        hide_env = true
    )]
    pub(crate) database: String,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    #[command(flatten)]
    pub(crate) store: StoreArguments,
    #[command(flatten)]
    pub(crate) files: FilesArguments,
    #[command(flatten)]
    pub(crate) mail: MailArguments,
    #[command(flatten)]
    pub(crate) openid: OpenIdArguments,
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "IP:PORT")]
    pub(crate) listen: SocketAddr,
    #[arg(long, env = "SAURO_ADDRESS", value_name = "URL", hide_env = true)]
    pub(crate) address: Option<String>,
    #[arg(long, default_value = "Cơ quan", value_name = "…")]
    pub(crate) organisation: String,
    #[arg(long)]
    pub(crate) https: bool,
    #[arg(long, env = "SAURO_FORWARDED_BY", value_name = "IP[/…][,…]", hide_env = true)]
    pub(crate) forwarded_by: Option<String>,
    #[arg(long)]
    pub(crate) json_logs: bool,
    #[arg(long, value_name = "IP:PORT")]
    pub(crate) metrics: Option<SocketAddr>,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "IP:PORT")]
    pub(crate) listen: SocketAddr,
    #[arg(long, value_name = "…")]
    pub(crate) folder: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) verb: Option<DemoVerb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DemoVerb {
    /// From units' files and cells to the issued report.
    Report(MonthArguments),
}

#[derive(Debug, Args)]
pub(crate) struct MonthArguments {
    #[arg(long, default_value = "bao_cao", value_name = "…")]
    pub(crate) into: PathBuf,
}

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct BenchArguments {
    #[command(subcommand)]
    pub(crate) verb: BenchVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchVerb {
    /// From units' files and cells to the report, stage by stage.
    Month(BenchMonthArguments),
    /// All units hand up their figures at once, through the site.
    Storm(StormArguments),
}

#[derive(Debug, Args)]
pub(crate) struct BenchMonthArguments {
    #[arg(long, value_delimiter = ',', default_values_t = [118, 1_180, 3_321], value_name = "N,…")]
    pub(crate) units: Vec<usize>,
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) documents: usize,
}

/// How letters go out. As text: what is wrong with it is told without repeating it, since a password may stand in it.
#[derive(Debug, Default, Args)]
pub(crate) struct MailArguments {
    #[arg(long = "mail", env = "SAURO_MAIL", value_name = "smtp://…|folder:…", hide_env = true)]
    pub(crate) mail_place: Option<String>,
    #[arg(long, env = "SAURO_MAIL_FROM", value_name = "…@…", hide_env = true)]
    pub(crate) mail_from: Option<String>,
}

/// The other site that vouches for people. Its secret stands in a file: everybody on the machine reads the command line.
#[derive(Debug, Default, Args)]
pub(crate) struct OpenIdArguments {
    #[arg(long, env = "SAURO_OPENID_ISSUER", value_name = "URL", hide_env = true)]
    pub(crate) openid_issuer: Option<String>,
    #[arg(long, env = "SAURO_OPENID_CLIENT", value_name = "ID", hide_env = true)]
    pub(crate) openid_client: Option<String>,
    #[arg(long, env = "SAURO_OPENID_SECRET_FILE", value_name = "…", hide_env = true)]
    pub(crate) openid_secret_file: Option<PathBuf>,
    #[arg(long, env = "SAURO_OPENID_CA_FILE", value_name = "….pem", hide_env = true)]
    pub(crate) openid_ca_file: Option<PathBuf>,
    #[arg(long, env = "SAURO_OPENID_NAME", value_name = "…", hide_env = true)]
    pub(crate) openid_name: Option<String>,
}

/// Where the contents of files are; beside the database where nothing is said.
#[derive(Debug, Args)]
pub(crate) struct FilesArguments {
    #[arg(long = "files", env = "SAURO_FILES", value_name = "…", hide_env = true)]
    pub(crate) files_place: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct BackupArguments {
    #[command(flatten)]
    pub(crate) store: StoreArguments,
    #[command(flatten)]
    pub(crate) files: FilesArguments,
    #[arg(long = "force")]
    pub(crate) replace: bool,
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArguments {
    #[command(flatten)]
    pub(crate) store: StoreArguments,
    #[command(flatten)]
    pub(crate) files: FilesArguments,
    pub(crate) from: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct DoctorArguments {
    #[command(flatten)]
    pub(crate) store: StoreArguments,
    #[command(flatten)]
    pub(crate) files: FilesArguments,
}

#[derive(Debug, Args)]
pub(crate) struct UserArguments {
    #[command(subcommand)]
    pub(crate) verb: UserVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserVerb {
    Reset {
        #[command(flatten)]
        store: StoreArguments,
        name: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct LogArguments {
    #[command(subcommand)]
    pub(crate) verb: LogVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LogVerb {
    Verify(StoreArguments),
}

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct ReadArguments {
    #[command(flatten)]
    pub(crate) output: Output,
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct AuditArguments {
    #[command(flatten)]
    pub(crate) output: Output,
    #[arg(long, value_name = "OUT.docx", conflicts_with_all = ["text", "format"])]
    pub(crate) annotate: Option<PathBuf>,
    #[arg(long, requires = "annotate")]
    pub(crate) force: bool,
    #[arg(long, value_name = "R2", num_args = 0..=1)]
    pub(crate) explain: Option<Option<String>>,
    #[arg(required_unless_present = "explain", conflicts_with = "explain")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct ComposeArguments {
    #[arg(short = 'o', long = "out", value_name = "OUT.docx|OUT.pdf")]
    pub(crate) composed: PathBuf,
    #[arg(long = "force")]
    pub(crate) overwrite: bool,
    pub(crate) form: PathBuf,
}

#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct LintArguments {
    #[arg(long = "format", value_enum, default_value_t, value_name = "text|json")]
    pub(crate) lint_format: LintFormat,
    #[arg(required = true)]
    pub(crate) linted: Vec<PathBuf>,
}

/// Form of what `lint` tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintFormat {
    /// To read in a terminal.
    #[default]
    Text,
    /// For machines.
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Output {
    #[arg(long, value_enum, default_value_t, value_name = "text|json|html")]
    pub(crate) format: OutputFormat,
    #[arg(long, conflicts_with = "format")]
    pub(crate) text: bool,
}

/// Form of the result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// To read in a terminal.
    #[default]
    Text,
    /// For machines.
    Json,
    /// One page to look at and print.
    Html,
}

/// What the command line asks for.
pub(crate) enum Asked {
    /// To do something.
    Do(Arguments),
    /// To see help or the version, on standard output.
    Show(String),
}

/// What `--lang` takes.
fn language_parser() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::tag)).try_map(|tag| tag.parse::<Language>())
}

/// The language asked for, also when the rest of the command line is wrong.
pub(crate) fn language(arguments: &[OsString]) -> Language {
    let mut values = arguments.iter().filter_map(|a| a.to_str());
    while let Some(argument) = values.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => values.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(language) = value.and_then(|v| v.parse().ok()) {
            return language;
        }
    }
    Language::default()
}

/// Reads the command line.
///
/// # Errors
/// A mistake that says which argument is wrong.
pub(crate) fn parse(arguments: &[OsString], messages: &Messages) -> Result<Asked, Failure> {
    let matches = localised(Arguments::command(), messages).try_get_matches_from(arguments);
    match matches.and_then(|m| Arguments::from_arg_matches(&m)) {
        Ok(arguments) => Ok(Asked::Do(arguments)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Ok(Asked::Show(error.render().to_string()))
            }
            _ => Err(mistake(&error)),
        },
    }
}

/// The command with help in the language of `messages`.
fn localised(command: Command, messages: &Messages) -> Command {
    let name = command.get_name().to_owned();
    let about = if name == "sauro" { "about".to_owned() } else { format!("about-{name}") };
    let heading = |key: &str| messages.text(key, []);
    let mut template = format!("{{about}}\n\n{}: {{usage}}\n", heading("heading-usage"));
    if command.has_subcommands() {
        template.push_str(&format!("\n{}:\n{{subcommands}}\n", heading("heading-commands")));
    } else {
        template.push_str(&format!("\n{}:\n{{positionals}}\n", heading("heading-arguments")));
    }
    template.push_str(&format!("\n{}:\n{{options}}{{after-help}}\n", heading("heading-options")));
    let mut command = command
        .about(messages.text(&about, []))
        .override_usage(messages.text(&format!("usage-{name}"), []))
        .after_help(messages.text("after-help", []))
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help));
    if name == "sauro" {
        command = command.arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    }
    command
        .mut_args(|argument| {
            let help = messages.text(&format!("help-{}", argument.get_id()), []);
            let valued = argument.get_action().takes_values();
            let argument = argument.help(help).hide_default_value(valued).hide_possible_values(valued);
            match argument.get_id().as_str() {
                "files" => argument.value_name(messages.text("value-files", [])),
                "name" => argument.value_name(messages.text("value-name", [])),
                "form" => argument.value_name(messages.text("value-form", [])),
                "linted" => argument.value_name(messages.text("value-linted", [])),
                "out" | "from" => argument.value_name(messages.text("value-backup", [])),
                _ => argument,
            }
        })
        .mut_subcommands(|sub| localised(sub, messages))
}

/// The sentence for what clap found wrong.
fn mistake(error: &clap::Error) -> Failure {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = ("argument", context(ContextKind::InvalidArg));
    match error.kind() {
        ErrorKind::UnknownArgument => Failure::mistake("mistake-unknown-argument", [argument]),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            Failure::mistake("mistake-missing-value", [argument])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Failure::mistake(
            "mistake-invalid-value",
            [
                argument,
                ("value", context(ContextKind::InvalidValue)),
                ("possible", context(ContextKind::ValidValue)),
            ],
        ),
        ErrorKind::MissingRequiredArgument => Failure::mistake("mistake-missing", [argument]),
        ErrorKind::InvalidSubcommand => Failure::mistake(
            "mistake-unknown-command",
            [("command", context(ContextKind::InvalidSubcommand))],
        ),
        ErrorKind::ArgumentConflict => {
            Failure::mistake("mistake-conflict", [argument, ("other", context(ContextKind::PriorArg))])
        }
        _ => Failure::mistake("mistake-command-line", []),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Result<Asked, Failure> {
        let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        parse(&arguments, &Messages::new(language(&arguments)))
    }

    fn key(line: &str) -> &'static str {
        match asked(line) {
            Err(Failure::Mistake(sentence)) => sentence.key,
            _ => "none",
        }
    }

    #[test]
    fn the_derived_command_is_sound() {
        localised(Arguments::command(), &Messages::new(Language::Vi)).debug_assert();
    }

    #[test]
    fn every_mistake_has_its_own_sentence() {
        assert_eq!(key("sauro audit --colour x.txt"), "mistake-unknown-argument");
        assert_eq!(key("sauro audit --format xml x.txt"), "mistake-invalid-value");
        assert_eq!(key("sauro audit x.txt --format"), "mistake-missing-value");
        assert_eq!(key("sauro read --format json"), "mistake-missing");
        assert_eq!(key("sauro issue"), "mistake-unknown-command");
        assert_eq!(key("sauro read --text --format json x.txt"), "mistake-conflict");
    }

    #[test]
    fn verbs_have_verbs_of_their_own() {
        let Ok(Asked::Do(Arguments { verb: Verb::Log(log), .. })) =
            asked("sauro log verify --database sqlite:x.db")
        else {
            panic!("log verify")
        };
        let LogVerb::Verify(store) = log.verb;
        assert_eq!(store.database, "sqlite:x.db");
        assert_eq!(key("sauro user forget an"), "mistake-unknown-command");
    }

    #[test]
    fn a_rule_may_be_named_or_not() {
        for (line, rule) in [("sauro audit --explain", None), ("sauro audit --explain R2", Some("R2"))] {
            let Ok(Asked::Do(Arguments { verb: Verb::Audit(audit), .. })) = asked(line) else {
                panic!("{line}")
            };
            assert_eq!(audit.explain, Some(rule.map(str::to_owned)));
        }
    }

    #[test]
    fn the_language_is_known_before_the_rest() {
        assert_eq!(
            language(&["sauro".into(), "--lang".into(), "en".into(), "--nonsense".into()]),
            Language::En
        );
        assert_eq!(language(&["sauro".into(), "--lang=en".into()]), Language::En);
        assert_eq!(language(&["sauro".into(), "--lang=fr".into()]), Language::Vi);
    }

    #[test]
    fn help_speaks_the_language() {
        for (line, words) in [("sauro audit --help", "Cách dùng"), ("sauro audit --help --lang en", "Usage")]
        {
            let Ok(Asked::Show(text)) = asked(line) else { panic!("{line}") };
            assert!(text.contains(words), "{text}");
        }
        insta::assert_snapshot!(match asked("sauro audit --help") {
            Ok(Asked::Show(text)) => text,
            _ => String::new(),
        });
    }
}
