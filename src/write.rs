//! Writes finished files: all of them or none. The only module that writes.

#![allow(clippy::disallowed_methods, reason = "the module that writes files")]

use std::fs;
use std::io::{self, Write};

use camino::{Utf8Path, Utf8PathBuf};
use tempfile::NamedTempFile;

use crate::pipeline::Artifact;

/// Why nothing was written.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder.
    pub path: Utf8PathBuf,
    /// What the operating system said.
    pub error: io::Error,
}

/// Writes artifacts into a folder, which is made if it is not there.
///
/// Every file is first written beside its place and flushed to disk; only when all are complete do
/// they take their names. If one cannot take its name, those that did get their old contents back.
///
/// # Errors
/// The first file that could not be written. The folder then holds what it held before.
pub fn write_all(
    folder: &Utf8Path,
    artifacts: &[Artifact],
) -> Result<Vec<Utf8PathBuf>, WriteError> {
    let fail = |path: &Utf8Path| {
        let path = path.to_owned();
        move |error| WriteError { path, error }
    };
    fs::create_dir_all(folder).map_err(fail(folder))?;
    let mut staged = Vec::new();
    for artifact in artifacts {
        let path = folder.join(&artifact.name);
        let mut file = NamedTempFile::with_prefix_in(".underpin-", folder).map_err(fail(&path))?;
        file.write_all(&artifact.bytes).map_err(fail(&path))?;
        readable_by_all(&file).map_err(fail(&path))?;
        file.as_file().sync_all().map_err(fail(&path))?;
        staged.push((path, file));
    }
    let mut placed: Vec<(Utf8PathBuf, Option<NamedTempFile>)> = Vec::new();
    for (path, file) in staged {
        match place(folder, &path, file) {
            Ok(old) => placed.push((path, old)),
            Err(error) => {
                for (path, old) in placed.into_iter().rev() {
                    put_back(&path, old);
                }
                return Err(WriteError { path, error });
            }
        }
    }
    Ok(placed.into_iter().map(|(path, _)| path).collect())
}

/// Gives a complete file its name, and keeps what had the name before.
fn place(
    folder: &Utf8Path,
    path: &Utf8Path,
    file: NamedTempFile,
) -> io::Result<Option<NamedTempFile>> {
    let old = if path.exists() {
        let keep = NamedTempFile::with_prefix_in(".underpin-", folder)?;
        fs::copy(path, keep.path())?;
        Some(keep)
    } else {
        None
    };
    file.persist(path).map_err(|failed| failed.error)?;
    Ok(old)
}

/// Undoes one [`place`]. There is nobody to tell if this fails too: the first failure is told.
fn put_back(path: &Utf8Path, old: Option<NamedTempFile>) {
    match old {
        Some(old) => drop(old.persist(path)),
        None => drop(fs::remove_file(path)),
    }
}

/// Temporary files are private; finished ones are not.
#[cfg(unix)]
fn readable_by_all(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file()
        .set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(name: &str, text: &str) -> Artifact {
        Artifact {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn all_files_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        write_all(root, &[artifact("a", "1"), artifact("b", "1")]).unwrap();
        // A folder where a file should go: the last of three cannot take its name.
        fs::create_dir(root.join("c")).unwrap();
        fs::write(root.join("c").join("x"), "").unwrap();
        let new = [artifact("a", "2"), artifact("d", "2"), artifact("c", "2")];
        let error = write_all(root, &new).unwrap_err();
        assert_eq!(error.path, root.join("c"));
        assert_eq!(fs::read_to_string(root.join("a")).unwrap(), "1");
        assert_eq!(fs::read_to_string(root.join("b")).unwrap(), "1");
        let mut left: Vec<String> = root
            .read_dir_utf8()
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_owned())
            .collect();
        left.sort();
        assert_eq!(left, ["a", "b", "c"], "no temporary file stays behind");
    }
}
