//! The command line: arguments in, exit code out. One file a command.

mod apart;
mod args;
mod build;
mod check;
mod claims;
mod completions;
mod coverage;
mod explain;
mod findings;
mod fix;
mod guard;
mod input;
mod licenses;
mod new;
mod progress;
mod schema;
mod template;
mod terminal;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use args::{Bounds, Cli, Command};

/// The check passed.
const CLEAN: u8 = 0;
/// There are findings at error level.
const FINDINGS: u8 = 1;
/// The program could not do what was asked.
const CANNOT_RUN: u8 = 2;
/// Somebody interrupted it: what shells give for Ctrl-C.
const INTERRUPTED: u8 = 130;

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    // clap itself leaves with 2 when the arguments are wrong, which is what 2 means here.
    let cli = Cli::parse();
    let bounds = match cli.command {
        // It goes on until somebody ends it, and ends by itself then.
        Command::Watch(_) => Bounds {
            timeout: 0,
            ..cli.bounds
        },
        _ => {
            guard::end_when_interrupted();
            cli.bounds
        }
    };
    let result = guard::run(bounds, move || command(&cli.command));
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            terminal::complain(&error);
            ExitCode::from(CANNOT_RUN)
        }
    }
}

fn command(command: &Command) -> anyhow::Result<u8> {
    terminal::given_day()?;
    match command {
        Command::Check(args) => check::run(args),
        Command::Build(args) => build::run(args),
        Command::Claims(args) => claims::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Coverage(args) => coverage::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Licenses(args) => licenses::run(args),
        Command::Man(args) => completions::manual(args),
        Command::New(args) => new::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Template(args) => template::run(args),
        Command::Watch(args) => watch::run(args),
    }
}
