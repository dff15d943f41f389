//! Numbers that name a publication, and whether they can be right.

/// Whether an ISBN-10 or ISBN-13 has the right check digit (ISO 2108).
pub fn is_isbn(text: &str) -> bool {
    let digits: Vec<char> = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    let value = |at: usize, c: char| match c {
        'X' | 'x' if digits.len() == 10 && at == 9 => Some(10),
        _ => c.to_digit(10),
    };
    let Some(values) = digits
        .iter()
        .enumerate()
        .map(|(at, c)| value(at, *c))
        .collect::<Option<Vec<u32>>>()
    else {
        return false;
    };
    match values.len() {
        10 => {
            let sum: u32 = values.iter().zip((1..=10).rev()).map(|(v, w)| v * w).sum();
            sum.is_multiple_of(11)
        }
        13 => {
            let sum: u32 = values
                .iter()
                .zip([1, 3].iter().cycle())
                .map(|(v, w)| v * w)
                .sum();
            sum.is_multiple_of(10) && (text.starts_with("978") || text.starts_with("979"))
        }
        _ => false,
    }
}

/// Whether an ISSN has the right check digit (ISO 3297): `0378-5955`.
pub fn is_issn(text: &str) -> bool {
    let digits: Vec<char> = text.chars().filter(|c| *c != '-').collect();
    let values: Option<Vec<u32>> = digits
        .iter()
        .enumerate()
        .map(|(at, c)| match c {
            'X' | 'x' if at == 7 => Some(10),
            _ => c.to_digit(10),
        })
        .collect();
    values.is_some_and(|values| {
        let sum: u32 = values.iter().zip((1..=8).rev()).map(|(v, w)| v * w).sum();
        values.len() == 8 && sum.is_multiple_of(11)
    })
}

/// Whether a DOI has the shape `10.registrant/name` (ISO 26324), without a resolver's address, or that
/// of the short form `10/name` that the DOI Foundation gives out.
pub fn is_doi(text: &str) -> bool {
    if let Some(name) = text.strip_prefix("10/") {
        return !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    }
    text.strip_prefix("10.")
        .and_then(|rest| rest.split_once('/'))
        .is_some_and(|(registrant, name)| {
            let registrant_is_number = registrant
                .split('.')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
            registrant_is_number && !name.is_empty() && !text.contains(char::is_whitespace)
        })
}

/// A DOI without what authors put before it and must not: the address of a resolver, or its name.
pub fn bare_doi(written: &str) -> &str {
    const BEFORE: [&str; 6] = [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "doi.org/",
        "doi:",
    ];
    let written = written.trim();
    let rest = BEFORE.iter().find_map(|before| {
        let (start, rest) = written.split_at_checked(before.len())?;
        start.eq_ignore_ascii_case(before).then_some(rest)
    });
    rest.unwrap_or(written).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_numbers_that_can_be_right() {
        for good in ["978-3-16-148410-0", "0-306-40615-2", "080442957X"] {
            assert!(is_isbn(good), "{good}");
        }
        for bad in ["978-3-16-148410-1", "123", "X80442957X"] {
            assert!(!is_isbn(bad), "{bad}");
        }
        for good in ["0378-5955", "2049-3630", "0000-006X", "03785955"] {
            assert!(is_issn(good), "{good}");
        }
        for bad in ["0378-5954", "0378-595", "X378-5955", ""] {
            assert!(!is_issn(bad), "{bad}");
        }
        for good in [
            "10.1000/182",
            "10.1002/(SICI)1097<1::AID>3.0",
            "10.1000.10/a/b",
            "10/bqhp9z",
        ] {
            assert!(is_doi(good), "{good}");
        }
        for bad in [
            "https://doi.org/10.1000/182",
            "10.1000",
            "10.1000/",
            "10./a",
            "11.1000/a",
            "10.1000/a b",
            "10/",
            "10/a b",
        ] {
            assert!(!is_doi(bad), "{bad}");
        }
    }

    #[test]
    fn a_doi_is_found_behind_its_resolver() {
        let check = |written: &str, expected| assert_eq!(bare_doi(written), expected);
        check(" 10.1000/182 ", "10.1000/182");
        check("https://doi.org/10.1000/182", "10.1000/182");
        check("HTTP://DX.DOI.ORG/10.1000/182", "10.1000/182");
        check("DOI: 10.1000/182", "10.1000/182");
        check("ümläut", "ümläut");
    }
}
