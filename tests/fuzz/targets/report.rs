//! Several files at once, in the notation of `underpin_fuzz::input::tree`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::report(bytes));
