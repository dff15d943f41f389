//! A sentence that names its source otherwise than the entry does: with another year or another author.

mod attached;
mod beside;
mod bodies;
mod days;
mod enacted;
mod given;
mod months;
mod pairs;
mod people;
mod provisions;
mod senders;
mod sibling;
mod tellers;
mod years;

use super::Context;
use super::prose::{self, Said};
use super::support::Support;
use crate::diagnostic::{Finding, Level};
use crate::model::{Reference, Relation};

pub(super) const NAME: &str = "misnamed-source";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let authors = people::Authors::of(context);
    let bodies = bodies::Bodies::of(context);
    let tellers = tellers::Tellers::of(context);
    for said in prose::own_sentences(context) {
        let cited = cited(context, said);
        let is_second_hand = cited
            .iter()
            .any(|support| support.item.relation() == Relation::SecondHand);
        // What is cited from another work is named after that work.
        if cited.is_empty() || is_second_hand {
            continue;
        }
        findings.extend(
            other_year(context, said, &cited)
                .or_else(|| other_day(context, said, &cited))
                .or_else(|| other_month(context, said, &cited)),
        );
        let by_name = other_author(context, said, &cited, &authors)
            .or_else(|| half_a_name(context, said, &cited))
            .or_else(|| other_spelling(context, said, &cited))
            .or_else(|| other_body(context, said, &cited, &bodies))
            .or_else(|| other_teller(context, said, &cited, &tellers));
        findings.extend(by_name);
        findings.extend(other_number(context, said, &cited));
        findings.extend(other_provision(context, said, &cited));
        findings.extend(other_enactment(context, said, &cited));
        findings.extend(other_work(context, said, &cited));
    }
}

/// Whether a reference is a law, by any of the types that its entry says.
fn is_law(reference: &Reference) -> bool {
    const LAWS: [&str; 8] = [
        "legislation",
        "legal",
        "treaty",
        "bill",
        "statute",
        "regulation",
        "law",
        "constitution",
    ];
    let mut kinds = reference.kinds.iter();
    kinds.any(|kind| LAWS.contains(&kind.as_str()))
}

/// Everything that a sentence cites, whatever it does for it.
fn cited<'a>(context: &Context<'a>, said: Said<'_>) -> Vec<Support<'a>> {
    let items = context.report.items_of(said.sentence);
    items.map(|item| Support::new(context, item)).collect()
}

/// "Article 27 of the Code", with the citation of article 72.
fn other_provision(
    context: &Context<'_>,
    said: Said<'_>,
    cited: &[Support<'_>],
) -> Option<Finding> {
    let provisions::Misplaced {
        range,
        cited,
        source,
    } = provisions::find(said, cited)?;
    let written = &said.sentence.text[range.clone()];
    let span = source
        .item
        .locator
        .as_ref()
        .map_or(said.sentence.span, |locator| locator.source.span);
    Some(
        Finding::new(
            NAME,
            Level::Warning,
            format!(
                "the sentence speaks of `{written}` and cites `{cited}` of `{}`",
                source.key()
            ),
            prose::place(context, said.sentence, range),
        )
        .label("named here")
        .related(span, "another provision is cited here")
        .help("look in the law which of the two is meant, and make them the same"),
    )
}

/// "The Children Act 1998", of the Act of 1989.
fn other_enactment(
    context: &Context<'_>,
    said: Said<'_>,
    cited: &[Support<'_>],
) -> Option<Finding> {
    let Some(found) = enacted::find(context, said, cited) else {
        return slipped_year(context, said);
    };
    let key = found.source.key();
    let known: Vec<String> = found.known.iter().map(i64::to_string).collect();
    let message = format!(
        "the law is called one of {}, and `{key}` is of {}",
        found.year,
        known.join(" and ")
    );
    let place = prose::place(context, said.sentence, found.range);
    let mut finding = Finding::new(NAME, Level::Warning, message, place)
        .label("another year than that of the entry");
    if let Some(place) = found.source.reference.and_then(|reference| reference.span) {
        finding = finding.related(place, format!("`{key}`"));
    }
    Some(finding.help("look the year of the law up: correct it here or in the entry; where another law is meant, cite that one"))
}

/// "The Children Act 1998", beside the entry of the Act of 1989.
fn slipped_year(context: &Context<'_>, said: Said<'_>) -> Option<Finding> {
    let (range, year, meant, key) = enacted::slipped(context, said)?;
    let message =
        format!("the law is called one of {year}, and `{key}` has the same name and is of {meant}");
    let place = prose::place(context, said.sentence, range);
    Some(
        Finding::new(NAME, Level::Warning, message, place)
            .label("two digits exchanged?")
            .help("look the year of the law up, and correct it here or in the entry"),
    )
}

/// What the report for 2023 says, cited from the one for 2022.
fn other_work(context: &Context<'_>, said: Said<'_>, cited: &[Support<'_>]) -> Option<Finding> {
    let found = sibling::find(context, said, cited)?;
    let key = cited.first()?.key();
    let other = &found.other.key;
    let message = format!(
        "`{}` does not stand in `{key}`, and `{other}` by the same author tells of it",
        found.what
    );
    let finding = Finding::new(NAME, Level::Warning, message, said.sentence.span)
        .label("another work of the same author?");
    let finding = match found.other.span {
        Some(place) => finding.related(place, format!("`{other}`")),
        None => finding,
    };
    Some(finding.help(format!(
        "look it up in both, and cite the one that says it: `{other}`"
    )))
}

fn other_year(context: &Context<'_>, said: Said<'_>, cited: &[Support<'_>]) -> Option<Finding> {
    let years::Misdated {
        range,
        year,
        source,
    } = years::find(said, cited)?;
    let reference = source.reference?;
    let issued = reference.issued?;
    let key = source.key();
    let message = format!(
        "the source is called one of {year}, and `{key}` is of {}",
        issued.year
    );
    let mut finding = Finding::new(
        NAME,
        Level::Warning,
        message,
        prose::place(context, said.sentence, range),
    )
    .label("another year than that of the entry");
    if let Some(place) = reference.span {
        finding = finding.related(place, format!("`{key}`, {issued}"));
    }
    let theirs = |other: &&&crate::model::Reference| {
        other.creators == reference.creators
            && other.issued.is_some_and(|issued| issued.year == year)
    };
    let other = context.references.values().find(theirs);
    Some(finding.help(match other {
        Some(other) if !reference.creators.is_empty() => format!(
            "`{}` is of {year} and by the same author: cite that one, or correct the year",
            other.key
        ),
        _ => "look the year up: correct it here or in the entry; where another work is meant, cite that one".to_owned(),
    }))
}

/// "Its reply of 17 October 2024", of a reply that is of 7 October.
fn other_day(context: &Context<'_>, said: Said<'_>, cited: &[Support<'_>]) -> Option<Finding> {
    let found = days::find(said, cited, context.tongue(said.sentence))?;
    misdated(context, said, found, "another day than that of the entry")
}

/// "In March 2022 she presented her report", of a report of March 2023.
fn other_month(context: &Context<'_>, said: Said<'_>, cited: &[Support<'_>]) -> Option<Finding> {
    let found = months::find(said, cited, context.tongue(said.sentence))?;
    misdated(context, said, found, "another year than that of the entry")
}

fn misdated(
    context: &Context<'_>,
    said: Said<'_>,
    days::Misdated {
        range,
        date,
        source,
    }: days::Misdated<'_>,
    label: &str,
) -> Option<Finding> {
    let reference = source.reference?;
    let issued = reference.issued?;
    let key = source.key();
    let message = format!("the source is called one of {date}, and `{key}` is of {issued}");
    let mut finding = Finding::new(
        NAME,
        Level::Warning,
        message,
        prose::place(context, said.sentence, range),
    )
    .label(label);
    if let Some(place) = reference.span {
        finding = finding.related(place, format!("`{key}`, {issued}"));
    }
    Some(finding.help("look the day up: correct it here or in the entry; where another work is meant, cite that one"))
}

/// `Schmitt [@schmidt2020]`, of a work by Schmidt.
fn other_spelling(context: &Context<'_>, said: Said<'_>, cited: &[Support<'_>]) -> Option<Finding> {
    let found = beside::find(context, said, cited)?;
    let key = found.source.key();
    let span = prose::place(context, said.sentence, found.range);
    let message = format!(
        "`{}` is spelt `{}` in the entry `{key}`",
        found.name, found.meant
    );
    let mut finding = Finding::new(NAME, Level::Warning, message, span).label("named here");
    if let Some(place) = found.source.reference.and_then(|reference| reference.span) {
        finding = finding.related(place, format!("by {}", found.meant));
    }
    Some(finding.help("use the spelling of the source, here and in the entry"))
}

/// "According to UNHCR", with the citation of a report by the World Bank.
fn other_body(
    context: &Context<'_>,
    said: Said<'_>,
    cited: &[Support<'_>],
    bodies: &bodies::Bodies<'_>,
) -> Option<Finding> {
    let found = bodies::find(said, cited, bodies)?;
    let key = found.source.key();
    let reference = found.source.reference?;
    let by = reference.creators.join(", ");
    let span = prose::place(context, said.sentence, found.range);
    let message = format!(
        "the sentence names `{}` and cites `{key}`, which is by {by}",
        found.name
    );
    let mut finding = Finding::new(NAME, Level::Warning, message, span).label("named here");
    if let Some(place) = reference.span {
        finding = finding.related(place, format!("by {by}"));
    }
    Some(finding.help(format!(
        "cite `{}`, or say whose the statement is; of a work that is cited from another one, write `[cited in @{key}]`",
        found.other
    )))
}

/// "Ruth Haldane and Igor Petrov", of a work by Ruth Haldane and Ilya Petrov.
fn half_a_name(context: &Context<'_>, said: Said<'_>, cited: &[Support<'_>]) -> Option<Finding> {
    let given::Misgiven {
        range,
        name,
        author,
        source,
    } = given::find(said.own, cited)?;
    let key = source.key();
    let message = format!("`{key}` is not by `{name}`, but by `{author}`");
    let place = prose::place(context, said.sentence, range);
    let finding = Finding::new(NAME, Level::Warning, message, place).label("named here");
    Some(by_whom(finding, &source).help("look the name up: correct it here or in the entry"))
}

/// "Varga and three colleagues", of a work by three authors.
fn other_number(context: &Context<'_>, said: Said<'_>, cited: &[Support<'_>]) -> Option<Finding> {
    let given::Miscounted {
        range,
        source,
        authors,
    } = given::miscounted(said.own, cited)?;
    let written = said.sentence.text.get(range.clone())?;
    let message = format!(
        "`{}` has {authors} authors, and not one and `{written}`",
        source.key()
    );
    let place = prose::place(context, said.sentence, range);
    let finding =
        Finding::new(NAME, Level::Warning, message, place).label("another number of them");
    Some(by_whom(finding, &source).help("count the authors, here and in the entry"))
}

/// "The Oceanographic Institute puts the wind at 30 knots", from a work of the Meteorological Institute.
fn other_teller(
    context: &Context<'_>,
    said: Said<'_>,
    cited: &[Support<'_>],
    tellers: &tellers::Tellers,
) -> Option<Finding> {
    let by_kind = || {
        let found = tellers::find(context, said, cited, tellers)?;
        Some((found.range, found.source))
    };
    let (range, source) = senders::find(said.own, cited).or_else(by_kind)?;
    let creator = source.reference?.creators.first()?;
    let key = source.key();
    let written = said.sentence.text.get(range.clone())?;
    let message =
        format!("the sentence is told by `{written}` and cites `{key}`, which is by `{creator}`");
    let place = prose::place(context, said.sentence, range);
    let finding = Finding::new(NAME, Level::Warning, message, place).label("named here");
    Some(by_whom(finding, &source).help(format!(
        "correct the name, or cite what is meant; of what one body says of another, write `[cited in @{key}]`"
    )))
}

/// A finding that shows by whom a source is.
fn by_whom(finding: Finding, source: &Support<'_>) -> Finding {
    let Some(reference) = source.reference else {
        return finding;
    };
    match reference.span {
        Some(place) => finding.related(place, format!("by {}", reference.creators.join(", "))),
        None => finding,
    }
}

fn other_author(
    context: &Context<'_>,
    said: Said<'_>,
    cited: &[Support<'_>],
    authors: &people::Authors<'_>,
) -> Option<Finding> {
    let found = people::find(said, cited, authors)?;
    let key = found.source.key();
    let span = prose::place(context, said.sentence, found.range.clone());
    let by = found.source.reference?.creators.join(", ");
    let (message, help) = match found.meant {
        people::Meant::Spelling(name) => (
            format!("`{}` is spelt `{name}` in the entry `{key}`", found.name),
            "use the spelling of the source, here and in the entry".to_owned(),
        ),
        people::Meant::Pair(name) => (
            format!("`{key}` is not by `{}`, but by `{name}`", found.name),
            "look the authors up, or cite the work that is meant".to_owned(),
        ),
        people::Meant::Entry(other) => (
            format!(
                "the sentence names `{}` and cites `{key}`, which is by {by}",
                found.name
            ),
            format!(
                "cite `{other}`, or say whose the statement is; of a work that is cited from another one, write `[cited in @{key}]`"
            ),
        ),
    };
    let mut finding = Finding::new(NAME, Level::Warning, message, span).label("named here");
    if let Some(place) = found.source.reference.and_then(|reference| reference.span) {
        finding = finding.related(place, format!("by {by}"));
    }
    Some(finding.help(help))
}
