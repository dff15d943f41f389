//! Colours of a theme that cannot be told apart well enough.

use std::collections::BTreeMap;

use super::{Context, words};
use crate::diagnostic::Finding;
use crate::model::{Colour, GRAPHICS_CONTRAST, Mode, Palette, Swatch, TEXT_CONTRAST, Theme};
use crate::source::Span;

pub(super) const NAME: &str = "low-contrast";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let theme = &context.report.theme;
    for (mode, palette) in [(Mode::Light, &theme.light), (Mode::Dark, &theme.dark)] {
        let page = Page {
            theme,
            mode,
            palette,
        };
        for (culprit, faint) in page.faint_by_culprit() {
            if let Some(place) = page.place(culprit) {
                findings.push(page.finding(context, culprit, place, &faint));
            }
        }
    }
}

/// Words and what is behind them.
type Pair = (Swatch, Swatch);

/// The pages of one mode.
struct Page<'t> {
    theme: &'t Theme,
    mode: Mode,
    palette: &'t Palette,
}

impl Page<'_> {
    fn place(&self, swatch: Swatch) -> Option<Span> {
        self.theme.written.get(&(self.mode, swatch)).copied()
    }

    fn contrast(&self, (words, behind): Pair) -> f64 {
        self.palette.get(words).contrast(self.palette.get(behind))
    }

    /// Whether a pair is too faint for text. All that is printed in these colours is text at some
    /// place, so lines and large words need no other look.
    fn is_faint(&self, pair: Pair) -> bool {
        self.contrast(pair) < TEXT_CONTRAST
    }

    /// The faint pairs, by the colour that the author has to change. One colour is one finding.
    fn faint_by_culprit(&self) -> BTreeMap<Swatch, Vec<Pair>> {
        let mut found: BTreeMap<Swatch, Vec<Pair>> = BTreeMap::new();
        for words in Swatch::OF_WORDS {
            for behind in [Swatch::Paper, Swatch::Tint] {
                if self.is_faint((words, behind))
                    && let Some(culprit) = self.culprit(words, behind)
                {
                    found.entry(culprit).or_default().push((words, behind));
                }
            }
        }
        found
    }

    /// Words that can be read on paper are not at fault for the tint; otherwise they are, unless the
    /// author did not choose them. A colour that nobody wrote was made for those that are built in.
    fn culprit(&self, words: Swatch, behind: Swatch) -> Option<Swatch> {
        let suspects = if behind == Swatch::Tint && !self.is_faint((words, Swatch::Paper)) {
            [Swatch::Tint, words, Swatch::Paper]
        } else {
            [words, behind, Swatch::Paper]
        };
        suspects
            .into_iter()
            .find(|swatch| self.place(*swatch).is_some())
    }

    fn finding(
        &self,
        context: &Context<'_>,
        culprit: Swatch,
        place: Span,
        faint: &[Pair],
    ) -> Finding {
        let measured: Vec<String> = faint.iter().map(|pair| self.measured(*pair)).collect();
        let lowest = faint
            .iter()
            .map(|pair| self.contrast(*pair))
            .fold(f64::INFINITY, f64::min);
        let too = if lowest < GRAPHICS_CONTRAST {
            "; large words and lines of charts need 3:1"
        } else {
            ""
        };
        let finding = Finding::new(
            NAME,
            context.error_unless_draft(),
            measured[0].clone(),
            place,
        )
        .label("too close to be read by all")
        .note(format!(
            "WCAG 2.2 (1.4.3, level AA) asks for 4.5:1 between words and what is behind them{too}"
        ));
        let finding = measured.iter().skip(1).fold(finding, |finding, also| {
            finding.note(format!("also too low: {also}"))
        });
        match self.nearest(culprit, faint) {
            Some(colour) => finding.suggest(
                format!("the nearest colour of the same hue that passes is `{colour}`"),
                place,
                format!("\"{colour}\""),
            ),
            None => {
                let others: Vec<&str> = self
                    .across(culprit, faint)
                    .iter()
                    .map(|s| s.name())
                    .collect();
                finding.help(format!(
                    "no colour of this hue passes: change {} too",
                    words::list(&others)
                ))
            }
        }
    }

    /// `palette.ink` on `palette.paper` has a contrast of 2.31:1.
    fn measured(&self, (words, behind): Pair) -> String {
        let table = self.mode.table();
        let shown = |swatch: Swatch| {
            let built_in = match (self.place(swatch), self.mode) {
                (Some(_), _) => "",
                (None, Mode::Light) => ", built in",
                (None, Mode::Dark) => ", computed",
            };
            format!(
                "`{table}.{}` ({}{built_in})",
                swatch.name(),
                self.palette.get(swatch)
            )
        };
        // Cut and not rounded: 4.499 must not read as a contrast that passes.
        let contrast = (self.contrast((words, behind)) * 100.0).floor() / 100.0;
        format!(
            "{} on {} has a contrast of {contrast:.2}:1",
            shown(words),
            shown(behind)
        )
    }

    /// The colours on the other side of a culprit: what must be readable on it, or behind it.
    fn across(&self, culprit: Swatch, faint: &[Pair]) -> Vec<Swatch> {
        if Swatch::OF_WORDS.contains(&culprit) {
            let mut behind: Vec<Swatch> = faint.iter().map(|(_, behind)| *behind).collect();
            behind.dedup();
            behind
        } else {
            let mut words: Vec<Swatch> = faint.iter().map(|(words, _)| *words).collect();
            words.dedup();
            words
        }
    }

    /// The nearest colour for the culprit with which every pair passes that it is in.
    fn nearest(&self, culprit: Swatch, faint: &[Pair]) -> Option<Colour> {
        let own = self.palette.get(culprit);
        let all: Vec<Colour> = if Swatch::OF_WORDS.contains(&culprit) {
            vec![self.palette.paper, self.palette.tint]
        } else {
            Swatch::OF_WORDS
                .map(|swatch| self.palette.get(swatch))
                .to_vec()
        };
        let some: Vec<Colour> = self
            .across(culprit, faint)
            .into_iter()
            .map(|swatch| self.palette.get(swatch))
            .collect();
        own.reaching(TEXT_CONTRAST, &all)
            .or_else(|| own.reaching(TEXT_CONTRAST, &some))
    }
}
