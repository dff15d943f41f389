//! The closed word lists of each language, from its file in `templates/words`. It does not know what
//! the words are used for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use toml::{Table, Value};

use crate::model::primary_language;

/// The languages that come with the program. A new one is a file and a line here.
const SHIPPED: [(&str, &str); 3] = [
    ("en", include_str!("../../../templates/words/en.toml")),
    ("ko", include_str!("../../../templates/words/ko.toml")),
    ("zh", include_str!("../../../templates/words/zh.toml")),
];

/// Declares the lists of separate words, each with its place in the file.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $section:literal . $key:literal),* $(,)?) => {
        /// A list of words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum List { $($(#[$doc])* $name),* }

        /// Every list with its section and key.
        const LISTS: &[(List, &str, &str)] = &[$((List::$name, $section, $key)),*];
    };
}

lists! {
    /// Numbers that count what follows.
    Number = "numbers"."words",
    /// Numbers that are quantities by themselves.
    Magnitude = "numbers"."magnitudes",
    /// Shares.
    Fraction = "numbers"."fractions",
    /// Words that compare two quantities.
    Multiple = "numbers"."multiples",
    /// Phrases that name a quantity.
    Quantity = "numbers"."phrases",
    /// What makes a number a percentage.
    Percent = "numbers"."percent",
    /// What makes a number a sum of money.
    Currency = "numbers"."currencies",
    /// Letters that may follow a figure without a space.
    Unit = "numbers"."units",
    /// What a text has two of.
    Part = "numbers"."parts",
    /// Words before a number that point back.
    Definite = "numbers"."definite",
    /// Words before a number that is a name.
    Label = "numbers"."labels",
    /// What has grades that are named by a number.
    Scale = "numbers"."scales",
    /// Words after which a label is a verb.
    Acting = "numbers"."acting",
    /// What may stand before the hyphen of a figure.
    Prefix = "numbers"."prefixes",
    /// Nouns that are counted.
    Counted = "numbers"."counted",
    /// Nouns of methods, texts and thoughts: a small or vague number of them is no figure.
    Abstract = "numbers"."abstract",
    /// People, offices, places and deeds.
    Concrete = "numbers"."concrete",
    /// Names of months.
    Month = "dates"."months",
    /// Words before a year.
    BeforeYear = "dates"."before",
    /// What happened.
    Event = "verbs"."events",
    /// Acts that accuse.
    Accusing = "verbs"."accusing",
    /// Words that end like a verb in the past tense and are none.
    NotPast = "verbs"."not-past",
    /// Words that claim a place above all others.
    Superlative = "superlatives"."words",
    /// Phrases that do.
    Unique = "superlatives"."phrases",
    /// Phrases that only look like it.
    NotUnique = "superlatives"."except",
    /// What is judged when it is called the greatest.
    Judged = "superlatives"."judged",
    /// Words that begin a supposition.
    Supposing = "stance"."supposing",
    /// Phrases that suppose, wherever they stand.
    Supposed = "stance"."supposed",
    /// Words that suppose after "if", or by themselves where nobody reports anything.
    Conditional = "stance"."conditional",
    /// Words that begin an example.
    Exemplary = "stance"."exemplary",
    /// What may be and need not.
    Possible = "stance"."possible",
    /// The writer's opinion, or a word that softens.
    Opinion = "stance"."opinion",
    /// The writer's own work and text.
    Own = "stance"."own",
    /// The writer.
    Writer = "stance"."writer",
    /// Words before what is only an example.
    Sample = "stance"."sample",
    /// Words that define a term.
    Defining = "stance"."defining",
    /// What somebody says or has found out.
    Reporting = "stance"."reporting",
    /// Words before the number of a provision.
    Provision = "provisions"."words",
    /// Words before such a number where a law is named after it.
    Within = "provisions"."within",
    /// What provisions stand in.
    Law = "provisions"."laws",
    /// Words that are neither counted nor names.
    Small = "grammar"."small",
    /// Words after a participle that describes.
    Preposition = "grammar"."prepositions",
    /// What begins the object of a verb.
    Object = "grammar"."objects",
    /// Pronouns that do something.
    Subject = "grammar"."subjects",
    /// Words between a subject and its verb.
    Between = "grammar"."between",
}

/// One list of the score, or one trait of a sentence's shape, with what it is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feature {
    /// Its name in the file.
    pub name: String,
    /// What it adds each time.
    pub weight: i32,
    /// How many times it is counted at most.
    pub most: u32,
}

/// What is known of a word.
#[derive(Debug, Default)]
pub(super) struct Entry {
    lists: u64,
    /// The features that it counts for, by index.
    pub features: Vec<usize>,
    /// The phrases that it begins.
    phrases: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    rest: Vec<String>,
    of: Use,
}

#[derive(Debug, Clone, Copy)]
enum Use {
    List(List),
    Feature(usize),
}

impl Entry {
    /// Whether the word by itself is in a list.
    pub(super) fn is(&self, list: List) -> bool {
        self.lists & (1 << list as u64) != 0
    }

    /// How many words of `words` after this one make a phrase of the list with it.
    pub(super) fn phrase<'w>(
        &self,
        list: List,
        words: impl Iterator<Item = &'w str> + Clone,
    ) -> Option<usize> {
        self.phrases
            .iter()
            .filter(|phrase| matches!(phrase.of, Use::List(of) if of == list))
            .filter(|phrase| begins(words.clone(), &phrase.rest))
            .map(|phrase| phrase.rest.len())
            .max()
    }

    /// The features whose phrases begin with this word and go on with `words`.
    pub(super) fn phrase_features<'e, 'w: 'e>(
        &'e self,
        words: impl Iterator<Item = &'w str> + Clone + 'e,
    ) -> impl Iterator<Item = usize> + 'e {
        self.phrases
            .iter()
            .filter_map(move |phrase| match phrase.of {
                Use::Feature(feature) if begins(words.clone(), &phrase.rest) => Some(feature),
                _ => None,
            })
    }
}

fn begins<'w>(mut words: impl Iterator<Item = &'w str>, rest: &[String]) -> bool {
    rest.iter().all(|word| words.next() == Some(word))
}

/// What is looked for inside words, in scripts that write numbers, counters and particles together.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// Characters that make up numbers.
    pub digits: String,
    /// Those of them that make a number large enough to need no counter's help.
    pub powers: String,
    /// Numbers that are words of their own.
    pub numbers: Vec<String>,
    /// Words that are quantities by themselves.
    pub quantities: Vec<String>,
    /// What quantities are counted in.
    pub counters: Vec<String>,
    /// What may stand between a number and its counter.
    pub fillers: Vec<String>,
    /// What may follow a counter inside the word; nothing is asked for where there are none.
    pub particles: Vec<String>,
    /// What stands before an inexact number.
    pub approximate: Vec<String>,
    /// What stands before the number of a name or a rank.
    pub ordinals: Vec<String>,
    /// What follows such a number where it is a provision.
    pub provisions: Vec<String>,
    /// What follows the number of a year, a month and a day.
    pub calendar: Vec<String>,
    /// What makes a number a percentage, before or after it.
    pub percent: Vec<String>,
    /// What makes it a sum of money.
    pub money: Vec<String>,
    /// Phrases that only look like a number.
    pub except: Vec<String>,
    /// What tells that something happened.
    pub past: Vec<String>,
}

/// The lists of one language.
#[derive(Debug, Default)]
pub(super) struct Lists {
    covers: BTreeSet<String>,
    entries: BTreeMap<String, Entry>,
    names: Vec<String>,
    /// What is looked for inside words.
    pub joined: Joined,
    /// What the score adds up: the traits of the shape, then the lists.
    pub features: Vec<Feature>,
    /// From which score a sentence is taken for a claim.
    pub threshold: i32,
}

impl Lists {
    /// The lists of a language; those of English where it has none of its own.
    pub(super) fn of(language: &str) -> &'static Self {
        static SHIPPED_LISTS: OnceLock<Vec<(&str, Lists)>> = OnceLock::new();
        static NONE: OnceLock<Lists> = OnceLock::new();
        let all = SHIPPED_LISTS.get_or_init(|| {
            SHIPPED
                .iter()
                // That each file can be read is proved by a test.
                .map(|(tag, text)| (*tag, Self::read(text).unwrap_or_default()))
                .collect()
        });
        let base = primary_language(language);
        let named = all.iter().find(|(tag, _)| base.eq_ignore_ascii_case(tag));
        match named.or_else(|| all.first()) {
            Some((_, lists)) => lists,
            None => NONE.get_or_init(Self::default),
        }
    }

    /// Whether a language has lists of its own, or is not known at all.
    pub(super) fn has(language: &str) -> bool {
        let base = primary_language(language);
        base.is_empty()
            || SHIPPED
                .iter()
                .any(|(tag, _)| base.eq_ignore_ascii_case(tag))
    }

    /// Whether the language's file can tell this.
    pub(super) fn covers(&self, what: &str) -> bool {
        self.covers.contains(what)
    }

    /// What is known of a word in lower case.
    pub(super) fn entry(&self, word: &str) -> Option<&Entry> {
        self.entries.get(word)
    }

    /// Whether figures as written are a name.
    pub(super) fn is_name(&self, written: &str) -> bool {
        self.names.iter().any(|name| name == written)
    }

    fn read(text: &str) -> Result<Self, String> {
        let file: Table = text.parse().map_err(|error| format!("{error}"))?;
        let mut lists = Self::default();
        let mut taker = Taker {
            file: &file,
            taken: BTreeSet::new(),
        };
        lists.covers = taker.words("", "covers")?.into_iter().collect();
        for (list, section, key) in LISTS {
            for word in taker.words(section, key)? {
                lists.add(&word, Use::List(*list));
            }
        }
        lists.names = taker.words("numbers", "names")?;
        lists.joined = Joined {
            digits: taker.words("joined", "digits")?.concat(),
            powers: taker.words("joined", "powers")?.concat(),
            numbers: taker.words("joined", "numbers")?,
            quantities: taker.words("joined", "quantities")?,
            counters: taker.words("joined", "counters")?,
            fillers: taker.words("joined", "fillers")?,
            particles: taker.words("joined", "particles")?,
            approximate: taker.words("joined", "approximate")?,
            ordinals: taker.words("joined", "ordinals")?,
            provisions: taker.words("joined", "provisions")?,
            calendar: taker.words("joined", "calendar")?,
            percent: taker.words("joined", "percent")?,
            money: taker.words("joined", "money")?,
            except: taker.words("joined", "except")?,
            past: taker.words("joined", "past")?,
        };
        if let Some(score) = file.get("score").and_then(Value::as_table) {
            lists.read_score(score)?;
            taker.taken.insert("score".to_owned());
        }
        taker.complain_of_the_rest()?;
        Ok(lists)
    }

    fn read_score(&mut self, score: &Table) -> Result<(), String> {
        let number = |table: &Table, key: &str| -> Result<i32, String> {
            let value = table.get(key).and_then(Value::as_integer);
            let value = value.and_then(|value| i32::try_from(value).ok());
            value.ok_or_else(|| format!("`{key}` is no number in {table}"))
        };
        let most = |table: &Table| {
            let most = number(table, "most")?;
            u32::try_from(most).map_err(|error| format!("{error}"))
        };
        self.threshold = number(score, "threshold")?;
        let shape = score.get("shape").and_then(Value::as_table);
        let shape = shape.ok_or("`score.shape` is missing")?;
        for name in super::score::SHAPE {
            let table = shape.get(name).and_then(Value::as_table);
            let table = table.ok_or_else(|| format!("`score.shape.{name}` is missing"))?;
            self.features.push(Feature {
                name: name.to_owned(),
                weight: number(table, "weight")?,
                most: most(table)?,
            });
        }
        if shape.len() != super::score::SHAPE.len() {
            return Err("`score.shape` has a name that nothing counts".to_owned());
        }
        let lists = score.get("lists").and_then(Value::as_array);
        for list in lists.ok_or("`score.lists` is missing")? {
            let table = list.as_table().ok_or("a list of the score is no table")?;
            let name = table.get("name").and_then(Value::as_str);
            let feature = self.features.len();
            for word in words_of(table, "words")? {
                self.add(&word, Use::Feature(feature));
            }
            self.features.push(Feature {
                name: name.ok_or("a list of the score has no name")?.to_owned(),
                weight: number(table, "weight")?,
                most: most(table)?,
            });
        }
        Ok(())
    }

    fn add(&mut self, written: &str, of: Use) {
        let mut words = written.split(' ').map(str::to_owned);
        let first = words.next().unwrap_or_default();
        let entry = self.entries.entry(first).or_default();
        let rest: Vec<String> = words.collect();
        match of {
            _ if !rest.is_empty() => entry.phrases.push(Phrase { rest, of }),
            Use::List(list) => entry.lists |= 1 << list as u64,
            Use::Feature(feature) => entry.features.push(feature),
        }
    }
}

/// Takes lists out of a file and remembers which.
struct Taker<'f> {
    file: &'f Table,
    taken: BTreeSet<String>,
}

impl Taker<'_> {
    /// A list that may be missing: a language need not have it.
    fn words(&mut self, section: &str, key: &str) -> Result<Vec<String>, String> {
        self.taken.insert(format!("{section}.{key}"));
        match section {
            "" => words_of(self.file, key),
            _ => match self.file.get(section) {
                Some(Value::Table(table)) => words_of(table, key),
                Some(_) => Err(format!("`{section}` is no table")),
                None => Ok(Vec::new()),
            },
        }
    }

    fn complain_of_the_rest(&self) -> Result<(), String> {
        for (section, value) in self.file {
            let keys: Vec<String> = match value {
                _ if self.taken.contains(section) => continue,
                Value::Table(table) => table.keys().map(|key| format!("{section}.{key}")).collect(),
                _ => vec![format!(".{section}")],
            };
            if let Some(unknown) = keys.iter().find(|key| !self.taken.contains(*key)) {
                return Err(format!("nothing reads `{unknown}`"));
            }
        }
        Ok(())
    }
}

fn words_of(table: &Table, key: &str) -> Result<Vec<String>, String> {
    let Some(value) = table.get(key) else {
        return Ok(Vec::new());
    };
    let words = value
        .as_array()
        .ok_or_else(|| format!("`{key}` is no list"))?;
    words
        .iter()
        .map(|word| word.as_str().map(str::to_owned))
        .collect::<Option<_>>()
        .ok_or_else(|| format!("`{key}` holds what is no word"))
}

#[cfg(test)]
mod tests;
