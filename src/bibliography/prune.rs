//! Takes out of a style what none of the cited works can reach. It changes no word that is printed.
//!
//! Styles such as Chicago's branch by dozens of types and fields. hayagriva asks every branch anew for
//! each citation, several times over, which takes longer than all else that is done for an EPUB. What
//! the works of a report are and have is asked once, of hayagriva itself.

use std::collections::HashSet;

use citationberg::taxonomy::{Kind, NumberVariable, StandardVariable, Variable};
use citationberg::{
    Choose, ChooseBranch, ChooseMatch, ElseBranch, IndependentStyle, LayoutRenderingElement,
    NamesChild, TextTarget,
};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, Entry,
};

use super::mend::each_list;

/// What a branch asks of a work alone, and not of the place where it is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Test {
    Kind(Kind),
    Variable(Variable),
}

/// Takes out the branches of a style that none of the entries reaches.
pub(super) fn prune<'e>(style: &mut IndependentStyle, entries: impl Iterator<Item = &'e Entry>) {
    let mut tests = Tests::default();
    each_list(style, &mut |list| tests.collect(list));
    let met = tests.met_by(entries);
    each_list(style, &mut |list| prune_list(list, &met));
}

/// The tests of a style, each once, in their order.
#[derive(Default)]
struct Tests {
    known: HashSet<Test>,
    list: Vec<Test>,
}

impl Tests {
    fn collect(&mut self, list: &[LayoutRenderingElement]) {
        for element in list {
            match element {
                LayoutRenderingElement::Choose(choose) => {
                    for branch in choose.branches() {
                        self.collect_branch(branch);
                    }
                    if let Some(otherwise) = &choose.otherwise {
                        self.collect(&otherwise.children);
                    }
                }
                LayoutRenderingElement::Group(group) => self.collect(&group.children),
                LayoutRenderingElement::Names(names) => {
                    for child in &names.children {
                        if let NamesChild::Substitute(substitute) = child {
                            self.collect(&substitute.children);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn collect_branch(&mut self, branch: &ChooseBranch) {
        let kinds = branch.type_.iter().flatten().copied().map(Test::Kind);
        let variables = branch.variable.iter().flatten().copied();
        let variables = variables.filter(is_of_the_work).map(Test::Variable);
        for test in kinds.chain(variables) {
            if self.known.insert(test) {
                self.list.push(test);
            }
        }
        self.collect(&branch.children);
    }

    /// Those that at least one of the entries meets.
    fn met_by<'e>(&self, entries: impl Iterator<Item = &'e Entry>) -> HashSet<Test> {
        let Some(style) = self.question() else {
            return self.known.clone();
        };
        let mut driver = BibliographyDriver::new();
        for entry in entries {
            let item = CitationItem::with_entry(entry);
            driver.citation(CitationRequest::new(vec![item], &style, None, &[], None));
        }
        let rendered = driver.finish(BibliographyRequest::new(&style, None, &[]));
        let mut met = HashSet::new();
        for citation in &rendered.citations {
            let mut answer = String::new();
            // Writing to a string cannot fail.
            let _ = citation
                .citation
                .write_buf(&mut answer, BufWriteFormat::Plain);
            let numbers = answer.split(';').filter_map(|number| number.parse().ok());
            met.extend(numbers.filter_map(|number: usize| self.list.get(number)));
        }
        met
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

fn prune_list(list: &mut [LayoutRenderingElement], met: &HashSet<Test>) {
    for element in list {
        match element {
            LayoutRenderingElement::Choose(choose) => prune_choose(choose, met),
            LayoutRenderingElement::Group(group) => prune_list(&mut group.children, met),
            LayoutRenderingElement::Names(names) => {
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        prune_list(&mut substitute.children, met);
                    }
                }
            }
            _ => {}
        }
    }
}

fn prune_choose(choose: &mut Choose, met: &HashSet<Test>) {
    let mut branches = vec![choose.if_.clone()];
    branches.append(&mut choose.else_if);
    let mut kept = Vec::new();
    for mut branch in branches {
        match reach(&mut branch, met) {
            Reach::Never => {}
            Reach::Some => kept.push(branch),
            Reach::Always => {
                let children = branch.children;
                choose.otherwise = Some(ElseBranch { children });
                break;
            }
        }
    }
    if kept.is_empty() {
        // A choice has a first branch. That none of no tests is met costs nothing to find out.
        let mut never = choose.if_.clone();
        never.match_ = ChooseMatch::Any;
        (never.type_, never.variable) = (Some(Vec::new()), None);
        (never.is_numeric, never.is_uncertain_date) = (None, None);
        (never.locator, never.position) = (None, None);
        never.children.clear();
        kept.push(never);
    }
    choose.if_ = kept.remove(0);
    choose.else_if = kept;
    for branch in std::iter::once(&mut choose.if_).chain(&mut choose.else_if) {
        prune_list(&mut branch.children, met);
    }
    if let Some(otherwise) = &mut choose.otherwise {
        prune_list(&mut otherwise.children, met);
    }
}

/// Which works take a branch.
enum Reach {
    Never,
    Some,
    Always,
}

/// Which works take a branch; tests that none of them meets are taken out of it.
fn reach(branch: &mut ChooseBranch, met: &HashSet<Test>) -> Reach {
    // That a branch asks for it is itself a sign to hayagriva.
    if branch.disambiguate.is_some() {
        return Reach::Some;
    }
    let can =
        |variable: &Variable| !is_of_the_work(variable) || met.contains(&Test::Variable(*variable));
    let is = |kind: &Kind| met.contains(&Test::Kind(*kind));
    if branch.match_ == ChooseMatch::All {
        let all =
            branch.type_.iter().flatten().all(is) && branch.variable.iter().flatten().all(can);
        return if all { Reach::Some } else { Reach::Never };
    }
    let had_tests = branch.type_.is_some() || branch.variable.is_some();
    if let Some(kinds) = &mut branch.type_ {
        kinds.retain(is);
    }
    if let Some(variables) = &mut branch.variable {
        variables.retain(can);
    }
    let asks_for_more = branch.is_numeric.is_some()
        || branch.is_uncertain_date.is_some()
        || branch.locator.is_some()
        || branch.position.is_some();
    let is_left =
        branch.type_.iter().flatten().count() > 0 || branch.variable.iter().flatten().count() > 0;
    match branch.match_ {
        _ if is_left || asks_for_more || !had_tests => Reach::Some,
        ChooseMatch::None => Reach::Always,
        _ => Reach::Never,
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
        prune(&mut style, library.iter());
        let LayoutRenderingElement::Choose(choose) = &style.citation.layout.elements[0] else {
            panic!("no choice");
        };
        let last = choose.otherwise.iter().flat_map(|one| &one.children);
        let children = choose.branches().flat_map(|one| &one.children).chain(last);
        children
            .map(|child| match child {
                LayoutRenderingElement::Text(text) => format!("{:?}", text.target)
                    .split('"')
                    .nth(1)
                    .unwrap_or_default()
                    .to_owned(),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn only_what_the_works_are_and_have_is_left() {
        let report = "a:\n  type: report\n  title: A\n  author: Kim, Ann\n";
        let check = |conditions: &[&str], expected: &[&str]| {
            let choices: Vec<String> = conditions
                .iter()
                .enumerate()
                .map(|(number, condition)| branch(condition, &number.to_string()))
                .collect();
            assert_eq!(left(&choices, "else", report), expected, "{conditions:?}");
        };
        check(&[r#"type="book""#, r#"type="report""#], &["1", "else"]);
        check(&[r#"match="any" type="book report""#], &["0", "else"]);
        check(&[r#"match="any" type="book thesis""#], &["else"]);
        check(
            &[r#"match="none" type="book thesis""#, r#"type="report""#],
            &["0"],
        );
        check(&[r#"match="none" type="book report""#], &["0", "else"]);
        check(
            &[r#"variable="author title""#, r#"variable="author editor""#],
            &["0", "else"],
        );
        check(&[r#"match="any" variable="editor" type="book""#], &["else"]);
        // What depends on the place where a work is cited stays.
        check(
            &[
                r#"variable="locator""#,
                r#"match="any" position="ibid" type="book""#,
            ],
            &["0", "1", "else"],
        );
        check(&[r#"disambiguate="true" type="book""#], &["0", "else"]);
        check(&[r#"match="any" is-numeric="volume""#], &["0", "else"]);
    }
}
