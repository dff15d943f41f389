//! Where bytes come from: a folder on disk, or a table in memory for tests.

#![allow(clippy::disallowed_methods, reason = "the module that reads files")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    NotFound,
    /// The path is absolute, climbs out with `..`, or leads out through a symbolic link.
    OutsideFolder,
    /// It is a folder, a device or something else that is not a plain file.
    NotAFile,
    /// The file is larger than the limit, given in bytes.
    TooLarge(u64),
    /// Somebody wrote to the file while it was read.
    Changed,
    /// The operating system refused, in its own words.
    Io(String),
}

/// A report's folder as the program sees it. Paths are relative to it and use forward slashes.
pub trait Files: Sync {
    /// Reads a whole file of at most so many bytes.
    ///
    /// # Errors
    /// See [`ReadError`]; nothing outside the folder is ever opened.
    fn read(&self, path: &Utf8Path, most: u64) -> Result<Vec<u8>, ReadError>;

    /// The paths of all that lies directly inside a folder and is no folder, in order; of the report's own
    /// where the path is empty. What is hidden, with a dot before its name, is left out. None if there is
    /// no such folder.
    ///
    /// # Errors
    /// See [`ReadError`]; nothing outside the folder is ever looked at.
    fn list(&self, folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>, ReadError>;
}

/// A folder on disk.
#[derive(Debug, Clone)]
pub struct Disk {
    root: Utf8PathBuf,
}

impl Disk {
    /// The folder at `root`.
    pub fn new(root: impl Into<Utf8PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where a path really leads: inside the folder, past all symbolic links.
    fn real(&self, path: &Utf8Path) -> Result<Utf8PathBuf, ReadError> {
        stays_inside(path)?;
        let real = self.root.join(path).canonicalize_utf8().map_err(from_io)?;
        let root = self.root.canonicalize_utf8().map_err(from_io)?;
        match real.starts_with(&root) {
            true => Ok(real),
            false => Err(ReadError::OutsideFolder),
        }
    }
}

impl Files for Disk {
    fn read(&self, path: &Utf8Path, most: u64) -> Result<Vec<u8>, ReadError> {
        read_anywhere(&self.real(path)?, most)
    }

    fn list(&self, folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>, ReadError> {
        let spelt = if folder == "" { "." } else { folder.as_str() };
        let real = match self.real(Utf8Path::new(spelt)) {
            Ok(real) => real,
            Err(ReadError::NotFound) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut paths = Vec::new();
        for entry in real.read_dir_utf8().map_err(from_io)? {
            let entry = entry.map_err(from_io)?;
            if !entry.file_name().starts_with('.') && !entry.path().is_dir() {
                paths.push(folder.join(entry.file_name()));
            }
        }
        // The operating system promises no order.
        paths.sort();
        Ok(paths)
    }
}

/// Reads a whole file that the user names as an argument, of at most so many bytes. It may lie
/// anywhere; a path that a report names goes through [`Files::read`].
///
/// # Errors
/// See [`ReadError`].
pub fn read_anywhere(path: &Utf8Path, most: u64) -> Result<Vec<u8>, ReadError> {
    // Before it is opened: to open a pipe is to wait for whoever writes into it.
    if !fs::metadata(path).map_err(from_io)?.is_file() {
        return Err(ReadError::NotAFile);
    }
    let file = File::open(path).map_err(from_io)?;
    let before = file.metadata().map_err(from_io)?;
    if before.len() > most {
        return Err(ReadError::TooLarge(most));
    }
    let mut bytes = Vec::new();
    (&file)
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(from_io)?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > most {
        return Err(ReadError::TooLarge(most));
    }
    let after = file.metadata().map_err(from_io)?;
    let is_same = length == before.len()
        && length == after.len()
        && before.modified().ok() == after.modified().ok();
    match is_same {
        true => Ok(bytes),
        false => Err(ReadError::Changed),
    }
}

/// Files held in memory, for tests and for other programs that embed the compiler.
#[derive(Debug, Clone, Default)]
pub struct InMemory {
    files: BTreeMap<Utf8PathBuf, Vec<u8>>,
}

impl InMemory {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<Utf8PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }
}

impl Files for InMemory {
    fn read(&self, path: &Utf8Path, most: u64) -> Result<Vec<u8>, ReadError> {
        stays_inside(path)?;
        let bytes = self.files.get(path).ok_or(ReadError::NotFound)?;
        match u64::try_from(bytes.len()).is_ok_and(|length| length <= most) {
            true => Ok(bytes.clone()),
            false => Err(ReadError::TooLarge(most)),
        }
    }

    fn list(&self, folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>, ReadError> {
        let paths = self.files.keys();
        Ok(paths
            .filter(|path| path.parent() == Some(folder))
            .cloned()
            .collect())
    }
}

/// Refuses paths that name something outside the folder by their spelling alone.
///
/// # Errors
/// [`ReadError::OutsideFolder`].
pub fn stays_inside(path: &Utf8Path) -> Result<(), ReadError> {
    let spelled_inside = path
        .components()
        .all(|part| matches!(part, Utf8Component::Normal(_) | Utf8Component::CurDir));
    let drive_or_backslash = path.as_str().contains(['\\', '\0', ':']);
    if spelled_inside && !drive_or_backslash && !path.as_str().is_empty() {
        Ok(())
    } else {
        Err(ReadError::OutsideFolder)
    }
}

fn from_io(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::NotFound,
        _ => ReadError::Io(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: u64 = 100;

    #[test]
    fn refuses_every_way_out_of_the_folder() {
        let files = InMemory::default();
        for path in [
            "../secret",
            "/etc/passwd",
            "//server/share/x",
            "\\\\server\\share\\x",
            "\\\\?\\C:\\x",
            "a/../../b",
            "a/../b",
            "C:\\x",
            "C:/x",
            "c:x",
            "file.md:stream",
            "a\\b",
            "",
            "a\0b",
        ] {
            let path = Utf8Path::new(path);
            let outside = Err(ReadError::OutsideFolder);
            assert_eq!(files.read(path, MOST), outside, "{path:?}");
            let disk = Disk::new(".");
            assert_eq!(disk.read(path, MOST), outside, "{path:?}");
        }
        assert_eq!(
            files.read(Utf8Path::new("./a/b.md"), MOST),
            Err(ReadError::NotFound)
        );
    }

    #[test]
    fn a_file_is_read_up_to_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::new(Utf8Path::from_path(folder.path()).unwrap());
        let mut memory = InMemory::default();
        for length in [100, 101] {
            fs::write(folder.path().join("a"), vec![b'x'; length]).unwrap();
            memory.insert("a", vec![b'x'; length]);
            for files in [&disk as &dyn Files, &memory] {
                let read = files.read(Utf8Path::new("a"), MOST);
                match length {
                    100 => assert_eq!(read.map(|bytes| bytes.len()), Ok(100)),
                    _ => assert_eq!(read, Err(ReadError::TooLarge(MOST))),
                }
            }
        }
    }

    /// What the system makes up while it is read has another length than was said.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        let read = read_anywhere(Utf8Path::new("/proc/self/status"), 1_000_000);
        assert_eq!(read, Err(ReadError::Changed));
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_does_not_lead_out() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        let inside = tempfile::tempdir().unwrap();
        let (out, root) = (outside.path(), inside.path());
        fs::write(out.join("secret"), "x").unwrap();
        fs::write(root.join("good"), "x").unwrap();
        symlink(out.join("secret"), root.join("link")).unwrap();
        symlink("link", root.join("chain")).unwrap();
        symlink(out, root.join("folder")).unwrap();
        symlink("/dev/zero", root.join("zero")).unwrap();
        symlink("loop", root.join("loop")).unwrap();
        symlink("good", root.join("fine")).unwrap();
        let disk = Disk::new(Utf8Path::from_path(root).unwrap());
        for path in ["link", "chain", "folder/secret", "zero"] {
            let read = disk.read(Utf8Path::new(path), MOST);
            assert_eq!(read, Err(ReadError::OutsideFolder), "{path}");
        }
        assert!(matches!(
            disk.read(Utf8Path::new("loop"), MOST),
            Err(ReadError::Io(_))
        ));
        assert_eq!(disk.read(Utf8Path::new("fine"), MOST), Ok(b"x".to_vec()));
        assert_eq!(
            disk.list(Utf8Path::new("folder")),
            Err(ReadError::OutsideFolder)
        );
        // What cannot be read is in the list all the same: whoever reads it hears why.
        let names = disk.list(Utf8Path::new(".")).unwrap();
        let names: Vec<&str> = names.iter().filter_map(|path| path.file_name()).collect();
        assert_eq!(names, ["chain", "fine", "good", "link", "loop", "zero"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_opened() {
        use std::os::unix::net::UnixListener;
        let folder = tempfile::tempdir().unwrap();
        let _socket = UnixListener::bind(folder.path().join("socket")).unwrap();
        let disk = Disk::new(Utf8Path::from_path(folder.path()).unwrap());
        for path in ["socket", "."] {
            let read = disk.read(Utf8Path::new(path), MOST);
            assert_eq!(read, Err(ReadError::NotAFile), "{path}");
        }
        for device in ["/dev/zero", "/dev/stdin"] {
            let read = read_anywhere(Utf8Path::new(device), MOST);
            assert!(
                matches!(read, Err(ReadError::NotAFile) | Ok(_)),
                "{device}: {read:?}"
            );
        }
    }
}
