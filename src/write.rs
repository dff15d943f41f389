//! Writes finished files: all of them or none. The only module that writes.

#![allow(clippy::disallowed_methods, reason = "the module that writes files")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use camino::{Utf8Path, Utf8PathBuf};
use tempfile::{Builder, NamedTempFile, TempDir, TempPath};

use crate::pipeline::Artifact;
use crate::repair::Change;

/// Why nothing was written.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder.
    pub path: Utf8PathBuf,
    /// What the operating system said.
    pub error: io::Error,
}

/// How the names of files and folders begin that are there only while others are written.
const PREFIX: &str = ".underpin-writing-";

/// The folder with the files of a build that are complete and have not all taken their names.
const COMPLETE: &str = ".underpin-complete";

/// The file that stands for a folder where none can be locked itself.
#[cfg(any(test, not(unix)))]
const LOCK: &str = ".underpin-lock";

/// Held while files are written; whether any were.
static WRITING: Mutex<bool> = Mutex::new(false);

/// Waits until no file is being written, and keeps others from being begun while the guard lives. The guard
/// holds whether any file has been written so far.
pub fn pause() -> MutexGuard<'static, bool> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Like [`pause`], but returns `None` at once if a file is being written.
pub fn try_pause() -> Option<MutexGuard<'static, bool>> {
    match WRITING.try_lock() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

/// Writes artifacts into a folder, which is made if it is not there.
///
/// All files are first written into a folder beside their places, and to disk. One renaming makes
/// this folder a complete one: from then on the files take their names, here or, should the program
/// be killed, in the next [`recover`]. If one cannot take its name, those that did get their old
/// contents back. Whoever else writes into the folder waits.
///
/// # Errors
/// The first file that could not be written. The folder then holds what it held before.
pub fn write_all(
    folder: &Utf8Path,
    artifacts: &[Artifact],
) -> Result<Vec<Utf8PathBuf>, WriteError> {
    fs::create_dir_all(folder).map_err(fail(folder))?;
    let _lock = lock(folder);
    let mut written = pause();
    clean(folder);
    let mut paths = Vec::new();
    let staged = TempDir::with_prefix_in(PREFIX, folder).map_err(fail(folder))?;
    for artifact in artifacts {
        let path = folder.join(&artifact.name);
        if path.is_dir() {
            return Err(fail(&path)(io::ErrorKind::IsADirectory.into()));
        }
        let beside = staged.path().join(&artifact.name);
        write_to_disk(&beside, &artifact.bytes).map_err(fail(&path))?;
        paths.push(path);
    }
    let complete = folder.join(COMPLETE);
    fs::rename(staged.path(), &complete).map_err(fail(&complete))?;
    // It has another name now, and is not deleted by this one.
    let _ = staged.keep();
    let placed = place_all(&complete, &paths);
    let _ = fs::remove_dir_all(&complete);
    placed?;
    *written = true;
    Ok(paths)
}

/// The first part of a path that is a link, where somebody else may have laid it: all parts of a path
/// that starts from the folder the program runs in, or leads into it, and the last one of any path.
pub fn link_in(folder: &Utf8Path) -> Option<Utf8PathBuf> {
    let is_link =
        |path: &Utf8Path| fs::symlink_metadata(path).is_ok_and(|facts| facts.is_symlink());
    let here = Utf8Path::new(".").canonicalize_utf8().ok();
    let is_below = |path: &Utf8Path| {
        here.as_ref()
            .is_none_or(|here| path.starts_with(here) && path != here)
    };
    // Without the slash at its end, which would follow a link.
    let folder: Utf8PathBuf = folder.components().collect();
    let mut above: Vec<&Utf8Path> = folder
        .ancestors()
        .filter(|path| *path == folder || path.is_relative() || is_below(path))
        .collect();
    above.reverse();
    above
        .into_iter()
        .find(|path| is_link(path))
        .map(Utf8Path::to_owned)
}

/// The first link on the way to a file, where somebody else may have laid it: in a path that starts from the
/// folder the program runs in, or leads into it. The file itself may be a link: it is replaced.
pub fn link_before(file: &Utf8Path) -> Option<Utf8PathBuf> {
    let folder = folder_of(file);
    let here = Utf8Path::new(".").canonicalize_utf8().ok();
    let is_elsewhere = |here: &Utf8PathBuf| folder.is_absolute() && !folder.starts_with(here);
    match here.as_ref().is_some_and(is_elsewhere) {
        true => None,
        false => link_in(folder),
    }
}

/// The first of some files that one of the artifacts would replace.
pub fn replaced(
    folder: &Utf8Path,
    artifacts: &[Artifact],
    files: impl IntoIterator<Item = Utf8PathBuf>,
) -> Option<Utf8PathBuf> {
    let real = |path: &Utf8Path| path.canonicalize_utf8().ok();
    let places: BTreeSet<Utf8PathBuf> = artifacts
        .iter()
        .filter_map(|artifact| real(&folder.join(&artifact.name)))
        .collect();
    files
        .into_iter()
        .find(|file| real(file).is_some_and(|file| places.contains(&file)))
}

/// Whether a file that is to be written is one of some others.
pub fn is_one_of(path: &Utf8Path, files: impl IntoIterator<Item = Utf8PathBuf>) -> bool {
    let Ok(real) = path.canonicalize_utf8() else {
        return false;
    };
    let mut files = files.into_iter();
    files.any(|file| file.canonicalize_utf8().is_ok_and(|file| file == real))
}

/// Finishes what a killed run has left in a folder: files that were complete take their names,
/// others are deleted. Does nothing while somebody writes into the folder.
pub fn recover(folder: &Utf8Path) {
    if let Ok(open) = to_lock(folder)
        && open.try_lock().is_ok()
    {
        let _written = pause();
        clean(folder);
    }
}

/// Writes one file in a folder that is there, or leaves it as it was. What is no plain file, such as
/// `/dev/stdout`, is written to.
///
/// # Errors
/// When it could not be written.
pub fn write_one(path: &Utf8Path, bytes: &[u8]) -> Result<(), WriteError> {
    if fs::metadata(path).is_ok_and(|facts| !facts.is_file() && !facts.is_dir()) {
        return fs::write(path, bytes).map_err(fail(path));
    }
    let _lock = lock(folder_of(path));
    let mut written = pause();
    clean(folder_of(path));
    let staged = match fs::metadata(path) {
        Ok(before) => stage(path, bytes).and_then(|file| {
            file.as_file().set_permissions(before.permissions())?;
            Ok(file)
        }),
        Err(_) => stage_as_any(path, bytes),
    };
    let file = staged.map_err(fail(path))?;
    swap_all(vec![(path.to_owned(), file)])?;
    *written = true;
    Ok(())
}

/// Gives files of a report's folder their new bytes, with the permissions they had. All or none.
///
/// # Errors
/// The first file that could not be written, that leads out of the folder through a symbolic link,
/// or that holds something else than what was checked.
pub fn replace_all(root: &Utf8Path, changes: &[Change]) -> Result<(), WriteError> {
    let real_root = root.canonicalize_utf8().map_err(fail(root))?;
    let mut real_paths = Vec::new();
    for change in changes {
        let path = root.join(&change.path);
        let real = path.canonicalize_utf8().map_err(fail(&path))?;
        if !real.starts_with(&real_root) {
            let outside = io::Error::other("a link that leads out of the folder");
            return Err(fail(&path)(outside));
        }
        real_paths.push(real);
    }
    // In one order for all, so that no two programs wait for each other.
    let folders: BTreeSet<&Utf8Path> = real_paths.iter().map(|path| folder_of(path)).collect();
    let _locks: Vec<Option<File>> = folders.iter().map(|folder| lock(folder)).collect();
    let mut written = pause();
    for folder in folders {
        clean(folder);
    }
    let mut staged = Vec::new();
    for (change, real) in changes.iter().zip(real_paths) {
        let path = root.join(&change.path);
        if fs::read(&real).map_err(fail(&path))? != change.old {
            let changed = io::Error::other("it was changed while it was checked");
            return Err(fail(&path)(changed));
        }
        let permissions = fs::metadata(&real).map_err(fail(&path))?.permissions();
        if permissions.readonly() {
            let refused = io::Error::from(io::ErrorKind::PermissionDenied);
            return Err(fail(&path)(refused));
        }
        let file = stage(&real, &change.new).map_err(fail(&path))?;
        file.as_file()
            .set_permissions(permissions)
            .map_err(fail(&path))?;
        staged.push((real, file));
    }
    swap_all(staged)?;
    *written |= !changes.is_empty();
    Ok(())
}

fn fail(path: &Utf8Path) -> impl FnOnce(io::Error) -> WriteError + use<> {
    let path = path.to_owned();
    move |error| WriteError { path, error }
}

/// The folder of a file.
fn folder_of(path: &Utf8Path) -> &Utf8Path {
    match path.parent() {
        Some(folder) if !folder.as_str().is_empty() => folder,
        _ => Utf8Path::new("."),
    }
}

/// Keeps other runs from writing into a folder, until the file is dropped or the process ends. Where the
/// system cannot lock, nobody waits.
fn lock(folder: &Utf8Path) -> Option<File> {
    let open = to_lock(folder).ok()?;
    open.lock().ok()?;
    Some(open)
}

/// What is locked for a folder: the folder itself, so that nothing stays behind.
#[cfg(unix)]
fn to_lock(folder: &Utf8Path) -> io::Result<File> {
    File::open(folder)
}

/// What is locked for a folder that no program can lock: an empty file in it. It stays, since whoever
/// deletes it cannot know whether somebody else waits for it.
#[cfg(any(test, not(unix)))]
fn lock_file(folder: &Utf8Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    options.open(folder.join(LOCK))
}

#[cfg(not(unix))]
fn to_lock(folder: &Utf8Path) -> io::Result<File> {
    lock_file(folder)
}

/// Finishes or deletes what an earlier run has left in a folder that is locked.
fn clean(folder: &Utf8Path) {
    let complete = folder.join(COMPLETE);
    for name in names_in(&complete) {
        let file = complete.join(&name);
        if file.symlink_metadata().is_ok_and(|facts| facts.is_file()) {
            let _ = fs::rename(file, folder.join(name));
        }
    }
    for name in names_in(folder) {
        if name.starts_with(PREFIX) || name == COMPLETE {
            let left = folder.join(name);
            let is_folder = left.symlink_metadata().is_ok_and(|facts| facts.is_dir());
            let _ = match is_folder {
                true => fs::remove_dir_all(left),
                false => fs::remove_file(left),
            };
        }
    }
}

/// The names in a folder; none where there is no folder, or only a link to one.
fn names_in(folder: &Utf8Path) -> Vec<String> {
    let is_folder = folder.symlink_metadata().is_ok_and(|facts| facts.is_dir());
    let entries = folder.read_dir_utf8().ok().filter(|_| is_folder);
    entries
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_owned())
        .collect()
}

/// Writes a new file, and to disk.
fn write_to_disk(path: &std::path::Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file beside its place, and to disk. Nobody else may read it.
fn stage(path: &Utf8Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    fill(
        NamedTempFile::with_prefix_in(PREFIX, folder_of(path))?,
        bytes,
    )
}

/// The same with the permissions that the system gives to any new file.
fn stage_as_any(path: &Utf8Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    fill(builder.tempfile_in(folder_of(path))?, bytes)
}

fn fill(mut file: NamedTempFile, bytes: &[u8]) -> io::Result<NamedTempFile> {
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Moves the files of the complete folder to their places: all of them, or the old ones are put
/// back. Old files are kept beforehand, so that nothing lies between one move and the next.
fn place_all(complete: &Utf8Path, paths: &[Utf8PathBuf]) -> Result<(), WriteError> {
    let mut kept = Vec::new();
    for path in paths {
        kept.push(keep(path).map_err(fail(path))?);
    }
    for (at, path) in paths.iter().enumerate() {
        let name = path.file_name().unwrap_or_default();
        if let Err(error) = fs::rename(complete.join(name), path) {
            for (path, old) in paths.iter().zip(kept).take(at) {
                put_back(path, old);
            }
            return Err(fail(path)(error));
        }
    }
    Ok(())
}

/// Gives complete files their names: all of them, or the old contents are put back.
fn swap_all(staged: Vec<(Utf8PathBuf, NamedTempFile)>) -> Result<(), WriteError> {
    let mut placed: Vec<(Utf8PathBuf, Option<TempPath>)> = Vec::new();
    for (path, file) in staged {
        let swapped = keep(&path).and_then(|old| {
            let placed = file.persist(&path).map_err(|failed| failed.error);
            placed.map(|_| old)
        });
        match swapped {
            Ok(old) => placed.push((path, old)),
            Err(error) => {
                for (path, old) in placed.into_iter().rev() {
                    put_back(&path, old);
                }
                return Err(WriteError { path, error });
            }
        }
    }
    Ok(())
}

/// A second name for what is at a path, or a copy where there are no second names.
fn keep(path: &Utf8Path) -> io::Result<Option<TempPath>> {
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let name = Builder::new()
        .prefix(PREFIX)
        .make_in(folder_of(path), |name| {
            fs::hard_link(path, name).or_else(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => Err(error),
                _ => fs::copy(path, name).map(drop),
            })
        })?;
    Ok(Some(name.into_temp_path()))
}

/// Undoes one move. There is nobody to tell if this fails too: the first failure is told.
fn put_back(path: &Utf8Path, old: Option<TempPath>) {
    match old {
        Some(old) => drop(old.persist(path)),
        None => drop(fs::remove_file(path)),
    }
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
        let left = names(root);
        assert_eq!(left, ["a", "b", "c"], "no temporary file stays behind");
    }

    /// What is in a folder, beside the file that stands for it where it cannot be locked itself.
    fn names(root: &Utf8Path) -> Vec<String> {
        let mut names = names_in(root);
        names.retain(|name| name != LOCK);
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_run_has_left_is_finished_or_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        let leave = |path: &str, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        leave("a", "old");
        leave("b", "new");
        leave(".underpin-complete/a", "new");
        leave(".underpin-writing-x1/a", "half");
        leave(".underpin-writing-x2", "half");
        recover(root);
        assert_eq!(names(root), ["a", "b"]);
        assert_eq!(fs::read_to_string(root.join("a")).unwrap(), "new");

        leave(".underpin-writing-x3", "half");
        let other = lock(root).unwrap();
        recover(root);
        assert_eq!(
            names(root).len(),
            3,
            "nothing is touched while somebody writes"
        );
        drop(other);
        write_all(root, &[artifact("a", "newer")]).unwrap();
        assert_eq!(names(root), ["a", "b"]);
        assert_eq!(fs::read_to_string(root.join("a")).unwrap(), "newer");
    }

    #[test]
    fn a_folder_that_cannot_be_locked_has_a_file_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        let first = lock_file(root).unwrap();
        // It is no rest of a run, and is not taken away from those who hold or await it.
        write_all(root, &[artifact("a", "1")]).unwrap();
        assert!(root.join(LOCK).exists());
        first.lock().unwrap();
        assert!(lock_file(root).unwrap().try_lock().is_err());
        drop(first);
        assert!(lock_file(root).unwrap().try_lock().is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_not_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        fs::write(root.join("kept"), "old").unwrap();
        symlink("kept", root.join("a")).unwrap();
        symlink("nowhere", root.join("b")).unwrap();
        write_all(root, &[artifact("a", "new"), artifact("b", "new")]).unwrap();
        assert_eq!(fs::read_to_string(root.join("kept")).unwrap(), "old");
        assert!(!root.join("a").is_symlink() && !root.join("b").is_symlink());
        assert_eq!(names(root), ["a", "b", "kept"]);
    }

    #[test]
    fn a_file_is_replaced_only_if_it_is_what_was_checked() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        fs::write(root.join("a.md"), "old").unwrap();
        let change = |old: &str| Change {
            path: "a.md".into(),
            old: old.into(),
            new: b"new".to_vec(),
        };
        let error = replace_all(root, &[change("other")]).unwrap_err();
        assert_eq!(error.path, root.join("a.md"));
        assert_eq!(fs::read_to_string(root.join("a.md")).unwrap(), "old");
        replace_all(root, &[change("old")]).unwrap();
        assert_eq!(fs::read_to_string(root.join("a.md")).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_links_are_followed_only_inside_the_folder() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let outside = tempfile::tempdir().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        let secret = outside.path().join("secret.md");
        fs::write(&secret, "old").unwrap();
        fs::write(root.join("real.md"), "old").unwrap();
        fs::set_permissions(root.join("real.md"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&secret, root.join("out.md")).unwrap();
        symlink("real.md", root.join("in.md")).unwrap();
        let change = |path: &str| Change {
            path: path.into(),
            old: b"old".to_vec(),
            new: b"new".to_vec(),
        };
        let error = replace_all(root, &[change("in.md"), change("out.md")]).unwrap_err();
        assert_eq!(error.path, root.join("out.md"));
        assert_eq!(fs::read_to_string(&secret).unwrap(), "old");
        assert_eq!(fs::read_to_string(root.join("real.md")).unwrap(), "old");
        replace_all(root, &[change("in.md")]).unwrap();
        assert_eq!(fs::read_to_string(root.join("real.md")).unwrap(), "new");
        assert!(root.join("in.md").is_symlink(), "the link is still a link");
        let mode = fs::metadata(root.join("real.md"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
