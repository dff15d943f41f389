//! `underpin template`

use std::collections::BTreeMap;

use anyhow::bail;
use camino::Utf8Path;

use super::args::TemplateArgs;
use super::{CLEAN, FINDINGS, check, input, terminal};
use crate::model::Format;
use crate::pipeline::{self, Artifact};
use crate::write;

pub(super) fn run(args: &TemplateArgs) -> anyhow::Result<u8> {
    if let Some(link) = write::link_in(&args.out) {
        bail!(
            "`{link}` is a link, and files would be written where it leads; name that folder with `--out`"
        );
    }
    let mut checked = input::load_for_books(&args.input, vec![Format::Pdf])?;
    let layout = &checked.loaded.report.manifest.layout;
    let edition = match args.edition {
        Some(edition) => edition.model(),
        None => layout.first_edition(),
    };
    let files = match pipeline::typst_files(&checked, edition) {
        Ok(files) => files,
        Err(findings) => {
            checked.findings = findings;
            terminal::say_findings(&checked.findings, &checked.loaded.sources);
            terminal::say(&check::summary_line(&checked));
            terminal::say("nothing was written");
            return Ok(FINDINGS);
        }
    };
    let mut folders: BTreeMap<String, Vec<Artifact>> = BTreeMap::new();
    for (path, bytes) in files {
        let path = Utf8Path::new(&path);
        let folder = path.parent().map(Utf8Path::to_string).unwrap_or_default();
        let name = path.file_name().unwrap_or_default().to_owned();
        let file = Artifact { name, bytes };
        folders.entry(folder).or_default().push(file);
    }
    for (folder, files) in &folders {
        write::write_all(&args.out.join(folder), files)
            .map_err(|failed| anyhow::anyhow!(failed.error).context(failed.path))?;
    }
    let out = &args.out;
    terminal::say(&format!(
        "wrote what the PDF is laid out from to {out}; with Typst 0.15:\n  \
         typst compile --root {out} --font-path {out}/fonts --pdf-standard a-3a,ua-1 {out}/main.typ"
    ));
    Ok(CLEAN)
}
