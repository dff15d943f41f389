//! How many sentences of a section stand on something. Counts states; judges none.

use super::{BlockKind, Report, Role, Standing, State, text_of};

/// How the sentences of a section, or of the whole report, stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    counts: [usize; Standing::ALL.len()],
}

impl Tally {
    /// Counts one sentence.
    pub fn add(&mut self, state: State) {
        self.counts[state.standing() as usize] += 1;
    }

    /// How many sentences there are.
    pub fn sentences(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Every standing's name with its count, in the order in which they are printed.
    pub fn states(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let counts = self.counts;
        Standing::ALL
            .map(|one| (one.name(), counts[one as usize]))
            .into_iter()
    }

    /// How many sentences stand so.
    pub fn count(&self, standing: Standing) -> usize {
        self.counts[standing as usize]
    }

    /// The sentences that stand on a citation or on another claim.
    pub fn carried(&self) -> usize {
        let carried = Standing::ALL.into_iter().filter(|one| one.is_carried());
        carried.map(|one| self.count(one)).sum()
    }

    /// The sentences that need support: all but the exempt ones.
    pub fn bearing(&self) -> usize {
        self.sentences() - self.count(Standing::Exempt)
    }

    /// The share of carried sentences in tenths of a per cent, rounded down, so that only a report
    /// without a gap has 1000. None where no sentence needs support.
    pub fn per_mille(&self) -> Option<usize> {
        (self.carried() * 1000).checked_div(self.bearing())
    }

    /// Whether the share is below a whole number of per cent. Never so where no sentence needs
    /// support.
    pub fn is_below(&self, per_cent: usize) -> bool {
        self.carried() * 100 < self.bearing().saturating_mul(per_cent)
    }
}

/// How the sentences of one section stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionCoverage {
    /// Its printed number or letter.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The roles of its headings, each once, in the order of the text.
    pub roles: Vec<Role>,
    /// Its sentences, those of its notes included.
    pub tally: Tally,
}

/// How the sentences of a report stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Section by section, in order.
    pub sections: Vec<SectionCoverage>,
    /// All sections together.
    pub total: Tally,
}

impl Coverage {
    /// Counts the sentences of a report.
    pub fn of(report: &Report) -> Self {
        let mut sections: Vec<SectionCoverage> = report
            .sections
            .iter()
            .map(|section| {
                let heading = section.blocks.iter().find_map(|block| match &block.kind {
                    BlockKind::Heading { content, .. } => Some((block, text_of(content))),
                    _ => None,
                });
                let label = heading
                    .as_ref()
                    .and_then(|(block, _)| block.attrs.id.as_ref())
                    .and_then(|id| report.labels.get(&id.value));
                SectionCoverage {
                    number: label.map(|label| label.number.clone()).unwrap_or_default(),
                    title: heading.map(|(_, title)| title).unwrap_or_default(),
                    roles: Vec::new(),
                    tally: Tally::default(),
                }
            })
            .collect();
        let mut total = Tally::default();
        for unit in &report.units {
            let Some(section) = sections.get_mut(unit.section) else {
                continue;
            };
            if !section.roles.contains(&unit.role) {
                section.roles.push(unit.role);
            }
            for sentence in &report.sentences[unit.sentences.clone()] {
                section.tally.add(sentence.state);
                total.add(sentence.state);
            }
        }
        Self { sections, total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Exemption;

    fn check(states: &[State], per_mille: Option<usize>, below: &[(usize, bool)]) {
        let mut tally = Tally::default();
        for state in states {
            tally.add(*state);
        }
        assert_eq!(tally.per_mille(), per_mille, "{states:?}");
        for (per_cent, expected) in below {
            assert_eq!(tally.is_below(*per_cent), *expected, "{per_cent}");
        }
    }

    #[test]
    fn the_share_leaves_out_the_exempt_and_is_never_rounded_up() {
        let exempt = State::Exempt(Exemption::Kind);
        check(&[], None, &[(0, false), (100, false)]);
        check(&[exempt, exempt], None, &[(100, false)]);
        check(
            &[
                State::Covered,
                State::CoveredByParagraph,
                State::Derived,
                exempt,
            ],
            Some(1000),
            &[(100, false)],
        );
        check(
            &[State::Covered, State::Covered, State::Uncovered],
            Some(666),
            &[(66, false), (67, true)],
        );
        check(
            &[State::Covered, State::Waived],
            Some(500),
            &[(50, false), (51, true)],
        );
        let mut many = vec![State::Covered; 1999];
        many.push(State::Uncovered);
        check(&many, Some(999), &[(99, false), (100, true)]);
    }
}
