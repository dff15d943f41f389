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

/// Words in lines that are not wider than `width`. A word that is wider is broken into parts of about one
/// length, so that no letter is left alone.
pub fn wrapped(words: &str, width: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for (word, is_joined) in words.split_whitespace().flat_map(pieces) {
        let longer = match line.is_empty() || is_joined {
            true => format!("{line}{word}"),
            false => format!("{line} {word}"),
        };
        if width_of(&longer, size) <= width {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let whole = width_of(&word, size);
        let part = whole / (whole / width.max(1.0)).ceil().max(1.0);
        for character in word.chars() {
            let before = width_of(&line, size);
            line.push(character);
            let is_over = width_of(&line, size) > width || before >= part;
            if is_over && line.chars().count() > 1 {
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

/// The parts of a word that lines may end between, each with whether it goes on without a space: the
/// characters of Chinese and Japanese, with the marks behind them.
fn pieces(word: &str) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut before = None;
    for character in word.chars() {
        let is_free = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        let begins_none = matches!(character, '\u{3001}'..='\u{3003}' | '\u{3005}' | '\u{300d}' | '\u{300f}' | '\u{3063}' | '\u{30fb}' | '\u{30fc}' | '\u{ff01}'..='\u{ff0f}');
        let parts = before.is_some_and(is_free) || is_free(character);
        match out.last_mut() {
            Some((last, _)) if !parts || begins_none => last.push(character),
            _ => out.push((character.to_string(), before.is_some())),
        }
        before = Some(character);
    }
    out
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
        check("河川管理局は二〇一九年四月に下流の水門を閉鎖した。", 70.0);
        check("wide", 1.0);
        assert_eq!(wrapped("  ", 10.0, SIZE), Vec::<String>::new());
    }

    #[test]
    fn a_word_that_is_broken_leaves_no_letter_alone() {
        let lines = wrapped("Wasserstraßenaufsichtsbehörde", 150.0, SIZE);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].chars().count() > 10, "{lines:?}");
    }

    #[test]
    fn a_date_goes_on_in_japanese() {
        let lines = wrapped("2012-01-10 河川管理局は二〇一九年四月に、", 150.0, SIZE);
        assert!(lines[0].starts_with("2012-01-10 河川"), "{lines:?}");
        let rows = wrapped("一二三四五六七八九、十", 9.0 * SIZE, SIZE);
        assert_eq!(rows, ["一二三四五六七八", "九、十"]);
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
