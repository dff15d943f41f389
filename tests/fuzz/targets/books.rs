//! Several files at once, in the notation of `underpin_fuzz::input::tree`, made into all books, twice.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underpin_fuzz::books(bytes));
