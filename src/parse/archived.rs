//! Reads `archive` of a record of `sources.toml`: the copy that was kept of a source.

use toml::Spanned;
use toml::de::DeValue;

use super::tables::{Reader, Table};
use crate::model::{Archive, DefectKind};
use crate::source::Located;

/// What a copy can have. `by` and `tool` are kept with the record.
const KEYS: &[&str] = &["file", "sha256", "captured", "by", "tool", "url"];

/// Reads the value of `archive`: a table, or the path of the file alone.
pub(super) fn read(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    prefix: &str,
) -> Option<Archive> {
    match value.get_ref() {
        DeValue::String(path) => Some(Archive {
            file: Some(Located::new(path.to_string(), reader.span(value))),
            ..Archive::default()
        }),
        DeValue::Table(table) => Some(from_table(reader, table, &format!("{prefix}archive."))),
        _ => {
            let expected = "a table such as `{ file = \"…\", sha256 = \"…\" }`";
            reader.wrong(&format!("{prefix}archive"), expected, value);
            None
        }
    }
}

fn from_table(reader: &mut Reader<'_>, table: &Table<'_>, prefix: &str) -> Archive {
    for (name, _) in table {
        let key = name.get_ref().as_ref();
        if !KEYS.contains(&key) {
            let kind = DefectKind::UnknownKey {
                key: format!("{prefix}{key}"),
                known: KEYS.to_vec(),
            };
            reader.defect(kind, name.span());
        }
    }
    for key in ["by", "tool"] {
        reader.text(table, prefix, key);
    }
    Archive {
        file: reader.text(table, prefix, "file"),
        sha256: digest(reader, table, prefix),
        captured: reader.any_date(table, prefix, "captured"),
        url: reader.text(table, prefix, "url"),
    }
}

fn digest(reader: &mut Reader<'_>, table: &Table<'_>, prefix: &str) -> Option<Located<String>> {
    /// How many digits a digest has.
    const DIGITS: usize = 64;
    let mut written = reader.text(table, prefix, "sha256")?;
    let is_digest =
        written.value.len() == DIGITS && written.value.bytes().all(|b| b.is_ascii_hexdigit());
    if !is_digest {
        let expected = "64 hexadecimal digits, as `sha256sum` prints them";
        reader.bad(&format!("{prefix}sha256"), &written, expected);
        return None;
    }
    written.value.make_ascii_lowercase();
    Some(written)
}
