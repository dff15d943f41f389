//! PDF files as pictures: what they would take to be drawn, found out before anything draws them.
//!
//! Whatever draws a PDF does what the file says, as often as it says so. Here every step is counted
//! first, and a file that asks for more than a picture needs is refused.

mod matrix;
mod steps;
mod streams;
mod values;

#[cfg(test)]
mod tests;

use hayro_syntax::{LoadPdfError, Pdf};

use crate::model::{AssetFault, DocumentFault, limits};
use crate::threads::bounded;

/// Looks at a PDF.
///
/// # Errors
/// When it cannot be read, or asks for more than may be drawn.
pub fn look(bytes: &[u8]) -> Result<(), AssetFault> {
    look_for(limits::DOCUMENT_SECONDS, bytes)
}

/// The same for at most so many seconds.
fn look_for(seconds: u64, bytes: &[u8]) -> Result<(), AssetFault> {
    let bytes = bytes.to_vec();
    let looked = bounded(seconds, move || vet(&bytes));
    looked
        .unwrap_or_else(|why| Err(why.into()))
        .map_err(AssetFault::Document)
}

fn vet(bytes: &[u8]) -> Result<(), DocumentFault> {
    streams::before_reading(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => DocumentFault::Locked,
        LoadPdfError::Invalid => DocumentFault::Unreadable,
    })?;
    streams::vet(&pdf)?;
    values::vet(&pdf)?;
    steps::vet(&pdf)
}
