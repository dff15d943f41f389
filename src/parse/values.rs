//! Values of the manifest that have a shape of their own: file names.

/// Whether a name can be that of an output, without folders and not hidden.
pub(super) fn is_file_name(name: &str) -> bool {
    !name.starts_with('.')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_of_files() {
        assert!(is_file_name("report-1.0") && !is_file_name(".hidden") && !is_file_name("a/b"));
    }
}
