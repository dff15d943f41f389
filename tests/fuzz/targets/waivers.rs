//! Any file of waivers.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::waivers(bytes));
