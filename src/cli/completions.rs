//! `underpin completions` and `underpin man`: what the arguments are, for shells and for `man`.

use anyhow::bail;
use clap::CommandFactory;
use clap_mangen::Man;

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::{CLEAN, terminal};

/// The name of the program.
const NAME: &str = "underpin";

/// Prints what a shell reads to complete the arguments.
pub(super) fn run(args: &CompletionsArgs) -> anyhow::Result<u8> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), NAME, &mut text);
    terminal::print(&text)?;
    Ok(CLEAN)
}

/// Prints the manual page of the program, or of one command.
pub(super) fn manual(args: &ManArgs) -> anyhow::Result<u8> {
    let mut program = Cli::command();
    // Fills in the names under which the commands are called.
    program.build();
    let source = program.render_version();
    let page = match &args.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => bail!("there is no command `{name}`; `{NAME} --help` lists all"),
        },
    };
    let mut text = Vec::new();
    Man::new(page).source(source.trim()).render(&mut text)?;
    terminal::print(&text)?;
    Ok(CLEAN)
}
