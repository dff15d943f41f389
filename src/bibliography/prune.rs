//! Takes out of a style what the cited works cannot reach. It changes no word that is printed.
//!
//! Styles such as Chicago's branch by dozens of types and fields. hayagriva asks every branch anew for
//! each citation, several times over, which takes longer than all else that is done for an EPUB. What
//! the works of a report are and have is asked once, of hayagriva itself.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use citationberg::taxonomy::{Kind, NameVariable, NumberVariable, StandardVariable, Variable};
use citationberg::{
    Choose, ChooseBranch, ChooseMatch, CslMacro, ElseBranch, Group, IndependentStyle,
    LayoutRenderingElement, NamesChild, SortKey, Text, TextTarget,
};
use hayagriva::{BufWriteFormat, CitationItem, CitationRequest, Entry, standalone_citation};

use super::fold::{Known, fold, variable_of};
use super::mend::{any_element, branches, each_element, each_list, each_text};

/// What a branch asks of a work alone, and not of the place where it is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Test {
    Kind(Kind),
    Variable(Variable),
}

/// What the cited works are and have, as far as a style asks.
#[derive(Debug)]
pub(super) struct Answers {
    /// The tests, each with its number.
    tests: HashMap<Test, usize>,
    /// The sets of tests that works meet, each once.
    kinds: Vec<BTreeSet<usize>>,
    /// Which of them each work meets, by its position in the library.
    of: BTreeMap<usize, usize>,
    /// The same of works that say they are of another type than hayagriva takes them for: what it takes
    /// them for.
    taken_for: BTreeMap<usize, usize>,
}

impl Answers {
    /// Asks the works, each with its position in the library.
    ///
    /// hayagriva knows fewer types than CSL, and takes an interview or a treaty for what is nearest. Where
    /// `kind_of` knows the type of a work, that is believed instead.
    pub(super) fn ask<'e>(
        style: &mut IndependentStyle,
        works: impl Iterator<Item = (usize, &'e Entry)>,
        kind_of: impl Fn(usize) -> Option<Kind>,
    ) -> Self {
        let mut tests = Tests::default();
        each_list(style, &mut |list| tests.collect(list));
        let (positions, entries): (Vec<usize>, Vec<&Entry>) = works.unzip();
        let met = tests.met_by(&entries);
        // What could not be asked is not known.
        let known = met.as_ref().map(|_| tests.known.clone());
        let works = positions.into_iter().zip(met.into_iter().flatten());
        let works = works.map(|(position, met)| {
            let said = kind_of(position).map(|kind| {
                let mut said = met.clone();
                said.retain(|number| matches!(tests.list.get(*number), Some(Test::Variable(_))));
                said.extend(tests.known.get(&Test::Kind(kind)));
                said
            });
            match said.filter(|said| *said != met) {
                Some(said) => (position, said, Some(met)),
                None => (position, met, None),
            }
        });
        Self::of(known.unwrap_or_default(), works)
    }

    /// Whether a work says it is of another type than hayagriva takes it for.
    pub(super) fn is_foreign(&self, work: usize) -> bool {
        self.taken_for.contains_key(&work)
    }

    /// The answers to tests, from those that each work meets, and those of its that hayagriva takes it to
    /// meet where it does not.
    fn of(
        tests: HashMap<Test, usize>,
        works: impl Iterator<Item = (usize, BTreeSet<usize>, Option<BTreeSet<usize>>)>,
    ) -> Self {
        let mut answers = Self {
            tests,
            kinds: Vec::new(),
            of: BTreeMap::new(),
            taken_for: BTreeMap::new(),
        };
        let mut known = BTreeMap::new();
        for (position, met, taken_for) in works {
            let mut kind = |met: BTreeSet<usize>| {
                *known.entry(met).or_insert_with_key(|met| {
                    answers.kinds.push(met.clone());
                    answers.kinds.len() - 1
                })
            };
            answers.of.insert(position, kind(met));
            if let Some(met) = taken_for {
                answers.taken_for.insert(position, kind(met));
            }
        }
        answers
    }

    /// What of it a style asks that was cut from the one that was asked about: there are fewer kinds.
    pub(super) fn narrowed(&self, style: &mut IndependentStyle) -> Self {
        let mut asked = Tests::default();
        each_list(style, &mut |list| asked.collect(list));
        let mut tests = self.tests.clone();
        tests.retain(|test, _| asked.known.contains_key(test));
        let numbers: BTreeSet<usize> = tests.values().copied().collect();
        let met = |kind: &usize| &self.kinds[*kind] & &numbers;
        let works = self.of.iter().map(|(work, kind)| {
            let taken_for = self.taken_for.get(work).map(met);
            (*work, met(kind), taken_for)
        });
        Self::of(tests, works)
    }

    /// The kinds of some works. Where there are several, hayagriva will decide between them, and so each is
    /// what it takes it for.
    pub(super) fn kinds_of(&self, works: impl Iterator<Item = usize>) -> BTreeSet<usize> {
        let works: Vec<usize> = works.collect();
        let own = works.iter().filter_map(|work| self.of.get(work).copied());
        let own: BTreeSet<usize> = own.collect();
        if own.len() < 2 || self.taken_for.is_empty() {
            return own;
        }
        let kinds = works
            .iter()
            .filter_map(|work| self.taken_for.get(work).or_else(|| self.of.get(work)));
        kinds.copied().collect()
    }

    /// Every kind that a work is of.
    pub(super) fn all_kinds(&self) -> BTreeSet<usize> {
        (0..self.kinds.len()).collect()
    }

    /// A style without the branches that no work of these kinds reaches, and then without whatever
    /// prints nothing of them. `keeps_labels` as in [`Known`].
    pub(super) fn cut(
        &self,
        style: &IndependentStyle,
        kinds: &BTreeSet<usize>,
        keeps_labels: bool,
    ) -> IndependentStyle {
        let sets: Vec<&BTreeSet<usize>> = kinds
            .iter()
            .filter_map(|kind| self.kinds.get(*kind))
            .collect();
        let met = |test: Test| {
            let Some(number) = self.tests.get(&test) else {
                return Answer::Sometimes;
            };
            match sets.iter().filter(|set| set.contains(number)).count() {
                0 => Answer::Never,
                // hayagriva takes a variable that stood for an author for absent from there on.
                count if count == sets.len() && matches!(test, Test::Kind(_)) => Answer::Always,
                _ => Answer::Sometimes,
            }
        };
        let mut cut = IndependentStyle {
            info: style.info.clone(),
            default_locale: style.default_locale.clone(),
            version: style.version.clone(),
            citation: style.citation.clone(),
            bibliography: style.bibliography.clone(),
            settings: style.settings.clone(),
            macros: Vec::new(),
            locale: style.locale.clone(),
        };
        each_list(&mut cut, &mut |list| *list = pruned(list, &met));
        keep_called(&mut cut, style.macros.iter(), |one| CslMacro {
            name: one.name.clone(),
            children: pruned(&one.children, &met),
        });
        let is_absent = |variable| met(Test::Variable(variable)) == Answer::Never;
        let is_absent = &is_absent;
        fold(
            &mut cut,
            &Known {
                is_absent,
                keeps_labels,
            },
        );
        cut
    }
}

/// Gives a style without macros those that it calls, by itself or through others, each made of one that
/// it can have.
fn keep_called<M: Borrow<CslMacro>>(
    style: &mut IndependentStyle,
    macros: impl DoubleEndedIterator<Item = M>,
    make: impl Fn(M) -> CslMacro,
) {
    let mut called = Vec::new();
    let sorts = [
        style.citation.sort.as_ref(),
        style
            .bibliography
            .as_ref()
            .and_then(|list| list.sort.as_ref()),
    ];
    for key in sorts.into_iter().flatten().flat_map(|sort| &sort.keys) {
        if let SortKey::MacroName { name, .. } = key {
            called.push(name.clone());
        }
    }
    // Without its macros, all lists of a style are its layouts.
    each_list(style, &mut |list| calls(list, &mut called));
    // The first of a name is the one that is called.
    let named = macros.rev().map(|one| (one.borrow().name.clone(), one));
    let mut waiting: HashMap<String, M> = named.collect();
    while let Some(name) = called.pop() {
        if let Some(found) = waiting.remove(&name) {
            let mut kept = make(found);
            calls(&mut kept.children, &mut called);
            style.macros.push(kept);
        }
    }
}

/// Takes out the macros that are not called: hayagriva searches them all for each call.
pub(super) fn drop_uncalled_macros(style: &mut IndependentStyle) {
    let macros = std::mem::take(&mut style.macros);
    keep_called(style, macros.into_iter(), |one| one);
}

/// Adds the names of the macros that elements call.
fn calls(list: &mut [LayoutRenderingElement], called: &mut Vec<String>) {
    each_text(list, &mut |text| {
        if let TextTarget::Macro { name } = &text.target {
            called.push(name.clone());
        }
    });
}

/// Whether a style says where the letter behind the year of a work stands.
pub(super) fn places_year_suffix(style: &IndependentStyle) -> bool {
    prints(style, &[Variable::Standard(StandardVariable::YearSuffix)])
}

/// Whether a style prints the number or label that a work has in this report.
pub(super) fn prints_number(style: &IndependentStyle) -> bool {
    let number = Variable::Number(NumberVariable::CitationNumber);
    let label = Variable::Standard(StandardVariable::CitationLabel);
    prints(style, &[number, label])
}

/// Whether a style prints one of these variables, as a text or as a number.
fn prints(style: &IndependentStyle, variables: &[Variable]) -> bool {
    any_element(style, &|element| match element {
        LayoutRenderingElement::Text(Text {
            target: TextTarget::Variable { var, .. },
            ..
        }) => variables.contains(var),
        LayoutRenderingElement::Number(number) => variables.contains(&variable_of(number.variable)),
        _ => false,
    })
}

/// Whether a style has a choice with a branch of some kind.
fn chooses(style: &IndependentStyle, is_one: &dyn Fn(&ChooseBranch) -> bool) -> bool {
    any_element(
        style,
        &|element| matches!(element, LayoutRenderingElement::Choose(choose) if choose.branches().any(is_one)),
    )
}

/// Whether a style asks whether a citation could be that of another work.
pub(super) fn asks_for_ambiguity(style: &IndependentStyle) -> bool {
    chooses(style, &|branch| branch.disambiguate.is_some())
}

/// Whether citations of a style depend on the place where they stand: whether the work was cited
/// before, and where.
pub(super) fn asks_for_place(style: &IndependentStyle) -> bool {
    let note = Variable::Number(NumberVariable::FirstReferenceNoteNumber);
    let asks = |branch: &ChooseBranch| {
        branch.position.is_some() || branch.variable.iter().flatten().any(|one| *one == note)
    };
    chooses(style, &asks) || prints(style, &[note])
}

/// The tests of a style, each once, in their order.
#[derive(Default)]
struct Tests {
    known: HashMap<Test, usize>,
    list: Vec<Test>,
}

impl Tests {
    fn collect(&mut self, list: &mut [LayoutRenderingElement]) {
        each_element(list, &mut |element| match element {
            LayoutRenderingElement::Choose(choose) => {
                for branch in branches(choose) {
                    let kinds = branch.type_.iter().flatten().copied();
                    kinds.for_each(|kind| self.add(Test::Kind(kind)));
                    let variables = branch.variable.iter().flatten().copied();
                    variables.for_each(|variable| self.add(Test::Variable(variable)));
                }
            }
            LayoutRenderingElement::Text(text) => {
                if let TextTarget::Variable { var, .. } = &text.target {
                    self.add(Test::Variable(*var));
                }
            }
            LayoutRenderingElement::Number(number) => {
                self.add(Test::Variable(variable_of(number.variable)));
            }
            LayoutRenderingElement::Label(label) => {
                self.add(Test::Variable(variable_of(label.variable)));
            }
            LayoutRenderingElement::Names(names) => {
                for variable in &names.variable {
                    self.add(Test::Variable(Variable::Name(*variable)));
                    if *variable == NameVariable::EditorTranslator {
                        self.add(Test::Variable(Variable::Name(NameVariable::Editor)));
                        self.add(Test::Variable(Variable::Name(NameVariable::Translator)));
                    }
                }
            }
            LayoutRenderingElement::Date(_) | LayoutRenderingElement::Group(_) => {}
        });
    }

    fn add(&mut self, test: Test) {
        if matches!(&test, Test::Variable(variable) if !is_of_the_work(variable)) {
            return;
        }
        self.known.entry(test).or_insert_with(|| {
            self.list.push(test);
            self.list.len() - 1
        });
    }

    /// The numbers of those that each of the entries meets; nothing where they cannot be asked.
    fn met_by(&self, entries: &[&Entry]) -> Option<Vec<BTreeSet<usize>>> {
        let style = self.question()?;
        let answers = entries.iter().map(|entry| {
            let item = CitationItem::with_entry(*entry);
            let citation =
                standalone_citation(CitationRequest::new(vec![item], &style, None, &[], None));
            let mut answer = String::new();
            // Writing to a string cannot fail.
            let _ = citation.write_buf(&mut answer, BufWriteFormat::Plain);
            let numbers = answer.split(';');
            numbers.filter_map(|number| number.parse().ok()).collect()
        });
        Some(answers.collect())
    }

    /// A style that prints the number of each test that a work meets.
    fn question(&self) -> Option<IndependentStyle> {
        let mut style = IndependentStyle::from_xml(QUESTION).ok()?;
        let elements = &mut style.citation.layout.elements;
        let pattern = elements.pop()?;
        for (number, test) in self.list.iter().enumerate() {
            let mut element = pattern.clone();
            let LayoutRenderingElement::Choose(choose) = &mut element else {
                return None;
            };
            match test {
                Test::Kind(kind) => choose.if_.type_ = Some(vec![*kind]),
                Test::Variable(variable) => choose.if_.variable = Some(vec![*variable]),
            }
            let LayoutRenderingElement::Text(text) = choose.if_.children.first_mut()? else {
                return None;
            };
            text.target = TextTarget::Value {
                val: format!("{number};"),
            };
            elements.push(element);
        }
        Some(style)
    }
}

const QUESTION: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>What a work is and has</title><id>question</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><choose><if match="any"><text value="x"/></if></choose></layout></citation></style>"#;

/// Whether a variable is the same wherever a work is cited.
fn is_of_the_work(variable: &Variable) -> bool {
    !matches!(
        variable,
        Variable::Number(
            NumberVariable::Locator
                | NumberVariable::CitationNumber
                | NumberVariable::FirstReferenceNoteNumber
        ) | Variable::Standard(StandardVariable::YearSuffix)
    )
}

/// Elements without the branches that are not reached. Only what is left is copied: styles are large, and
/// most of one is about other works.
fn pruned(
    list: &[LayoutRenderingElement],
    met: &dyn Fn(Test) -> Answer,
) -> Vec<LayoutRenderingElement> {
    let elements = list.iter().map(|element| match element {
        LayoutRenderingElement::Choose(choose) => {
            LayoutRenderingElement::Choose(pruned_choose(choose, met))
        }
        LayoutRenderingElement::Group(group) => LayoutRenderingElement::Group(Group {
            children: pruned(&group.children, met),
            font_style: group.font_style,
            font_variant: group.font_variant,
            font_weight: group.font_weight,
            text_decoration: group.text_decoration,
            vertical_align: group.vertical_align,
            prefix: group.prefix.clone(),
            suffix: group.suffix.clone(),
            delimiter: group.delimiter.clone(),
            display: group.display,
        }),
        LayoutRenderingElement::Names(names) => {
            let mut names = names.clone();
            for child in &mut names.children {
                if let NamesChild::Substitute(substitute) = child {
                    substitute.children = pruned(&substitute.children, met);
                }
            }
            LayoutRenderingElement::Names(names)
        }
        LayoutRenderingElement::Text(_)
        | LayoutRenderingElement::Date(_)
        | LayoutRenderingElement::Number(_)
        | LayoutRenderingElement::Label(_) => element.clone(),
    });
    elements.collect()
}

fn pruned_choose(choose: &Choose, met: &dyn Fn(Test) -> Answer) -> Choose {
    let mut kept = Vec::new();
    let mut otherwise = choose.otherwise.as_ref().map(|branch| &branch.children);
    for branch in choose.branches() {
        let mut condition = condition_of(branch);
        match reach(&mut condition, met) {
            Answer::Never => {}
            Answer::Sometimes => kept.push(ChooseBranch {
                children: pruned(&branch.children, met),
                ..condition
            }),
            Answer::Always => {
                otherwise = Some(&branch.children);
                break;
            }
        }
    }
    let mut kept = kept.into_iter();
    Choose {
        // A choice has a first branch.
        if_: kept.next().unwrap_or_else(never),
        else_if: kept.collect(),
        otherwise: otherwise.map(|children| ElseBranch {
            children: pruned(children, met),
        }),
    }
}

/// What a branch asks, without what is printed then.
fn condition_of(branch: &ChooseBranch) -> ChooseBranch {
    ChooseBranch {
        disambiguate: branch.disambiguate,
        is_numeric: branch.is_numeric.clone(),
        is_uncertain_date: branch.is_uncertain_date.clone(),
        locator: branch.locator.clone(),
        position: branch.position.clone(),
        type_: branch.type_.clone(),
        variable: branch.variable.clone(),
        match_: branch.match_,
        children: Vec::new(),
    }
}

/// A branch that is not taken. That none of no tests is met costs nothing to find out.
pub(super) fn never() -> ChooseBranch {
    ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: Some(Vec::new()),
        variable: None,
        match_: ChooseMatch::Any,
        children: Vec::new(),
    }
}

/// How often a test is met, or a branch is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Never,
    Sometimes,
    Always,
}

/// Whether works take a branch. Tests of which the answer is known are taken out of it.
fn reach(branch: &mut ChooseBranch, met: &dyn Fn(Test) -> Answer) -> Answer {
    // That a branch asks for it is itself a sign to hayagriva.
    if branch.disambiguate.is_some() {
        return Answer::Sometimes;
    }
    let of_kind = |kind: &Kind| met(Test::Kind(*kind));
    let of_variable = |variable: &Variable| {
        if is_of_the_work(variable) {
            met(Test::Variable(*variable))
        } else {
            Answer::Sometimes
        }
    };
    // Whether the branch is not taken, or is, as soon as one test has this answer; and the answer that
    // says nothing about the others.
    let (decides, decided, idle) = match branch.match_ {
        ChooseMatch::All => (Answer::Never, Answer::Never, Answer::Always),
        ChooseMatch::Any => (Answer::Always, Answer::Always, Answer::Never),
        ChooseMatch::None => (Answer::Always, Answer::Never, Answer::Never),
    };
    let kinds = branch.type_.iter().flatten().map(of_kind);
    let variables = branch.variable.iter().flatten().map(of_variable);
    if kinds.chain(variables).any(|answer| answer == decides) {
        return decided;
    }
    let had_tests = branch.type_.is_some() || branch.variable.is_some();
    if let Some(kinds) = &mut branch.type_ {
        kinds.retain(|kind| of_kind(kind) != idle);
    }
    if let Some(variables) = &mut branch.variable {
        variables.retain(|variable| of_variable(variable) != idle);
    }
    let asks_for_more = branch.is_numeric.is_some()
        || branch.is_uncertain_date.is_some()
        || branch.locator.is_some()
        || branch.position.is_some();
    let is_left =
        branch.type_.iter().flatten().count() > 0 || branch.variable.iter().flatten().count() > 0;
    match branch.match_ {
        _ if is_left || asks_for_more || !had_tests => Answer::Sometimes,
        ChooseMatch::Any => Answer::Never,
        ChooseMatch::All | ChooseMatch::None => Answer::Always,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(choice: &str) -> IndependentStyle {
        let choice = format!("<choose>{choice}</choose></layout>");
        let text = QUESTION.replacen(
            r#"<choose><if match="any"><text value="x"/></if></choose></layout>"#,
            &choice,
            1,
        );
        IndependentStyle::from_xml(&text).unwrap()
    }

    fn branch(condition: &str, word: &str) -> String {
        format!("<if {condition}><text value=\"{word}\"/></if>")
    }

    /// The words of the branches that are left, and of the last resort.
    fn left(choices: &[String], otherwise: &str, entry: &str) -> Vec<String> {
        let mut choice = choices[0].clone();
        for more in &choices[1..] {
            let more = more.replace("<if ", "<else-if ");
            choice += &more.replace("</if>", "</else-if>");
        }
        let mut style = style(&format!(
            "{choice}<else><text value=\"{otherwise}\"/></else>"
        ));
        let library = hayagriva::io::from_yaml_str(entry).unwrap();
        let answers = Answers::ask(&mut style, library.iter().enumerate(), |_| None);
        let mut style = answers.cut(&style, &answers.all_kinds(), true);
        let mut words = Vec::new();
        each_text(&mut style.citation.layout.elements, &mut |text| {
            if let TextTarget::Value { val } = &text.target {
                words.push(val.clone());
            }
        });
        words
    }

    #[test]
    fn only_what_the_works_are_and_have_is_left() {
        let check = |entries: &str, conditions: &[&str], expected: &[&str]| {
            let choices: Vec<String> = conditions
                .iter()
                .enumerate()
                .map(|(number, condition)| branch(condition, &number.to_string()))
                .collect();
            assert_eq!(left(&choices, "else", entries), expected, "{conditions:?}");
        };
        let report = "a:\n  type: report\n  title: A\n  author: Kim, Ann\n";
        for (conditions, expected) in [
            ([r#"type="book""#, r#"type="report""#].as_slice(), "1"),
            (&[r#"match="any" type="book report""#], "0"),
            (&[r#"match="any" type="book thesis""#], "else"),
            (
                &[r#"match="none" type="book thesis""#, r#"type="report""#],
                "0",
            ),
            (&[r#"match="none" type="book report""#], "else"),
            (&[r#"match="any" variable="author" type="report""#], "0"),
            (&[r#"variable="author editor""#], "else"),
            (&[r#"match="any" variable="editor" type="book""#], "else"),
        ] {
            check(report, conditions, &[expected]);
        }
        let both = format!("{report}b:\n  type: book\n  title: B\n");
        let check_both = |condition: &str, expected: &[&str]| check(&both, &[condition], expected);
        check_both(r#"type="report""#, &["0", "else"]);
        check_both(r#"match="any" type="report book""#, &["0", "else"]);
        check_both(r#"match="none" type="report""#, &["0", "else"]);
        check_both(r#"variable="author title""#, &["0", "else"]);
        // That a work has a variable does not say that hayagriva sees it everywhere.
        check_both(r#"variable="title""#, &["0", "else"]);
        check_both(r#"match="any" variable="author title""#, &["0", "else"]);
        check_both(r#"variable="title" type="thesis""#, &["else"]);
        check_both(r#"match="none" type="thesis""#, &["0"]);
        // What depends on the place where a work is cited stays.
        check(
            report,
            &[
                r#"variable="locator""#,
                r#"match="any" position="ibid" type="book""#,
            ],
            &["0", "1", "else"],
        );
        check(
            report,
            &[r#"disambiguate="true" type="book""#],
            &["0", "else"],
        );
        check(
            report,
            &[r#"match="any" is-numeric="volume""#],
            &["0", "else"],
        );
    }
}
