//! Two versions of a text as a unified diff, as `git apply` and `patch` read it.

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// The nearest equal lines are looked for no further than this many lines away, because the search
/// grows with the square of it; what lies beyond is shown as changed.
const MOST_CHANGES: usize = 1000;

/// One line of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Keep,
    Remove,
    Add,
}

/// What changed from `old` to `new`, with the path in its head; empty if nothing did.
pub fn unified(path: &str, old: &[u8], new: &[u8]) -> Vec<u8> {
    if old == new {
        return Vec::new();
    }
    let (old, new) = (lines(old), lines(new));
    let steps = steps(&old, &new);
    let (before, after) = (name('a', path), name('b', path));
    let mut text = format!("--- {before}\n+++ {after}\n").into_bytes();
    let mut at = 0;
    let (mut old_at, mut new_at) = (0, 0);
    while let Some(skip) = steps[at..].iter().position(|step| *step != Step::Keep) {
        let lead = skip.min(CONTEXT);
        at += skip - lead;
        old_at += skip - lead;
        new_at += skip - lead;
        let length = hunk_length(&steps[at..]);
        let hunk = &steps[at..at + length];
        let count = |other: Step| hunk.iter().filter(|step| **step != other).count();
        let (old_count, new_count) = (count(Step::Add), count(Step::Remove));
        let (old_range, new_range) = (range(old_at, old_count), range(new_at, new_count));
        text.extend(format!("@@ -{old_range} +{new_range} @@\n").bytes());
        for step in hunk {
            match step {
                Step::Keep => push(&mut text, b' ', old[old_at]),
                Step::Remove => push(&mut text, b'-', old[old_at]),
                Step::Add => push(&mut text, b'+', new[new_at]),
            }
            old_at += usize::from(*step != Step::Add);
            new_at += usize::from(*step != Step::Remove);
        }
        at += length;
    }
    text
}

/// A path as the head of a diff names it. One with characters that end a line or a name stands between
/// quotation marks, with escapes as in C, which `git apply` reads.
fn name(side: char, path: &str) -> String {
    if path.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        let mut quoted = format!("\"{side}/");
        for character in path.chars() {
            match character {
                '"' | '\\' => quoted.extend(['\\', character]),
                _ if character.is_control() => {
                    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                        quoted.push_str(&format!("\\{byte:03o}"));
                    }
                }
                _ => quoted.push(character),
            }
        }
        return quoted + "\"";
    }
    // A name with a space in it ends with a tab, so that nobody takes its last word for a date.
    let end = if path.contains(' ') { "\t" } else { "" };
    format!("{side}/{path}{end}")
}

/// The lines with their ends.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

fn push(text: &mut Vec<u8>, sign: u8, line: &[u8]) {
    text.push(sign);
    text.extend(line);
    if !line.ends_with(b"\n") {
        text.extend(b"\n\\ No newline at end of file\n");
    }
}

/// `first,count`, in which an empty stretch is named by the line before it.
fn range(at: usize, count: usize) -> String {
    match count {
        0 => format!("{at},0"),
        1 => format!("{}", at + 1),
        _ => format!("{},{count}", at + 1),
    }
}

/// How many steps belong to the change at the beginning: up to its last context, and on over
/// changes whose contexts touch.
fn hunk_length(steps: &[Step]) -> usize {
    let mut last = 0;
    for (at, step) in steps.iter().enumerate() {
        if *step != Step::Keep {
            last = at;
        } else if at > last + 2 * CONTEXT {
            break;
        }
    }
    (last + 1 + CONTEXT).min(steps.len())
}

/// A way from the old lines to the new ones: where they part, to the nearest pair of equal lines.
/// Edits are small and far apart, so that this is the shortest way.
fn steps(old: &[&[u8]], new: &[&[u8]]) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut x, mut y) = (0, 0);
    while x < old.len() || y < new.len() {
        if old.get(x) == new.get(y) {
            steps.push(Step::Keep);
            x += 1;
            y += 1;
            continue;
        }
        let (removed, added) =
            nearest_pair(&old[x..], &new[y..]).unwrap_or((old.len() - x, new.len() - y));
        steps.extend(vec![Step::Remove; removed]);
        steps.extend(vec![Step::Add; added]);
        x += removed;
        y += added;
    }
    steps
}

/// How many lines lie before the nearest pair of equal lines. Empty lines say nothing about where
/// the texts meet again.
fn nearest_pair(old: &[&[u8]], new: &[&[u8]]) -> Option<(usize, usize)> {
    (1..=MOST_CHANGES).find_map(|distance| {
        (0..=distance)
            .map(|added| (distance - added, added))
            .find(
                |(removed, added)| match (old.get(*removed), new.get(*added)) {
                    (Some(old), Some(new)) => old == new && !old.trim_ascii().is_empty(),
                    _ => false,
                },
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: &str) {
        let text = unified("a.md", old.as_bytes(), new.as_bytes());
        let text = String::from_utf8(text).unwrap();
        let body = text.strip_prefix("--- a/a.md\n+++ b/a.md\n");
        assert_eq!(body.unwrap_or_default(), expected);
    }

    #[test]
    fn changes_stand_between_three_lines_of_context() {
        check("one\n", "one\n", "");
        check(
            "one\ntwo\n",
            "one\n2\n",
            "@@ -1,2 +1,2 @@\n one\n-two\n+2\n",
        );
        check(
            "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
            "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n",
        );
        check("", "one\n", "@@ -0,0 +1 @@\n+one\n");
    }

    #[test]
    fn no_name_of_a_file_is_a_line_of_its_own() {
        let head = |path: &str| {
            let text = String::from_utf8(unified(path, b"one\n", b"two\n")).unwrap();
            text.lines().take(2).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(head("a b.md"), ["--- a/a b.md\t", "+++ b/a b.md\t"]);
        assert_eq!(
            head("a\n\"\u{1b}é.md"),
            [r#"--- "a/a\012\"\033é.md""#, r#"+++ "b/a\012\"\033é.md""#]
        );
    }

    #[test]
    fn far_changes_stand_apart_and_near_ones_together() {
        let old = "a\n1\n2\n3\n4\n5\n6\nb\n1\n2\n3\n4\n5\n6\n7\nc\n";
        check(
            old,
            &old.replace('a', "A").replace('b', "B").replace('c', "C"),
            "@@ -1,11 +1,11 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n 1\n 2\n 3\n\
             @@ -13,4 +13,4 @@\n 5\n 6\n 7\n-c\n+C\n",
        );
    }

    #[test]
    fn a_last_line_without_an_end_says_so() {
        check(
            "one\ntwo",
            "one\n2",
            "@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+2\n\\ No newline at end of file\n",
        );
        check(
            "one\r\ntwo\r\n",
            "one\r\n2\r\n",
            "@@ -1,2 +1,2 @@\n one\r\n-two\r\n+2\r\n",
        );
    }
}
