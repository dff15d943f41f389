//! Values of the manifest that have a shape of their own: file names.

use crate::model::limits::NAME_BYTES;

/// What [`is_file_name`] wants.
pub(super) const NAME_WANTED: &str = "a file name of at most 200 bytes, without folders, that begins with neither `.` nor `-` and that no system keeps for a device";

/// Whether a name can be that of an output on every system: short, without folders, not hidden, no option
/// of other programs, and no device of Windows, which are devices with any ending.
pub(super) fn is_file_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let is_port = |port: &str| {
        let number = stem.strip_prefix(port).map(|rest| rest.chars());
        number.is_some_and(|mut number| {
            matches!(number.next(), Some('0'..='9' | '¹' | '²' | '³')) && number.next().is_none()
        })
    };
    let is_device = matches!(
        stem.as_str(),
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"
    );
    !is_device
        && !is_port("com")
        && !is_port("lpt")
        && name.len() <= NAME_BYTES
        && !name.starts_with(['.', '-'])
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' '))
}

/// How many bytes texts have together.
pub(super) fn bytes_of<'t>(texts: impl IntoIterator<Item = &'t String>) -> usize {
    texts.into_iter().map(String::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_of_files() {
        assert!(is_file_name("report-1.0") && !is_file_name(".hidden") && !is_file_name("a/b"));
        assert!(!is_file_name("-rf") && is_file_name("a-rf"));
        let long = "a".repeat(NAME_BYTES);
        assert!(is_file_name(&long) && !is_file_name(&(long + "a")));
        assert!(is_file_name("console") && is_file_name("com10") && is_file_name("a.con"));
        for device in ["con", "NUL", "aux.2", "COM1", "lpt9.x", "prn .x"] {
            assert!(!is_file_name(device), "{device}");
        }
        assert!(NAME_WANTED.contains(&NAME_BYTES.to_string()));
    }
}
