//! `underpin schema`

use super::{CLEAN, terminal};
use crate::parse::keys;

pub(super) fn run() -> anyhow::Result<u8> {
    let mut text = serde_json::to_vec_pretty(&keys::schema())?;
    text.push(b'\n');
    terminal::print(&text)?;
    Ok(CLEAN)
}
