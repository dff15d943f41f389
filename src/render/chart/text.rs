//! How wide words are, and where they are broken. Knows no face: an EPUB is shown in whatever the
//! reading system has, so widths are those of a wide one.

/// The size of words in a chart, in units of the drawing.
pub const SIZE: f64 = 11.5;
/// The size of numbers beside marks, and of notes.
pub const SMALL: f64 = 10.0;
/// The distance between lines of words.
pub const LEADING: f64 = 14.0;

/// About how wide words are at a size; in most faces they are a little narrower.
pub fn width_of(words: &str, size: f64) -> f64 {
    let ems: f64 = words
        .chars()
        .map(|character| match character {
            ',' | '.' | ' ' | 'i' | 'l' | 'j' | '\'' | ':' | ';' | '|' => 0.32,
            'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.42,
            'm' | 'w' | 'M' | 'W' | '%' | '—' => 0.92,
            'A'..='Z' => 0.71,
            '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}' => 1.0,
            '\u{300}'..='\u{36f}' => 0.0,
            _ => 0.57,
        })
        .sum();
    ems * size
}

/// Words in lines that are not wider than `width`. A word that is wider is broken.
pub fn wrapped(words: &str, width: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words.split_whitespace() {
        let longer = match line.is_empty() {
            true => word.to_owned(),
            false => format!("{line} {word}"),
        };
        if width_of(&longer, size) <= width {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for character in word.chars() {
            line.push(character);
            if width_of(&line, size) > width && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(character);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The widest of several words.
pub fn widest<T: AsRef<str>>(words: impl IntoIterator<Item = T>, size: f64) -> f64 {
    let widths = words
        .into_iter()
        .map(|words| width_of(words.as_ref(), size));
    widths.fold(0.0, f64::max)
}

/// Moves the middles of things that stand above each other, each `height` high, as little as they
/// must so that none touches its neighbour and all lie between `top` and `bottom`. The order stays.
pub fn apart(wanted: &[f64], height: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut places = wanted.to_vec();
    let mut least = top + height / 2.0;
    for index in &order {
        places[*index] = places[*index].max(least);
        least = places[*index] + height;
    }
    let mut most = bottom - height / 2.0;
    for index in order.iter().rev() {
        places[*index] = places[*index].min(most);
        most = places[*index] - height;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_never_too_wide_and_lose_nothing() {
        let check = |words: &str, width: f64| {
            let lines = wrapped(words, width, SIZE);
            for line in &lines {
                let fits = width_of(line, SIZE) <= width || line.chars().count() == 1;
                assert!(fits, "{line}");
            }
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(bare(&lines.concat()), bare(words));
        };
        check("A name that is longer than the room that it has", 80.0);
        check("Donaudampfschifffahrtsgesellschaftskapitän", 60.0);
        check("탈북민지원재단 서울사무소", 50.0);
        check("wide", 1.0);
        assert_eq!(wrapped("  ", 10.0, SIZE), Vec::<String>::new());
    }

    #[test]
    fn labels_do_not_touch() {
        let check = |wanted: &[f64], expected: &[f64]| {
            assert_eq!(apart(wanted, 10.0, 0.0, 100.0), expected, "{wanted:?}");
        };
        check(&[20.0, 50.0], &[20.0, 50.0]);
        check(&[50.0, 52.0, 51.0], &[50.0, 70.0, 60.0]);
        check(&[99.0, 98.0], &[95.0, 85.0]);
        check(&[0.0], &[5.0]);
    }
}
