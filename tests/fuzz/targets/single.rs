//! A single file with its header in YAML.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::single(bytes));
