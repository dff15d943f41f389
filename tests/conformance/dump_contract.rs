//! Writes what the template was handed beside each PDF of a report, for `tags.py`:
//! `dump-contract REPORT FOLDER` writes `FOLDER/name.pdf.contract.json`, and for a print edition
//! `FOLDER/name.print.pdf.contract.json`.

#![allow(
    clippy::disallowed_methods,
    reason = "writes where the person who runs it says"
)]

use std::error::Error;
use std::fs;

use underpin::load::CheckOptions;
use underpin::model::Edition;
use underpin::pipeline;
use underpin::source::Disk;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [report, folder] = arguments.as_slice() else {
        return Err("say which report, and where to write".into());
    };
    let files = Disk::new(report.as_str());
    let checked = pipeline::check_with(&files, &CheckOptions::default())
        .map_err(|error| format!("{error:?}"))?;
    let manifest = &checked.loaded.report.manifest;
    for edition in &manifest.layout.editions {
        let contract = pipeline::contract(&checked, *edition)
            .map_err(|findings| format!("{report}: refused with {} findings", findings.len()))?;
        let ending = match edition {
            Edition::Screen => "pdf",
            Edition::Print => "print.pdf",
        };
        let path = format!("{folder}/{}.{ending}.contract.json", manifest.output_name);
        fs::write(path, contract)?;
    }
    Ok(())
}
