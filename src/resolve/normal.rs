//! Brings everything that will be printed into Unicode Normalization Form C, with one space between words.
//!
//! Decomposed letters, as some file systems and keyboards make them, look the same and compare,
//! search and hyphenate differently; XHTML asks for composed ones (W3C Character Model). The last
//! step: until here, texts are compared with the author's file byte by byte.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::model::{
    Along, Block, BlockKind, ChartData, FormattedCitation, Inline, InlineKind, Maths, Plot, Report,
};

/// Composes the letters of every printed text.
pub(super) fn compose_letters(report: &mut Report) {
    let manifest = &mut report.manifest;
    for words in [
        &mut manifest.subtitle,
        &mut manifest.publisher,
        &mut manifest.description,
    ] {
        words.iter_mut().for_each(apostrophes);
    }
    apostrophes(&mut manifest.title);
    for author in &mut manifest.authors {
        apostrophes(&mut author.name);
        author.file_as.iter_mut().for_each(apostrophes);
        author.affiliation.iter_mut().for_each(apostrophes);
    }
    text(&mut manifest.title);
    for part in [
        &mut manifest.subtitle,
        &mut manifest.publisher,
        &mut manifest.edition,
        &mut manifest.series,
        &mut manifest.series_number,
        &mut manifest.description,
        &mut manifest.contact,
        &mut manifest.licence,
    ] {
        part.iter_mut().for_each(text);
    }
    manifest.keywords.iter_mut().for_each(text);
    for author in &mut manifest.authors {
        text(&mut author.name);
        author.file_as.iter_mut().for_each(text);
        author.affiliation.iter_mut().for_each(text);
    }
    for section in &mut report.sections {
        blocks(&mut section.blocks);
    }
    for note in &mut report.notes {
        blocks(&mut note.blocks);
    }
    for citation in &mut report.formatted {
        match citation {
            FormattedCitation::Inline(words) | FormattedCitation::Note { before: words, .. } => {
                inlines(words);
            }
            FormattedCitation::Silent => {}
        }
    }
    for entry in &mut report.reference_list {
        entry.label.iter_mut().for_each(|label| inlines(label));
        inlines(&mut entry.content);
    }
    for head in &mut report.list_heads {
        text(&mut head.title);
    }
    if let Some(logo) = &mut report.theme.logo {
        text(&mut logo.alt.value);
    }
    for reference in &mut report.references {
        reference.title.iter_mut().for_each(text);
        reference.container.iter_mut().for_each(text);
        reference.publisher.iter_mut().for_each(text);
        reference.creators.iter_mut().for_each(text);
    }
    for data in report.charts.values_mut() {
        chart_data(data);
    }
    for label in report.labels.values_mut() {
        text(&mut label.title);
    }
    for claim in &mut report.claims {
        text(&mut claim.text);
    }
    for citation in &mut report.citations {
        for item in &mut citation.items {
            text(&mut item.prefix);
            text(&mut item.suffix);
        }
    }
}

fn text(text: &mut String) {
    if !is_nfc(text) {
        *text = text.nfc().collect();
    }
}

/// Curls the apostrophes inside words, as those of the text are.
fn apostrophes(text: &mut String) {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
    let mut before = None;
    let mut letters = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        let is_inside = letter == '\'' && is_letter(before) && is_letter(letters.peek().copied());
        out.push(if is_inside { '’' } else { letter });
        before = Some(letter);
    }
    *text = out;
}

/// Makes one space of several: who types two after a full stop means no wider gap, and browsers show
/// none. Spaces that do not break are meant.
fn one_space(text: &mut String) {
    if text.contains("  ") {
        let mut before = None;
        text.retain(|character| before.replace(character) != Some(' ') || character != ' ');
    }
}

fn chart_data(data: &mut ChartData) {
    data.columns.iter_mut().for_each(text);
    data.rows.iter_mut().flatten().for_each(text);
    match &mut data.plot {
        Plot::Series { along, series } => {
            if let Along::Names(names) = along {
                names.iter_mut().for_each(text);
            }
            for one in series {
                text(&mut one.name);
            }
        }
        Plot::Ranges(strokes) => strokes.iter_mut().for_each(|stroke| text(&mut stroke.x)),
        Plot::Events(events) => events.iter_mut().for_each(|event| text(&mut event.label)),
    }
}

fn maths(maths: &mut Maths) {
    text(&mut maths.alt);
}

fn blocks(list: &mut [Block]) {
    for block in list.iter_mut() {
        match &mut block.kind {
            BlockKind::Figure(figure) => {
                text(&mut figure.alt.value);
                if let Some(chart) = &mut figure.chart {
                    text(&mut chart.x_label);
                    text(&mut chart.y_label);
                    text(&mut chart.unit);
                }
            }
            BlockKind::Code(code) => text(code),
            BlockKind::Maths(formula) => maths(formula),
            BlockKind::Div(inner) | BlockKind::Quote(inner) => blocks(inner),
            BlockKind::List { items, .. } => {
                for item in items {
                    blocks(&mut item.blocks);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                for inner in definitions.iter_mut().flat_map(|d| &mut d.definitions) {
                    blocks(inner);
                }
            }
            _ => {}
        }
    }
    super::links::each_inlines(list, &mut |list| inlines(list));
}

fn inlines(list: &mut [Inline]) {
    for inline in list {
        match &mut inline.kind {
            InlineKind::Text(words) => {
                text(words);
                one_space(words);
            }
            InlineKind::Code(words) => text(words),
            InlineKind::Maths(formula) => maths(formula),
            _ => {}
        }
        if let Some(children) = inline.children_mut() {
            inlines(children);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_inside_words_are_curled() {
        let check = |words: &str, expected: &str| {
            let mut words = words.to_owned();
            apostrophes(&mut words);
            assert_eq!(words, expected);
        };
        check("A client's brief, 5' wide", "A client’s brief, 5' wide");
        check("L'été des O'Brien", "L’été des O’Brien");
        check("the 'office'", "the 'office'");
    }

    #[test]
    fn several_spaces_are_one() {
        let mut words = "One.  Two.   Three.\u{a0} Four.".to_owned();
        one_space(&mut words);
        assert_eq!(words, "One. Two. Three.\u{a0} Four.");
    }
}
