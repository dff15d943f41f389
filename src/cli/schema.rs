//! `underpin schema`

use super::args::{SchemaArgs, SchemaOf};
use super::{CLEAN, terminal};
use crate::parse::{evidence, keys, theme, waivers};

pub(super) fn run(args: &SchemaArgs) -> anyhow::Result<u8> {
    let schema = match args.of {
        SchemaOf::Report => keys::schema(),
        SchemaOf::Sources => evidence::schema(),
        SchemaOf::Waivers => waivers::schema(),
        SchemaOf::Theme => theme::schema(),
    };
    let mut text = serde_json::to_vec_pretty(&schema)?;
    text.push(b'\n');
    terminal::print(&text)?;
    Ok(CLEAN)
}
