//! Which addresses become links.

/// Whether an address leads out of the report to somewhere a reader can go. An address that runs
/// something, holds something or names a file of one machine does not.
pub fn is_followed(url: &str) -> bool {
    let begin = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    ["http://", "https://", "mailto:", "doi:", "urn:", "tel:"]
        .iter()
        .any(|scheme| begin.starts_with(scheme))
}
