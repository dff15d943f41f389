//! The command-line program: see `underpin --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    underpin::cli::run()
}
