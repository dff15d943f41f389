//! What the archived copies are that `sources.toml` names.
//!
//! They may be films and may be kept elsewhere, so that one which is not there is a fact and no defect.

use std::collections::BTreeMap;

use camino::Utf8Path;

use crate::model::{CopyState, Evidence, limits};
use crate::source::{Files, ReadError, sha256};

/// The state of the copy of each record that names a file, by its key.
pub(super) fn look(files: &dyn Files, records: &[Evidence]) -> BTreeMap<String, CopyState> {
    let mut left = limits::OTHER_BYTES;
    let mut found = BTreeMap::new();
    for record in records {
        let Some(archive) = &record.archive else {
            continue;
        };
        let Some(file) = &archive.file else { continue };
        let path = Utf8Path::new(&file.value);
        let state = match archive.sha256 {
            Some(_) => digest(files, path, &mut left),
            None => presence(files, path),
        };
        found.insert(record.key.value.clone(), state);
    }
    found
}

/// The digest of a file. All of them together are read up to a limit.
fn digest(files: &dyn Files, path: &Utf8Path, left: &mut u64) -> CopyState {
    let most = limits::FILE_BYTES.min(*left);
    match files.read(path, most) {
        Ok(bytes) => {
            *left = left.saturating_sub(bytes.len() as u64);
            CopyState::Digest(sha256(&bytes))
        }
        Err(error) => CopyState::Unread(error),
    }
}

/// Whether a file is there, without reading it.
fn presence(files: &dyn Files, path: &Utf8Path) -> CopyState {
    let folder = path.parent().unwrap_or(Utf8Path::new(""));
    match files.list(folder) {
        Ok(paths) if paths.iter().any(|one| one == path) => CopyState::There,
        Ok(_) => CopyState::Unread(ReadError::NotFound),
        Err(error) => CopyState::Unread(error),
    }
}
