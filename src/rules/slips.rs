//! Names of which one letter is another, left out, doubled or exchanged: "Kostadyn" beside "Kostadin".

use std::collections::{BTreeMap, BTreeSet};

/// A shorter word is too easily another one.
const LETTERS: usize = 6;

/// The same beside a word that it has in common with the other.
const BESIDE: usize = 5;

/// From how many letters on a word needs no neighbour to be told.
const LONG: usize = 8;

/// How many pairs of words are compared at most.
const MOST: usize = 500_000;

/// A capitalised word where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// As it is written, without a possessive.
    pub written: &'t str,
    /// The capitalised words right before and right after it.
    pub beside: Vec<&'t str>,
    /// Whether it stands in the report itself, and not in an entry that may be of somebody else.
    pub is_own: bool,
}

/// Pairs of a word that is used once and the word that it seems to stand for, which is used more often,
/// as places among the words.
pub(super) fn find(words: &[Word<'_>]) -> Vec<(usize, usize)> {
    let mut uses: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        if is_name_like(word.written) {
            uses.entry(word.written.to_lowercase())
                .or_default()
                .push(at);
        }
    }
    let neighbours = |places: &[usize]| -> BTreeSet<&str> {
        places
            .iter()
            .flat_map(|at| words[*at].beside.iter().copied())
            .filter(|beside| is_telling(beside))
            .collect()
    };
    let mut by_letter: BTreeMap<char, Vec<&String>> = BTreeMap::new();
    for word in uses.keys() {
        by_letter
            .entry(word.chars().next().unwrap_or_default())
            .or_default()
            .push(word);
    }
    let mut left = MOST;
    let mut found = Vec::new();
    for (word, places) in &uses {
        let [place] = places[..] else { continue };
        if !words[place].is_own {
            continue;
        }
        let others = word.chars().next().and_then(|first| by_letter.get(&first));
        let Some(others) = others else { continue };
        left = left.saturating_sub(others.len());
        if left == 0 {
            break;
        }
        let own = neighbours(places);
        let meant = others.iter().find(|other| {
            let theirs = &uses[other.as_str()];
            // Of two that are used once, the second is shown.
            let may_be = theirs.len() > 1 || theirs[0] < place;
            let known = || neighbours(theirs).intersection(&own).next().is_some();
            let own_uses = theirs.iter().filter(|at| words[**at].is_own).count();
            let is_long = own_uses > 1 && word.chars().count() >= LONG;
            let is_short = word.chars().count().min(other.chars().count()) < LETTERS;
            may_be
                && (is_slip(word, other) && (is_long && !is_short || known())
                    || is_slip_at_end(word, other) && known())
        });
        if let Some(meant) = meant {
            found.push((place, uses[meant.as_str()][0]));
        }
    }
    found
}

fn is_name_like(word: &str) -> bool {
    let letters = word.chars().count();
    let is_capitals = word.chars().skip(1).all(char::is_uppercase);
    letters >= BESIDE && word.chars().all(char::is_alphabetic) && !is_capitals
}

/// The numbers, times a thousand, that have two digits beside each other exchanged, of a number with some digits at
/// least.
pub(super) fn turned(value: i64, least: usize) -> Vec<i64> {
    let written = format!("{:04}", value.max(0));
    let (whole, part) = written.split_at(written.len() - 3);
    let part = part.trim_end_matches('0');
    let digits: Vec<char> = whole.chars().chain(part.chars()).collect();
    let missing = 3 - part.len();
    if digits.len() < least {
        return Vec::new();
    }
    let pairs = (0..digits.len() - 1).filter(|at| digits[*at] != digits[at + 1]);
    let exchanged = pairs.filter_map(|at| {
        let mut other = digits.clone();
        other.swap(at, at + 1);
        let other: String = other
            .into_iter()
            .chain("000".chars().take(missing))
            .collect();
        other.parse().ok().filter(|_| !other.starts_with('0'))
    });
    exchanged.collect()
}

/// How many digits a number, times a thousand, has.
pub(super) fn digits(value: i64) -> usize {
    let written = format!("{:04}", value.max(0));
    let (whole, part) = written.split_at(written.len() - 3);
    whole.len() + part.trim_end_matches('0').len()
}

/// The whole numbers, times a thousand, that have one digit other than a whole number.
pub(super) fn changed(value: i64) -> Vec<i64> {
    let written = (value / 1000).to_string();
    let digits: Vec<char> = written.chars().collect();
    if value % 1000 != 0 {
        return Vec::new();
    }
    let places = (0..digits.len()).flat_map(|at| ('0'..='9').map(move |digit| (at, digit)));
    let others = places.filter(|(at, digit)| digits[*at] != *digit);
    let others = others.filter_map(|(at, digit)| {
        let mut other = digits.clone();
        other[at] = digit;
        let other: String = other.into_iter().collect();
        let value = other.parse::<i64>().ok()?;
        (!other.starts_with('0')).then_some(value * 1000)
    });
    others.collect()
}

/// Whether a word before a name is a title, which everybody of that name may bear.
pub(super) fn is_title(word: &str) -> bool {
    const TITLES: &[&str] = &[
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Professor",
        "Sir",
        "Dame",
        "Lord",
        "Lady",
        "Judge",
        "Sheriff",
        "President",
        "Minister",
        "Colonel",
        "Captain",
        "General",
        "Major",
        "Officer",
        "Senator",
        "Mayor",
        "Chief",
        "Justice",
        "Madame",
        "Monsieur",
        "Señor",
        "Señora",
        "Don",
        "Doña",
    ];
    TITLES.contains(&word)
}

/// Whether a word beside two names says that both are one: neither a title nor the short form of a body does.
fn is_telling(beside: &str) -> bool {
    let is_short_form = beside.chars().count() > 1 && beside.chars().all(char::is_uppercase);
    !is_title(beside) && !is_short_form
}

/// Whether two words in lower case differ by one slip, and not by a form of the word or by how a
/// country spells it.
fn is_slip(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 4 || a.starts_with(b) || b.starts_with(a) {
        return false;
    }
    let (one, two): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    // "Kowalski" and "Kowalska", "Marxist" and "Marxism": the end is what changes with the form.
    let ends_alike = one.last() == two.last();
    ends_alike && !is_regional(a, b) && strsim::damerau_levenshtein(a, b) == 1
}

/// Whether a name may be another one misspelt: both long enough, and one or two slips apart.
pub(super) fn is_near_name(name: &str, other: &str) -> bool {
    /// From how many letters on a name may have one slip, and two.
    const LONG_ENOUGH: [usize; 2] = [5, 7];
    let (name, other) = (name.to_lowercase(), other.to_lowercase());
    let letters = name.chars().count().min(other.chars().count());
    let same_start = name.chars().next() == other.chars().next();
    match strsim::damerau_levenshtein(&name, &other) {
        1 => same_start && letters + 1 >= LONG_ENOUGH[0],
        2 => same_start && letters >= LONG_ENOUGH[1],
        _ => false,
    }
}

/// Whether two words differ in the last letter, neither of which makes a form of a name: "Korad" and "Korat".
fn is_slip_at_end(a: &str, b: &str) -> bool {
    const ENDINGS: &[char] = &['a', 'e', 'i', 'o', 'u', 'y', 's', 'n', 'm', 'r', 'w', 'h'];
    let (one, two): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let ends = [one.last(), two.last()]
        .into_iter()
        .flatten()
        .all(|end| !ENDINGS.contains(end) && end.is_ascii_lowercase());
    one.len() == two.len()
        && one.len() >= BESIDE
        && ends
        && one[..one.len() - 1] == two[..two.len() - 1]
        && one != two
}

/// "Organisation" and "Organization", "Defence" and "Defense", "Labour" and "Labor".
pub(super) fn is_regional(a: &str, b: &str) -> bool {
    let plain = |word: &str| {
        let word = word
            .replace("our", "or")
            .replace("isa", "iza")
            .replace("ise", "ize");
        let word = word
            .replace("isi", "izi")
            .replace("yse", "yze")
            .replace("ence", "ense");
        let word = word
            .replace("tre", "ter")
            .replace("ll", "l")
            .replace("ae", "e")
            .replace("oe", "e");
        word.replace("mme", "m")
            .replace("ue", "u")
            .replace("wo", "we")
            .replace("man", "men")
    };
    plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_forms() {
        for (a, b) in [
            ("kostadyn", "kostadin"),
            ("leventes", "leventis"),
            ("petersen", "peetersen"),
            ("weinstien", "weinstein"),
        ] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("kowalska", "kowalski"),
            ("ivanova", "ivanov"),
            ("korean", "koreans"),
            ("organisation", "organization"),
            ("defence", "defense"),
            ("labour", "labor"),
            ("centre", "center"),
            ("marxism", "marxist"),
            ("council", "counsel"),
        ] {
            assert!(!is_slip(a, b) && !is_slip(b, a), "{a} {b}");
        }
    }

    #[test]
    fn digits_are_exchanged_and_changed_as_they_are_written() {
        assert_eq!(turned(1_437_000, 4), [4_137_000, 1_347_000, 1_473_000]);
        assert_eq!(turned(21_830, 4), [12_830, 28_130, 21_380]);
        assert_eq!(turned(437_000, 4), Vec::<i64>::new());
        assert_eq!(turned(1_001_000, 4), [1_010_000]);
        assert_eq!(changed(12_000).len(), 8 + 9);
        assert!(changed(12_000).contains(&13_000) && !changed(12_000).contains(&2_000));
        assert_eq!(changed(1_500), Vec::<i64>::new());
    }

    #[test]
    fn names_are_near_by_a_slip_or_two() {
        for (a, b) in [
            ("Pereira", "Perera"),
            ("Dunmoor", "Dunmore"),
            ("Voigt", "Vogt"),
        ] {
            assert!(is_near_name(a, b) && is_near_name(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("Kim", "Kin"),
            ("Lee", "Lea"),
            ("Bell", "Hall"),
            ("Kowal", "Kowalski"),
        ] {
            assert!(!is_near_name(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_slip_needs_a_neighbour_or_length() {
        let word = |written: &'static str, beside: &[&'static str]| Word {
            written,
            beside: beside.to_vec(),
            is_own: true,
        };
        let check = |rare: Word<'static>, expected: usize| {
            let known = word("Varner", &["Paul", "Judge", "UN"]);
            let found = find(&[known.clone(), known, rare]);
            assert_eq!(found.len(), expected);
        };
        check(word("Varrer", &["Paul"]), 1);
        check(word("Varrer", &["Anna"]), 0);
        check(word("Varrer", &["Judge"]), 0);
        check(word("Varrer", &["UN"]), 0);
        let entry = Word {
            is_own: false,
            ..word("Weinstein", &["Ruth"])
        };
        let in_text = |beside: &[&'static str]| {
            find(&[entry.clone(), entry.clone(), word("Weinstien", beside)]).len()
        };
        assert_eq!((in_text(&["Ruth"]), in_text(&["Karl"])), (1, 0));
    }
}
