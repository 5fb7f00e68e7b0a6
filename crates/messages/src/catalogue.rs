//! What a Fluent file has: for the tests of those who own files.

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};

/// A Fluent file that has a fault.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(String);

/// Keys of the messages of a Fluent file, each with the names of the arguments that it asks for.
///
/// # Errors
/// The file does not parse, or has a key twice.
pub fn keys(source: &str) -> Result<BTreeMap<String, BTreeSet<String>>, Unreadable> {
    let resource = fluent_syntax::parser::parse(source)
        .map_err(|(_, errors)| Unreadable(errors.iter().map(|e| format!("{e}\n")).collect()))?;
    let mut keys = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let mut names = BTreeSet::new();
            message.value.iter().for_each(|pattern| of_pattern(pattern, &mut names));
            if keys.insert(message.id.name.to_owned(), names).is_some() {
                return Err(Unreadable(format!("{} stands there twice", message.id.name)));
            }
        }
    }
    Ok(keys)
}

fn of_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, names);
        }
    }
}

fn of_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, names),
        Expression::Select { selector, variants } => {
            of_inline(selector, names);
            variants.iter().for_each(|variant| of_pattern(&variant.value, names));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, names),
        InlineExpression::FunctionReference { arguments, .. }
        | InlineExpression::TermReference { arguments: Some(arguments), .. } => {
            of_arguments(arguments, names);
        }
        _ => {}
    }
}

fn of_arguments(arguments: &CallArguments<&str>, names: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|inline| of_inline(inline, names));
    arguments.named.iter().for_each(|argument| of_inline(&argument.value, names));
}
