//! `underpin explain`

use anyhow::bail;

use super::args::ExplainArgs;
use super::{CLEAN, terminal};
use crate::rules::{self, RULES};

pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<u8> {
    match &args.rule {
        Some(name) => match rules::find(name) {
            Some(rule) => terminal::print(rule.page.as_bytes())?,
            None => bail!(unknown_rule(name)),
        },
        None => {
            let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
            let lines: String = RULES
                .iter()
                .map(|rule| format!("{:width$}  {}\n", rule.name, rule.summary()))
                .collect();
            terminal::print(lines.as_bytes())?;
        }
    }
    Ok(CLEAN)
}

/// Says that there is no such rule, and what to do.
pub(super) fn unknown_rule(name: &str) -> String {
    match rules::nearest_name(name) {
        Some(near) => format!("there is no rule `{name}`; did you mean `{near}`?"),
        None => format!("there is no rule `{name}`; `underpin explain` lists all rules"),
    }
}
