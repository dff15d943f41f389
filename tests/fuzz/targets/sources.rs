//! Any file of what is known about sources.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::sources(bytes));
