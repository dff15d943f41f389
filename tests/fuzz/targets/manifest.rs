//! Any manifest.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::manifest(bytes));
