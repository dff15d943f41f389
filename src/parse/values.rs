//! Values of the manifest that have a shape of their own: dates, file names.

use crate::model::{Date, is_real_day};

/// Reads `2026`, `2026-11` or `2026-11-23`; none when the month or day does not exist.
pub(super) fn read_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let number = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    let year = i32::from(number(parts.first()?, 4)?);
    let small = |part: Option<&&str>| match part {
        None => Some(None),
        Some(part) => number(part, 2)
            .and_then(|value| u8::try_from(value).ok())
            .map(Some),
    };
    let month = small(parts.get(1))?;
    let day = small(parts.get(2))?;
    let month_exists = month.is_none_or(|month| (1..=12).contains(&month));
    let day_exists = match (month, day) {
        (Some(month), Some(day)) => is_real_day(year, month, day),
        _ => day.is_none(),
    };
    (parts.len() <= 3 && month_exists && day_exists).then_some(Date { year, month, day })
}

/// Whether a name can be that of an output, without folders and not hidden.
pub(super) fn is_file_name(name: &str) -> bool {
    !name.starts_with('.')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_dates_that_exist_and_names_of_files() {
        for good in ["2026", "2026-11", "2024-02-29"] {
            assert!(read_date(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "26",
            "2026-13",
            "2026-02-29",
            "2026-1-1",
            "2026-01-01-01",
        ] {
            assert!(read_date(bad).is_none(), "{bad}");
        }
        assert!(is_file_name("report-1.0") && !is_file_name(".hidden") && !is_file_name("a/b"));
    }
}
