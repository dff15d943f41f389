//! Running text as values of the contract: words joined, shortened, printed a second time. Knows no model.

use serde_json::{Value, json};

use crate::model::Attrs;
use crate::render::{Terms, first_of, kept_of_caption};

/// Words of the program as running text, with their language if it is not the report's.
pub fn said(words: &str, terms: &Terms) -> Vec<Value> {
    let mut content = Vec::new();
    push_text(words, &mut content);
    match terms.foreign().and_then(language) {
        Some(lang) => vec![json!({"type": "span", "lang": lang, "content": content})],
        None => content,
    }
}

/// Keeps "Section" and its number on one line.
pub fn unbroken(words: &str) -> String {
    let is_short = words.chars().count() <= 24 && words.matches(' ').count() == 1;
    if is_short {
        words.replace(' ', "\u{a0}")
    } else {
        words.to_owned()
    }
}

/// Adds words, joined to words before them. Line ends are spaces: Typst would keep them.
pub fn push_text(text: &str, out: &mut Vec<Value>) {
    let text = text.replace(['\n', '\r', '\t'], " ");
    if text.is_empty() {
        return;
    }
    if let Some(Value::Object(last)) = out.last_mut()
        && last.get("type").and_then(Value::as_str) == Some("text")
        && let Some(Value::String(before)) = last.get_mut("text")
    {
        before.push_str(&text);
        return;
    }
    out.push(json!({"type": "text", "text": text}));
}

/// Says of words and code that they hold a row of signs that no line may have room for.
pub fn mark_long(inline: &mut Value) {
    if inline
        .get("text")
        .and_then(Value::as_str)
        .is_some_and(is_long)
    {
        inline["long"] = true.into();
    }
}

/// Whether so many signs stand side by side that a line cannot spare them. Lines end by themselves
/// behind the slashes and hyphens of an address, if no digit follows; and scripts that part their lines
/// anywhere need no help.
fn is_long(text: &str) -> bool {
    const LONG: usize = 25;
    if text.len() < LONG {
        return false;
    }
    let mut row = 0;
    let mut before = ' ';
    text.chars().any(|c| {
        let is_part = c.is_ascii_graphic() || ('\u{c0}'..='\u{52f}').contains(&c);
        let is_parted = matches!(before, '/' | '-' | '?') && c.is_alphabetic();
        row = match is_part {
            false => 0,
            true if is_parted => 1,
            true => row + 1,
        };
        before = c;
        row >= LONG
    })
}

/// Adds inlines, joining words where the two meet.
pub fn join(inlines: Vec<Value>, out: &mut Vec<Value>) {
    for inline in inlines {
        match (inline.get("type"), inline.get("text")) {
            (Some(Value::String(kind)), Some(Value::String(text))) if kind == "text" => {
                push_text(text, out);
            }
            _ => out.push(inline),
        }
    }
}

/// Whether something inside can be printed only once: a note, or a place that links lead to.
pub fn stands_once(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().any(stands_once),
        Value::Object(fields) => {
            let kind = fields.get("type").and_then(Value::as_str);
            matches!(kind, Some("note"))
                || (kind == Some("span") && fields.contains_key("id"))
                || fields.get("content").is_some_and(stands_once)
        }
        _ => false,
    }
}

/// The same words for a place where they stand a second time: no ids, links, notes or marks.
pub fn quiet(inlines: &[Value]) -> Vec<Value> {
    let mut out = Vec::new();
    for inline in inlines {
        let kind = inline
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let content = inline.get("content").and_then(Value::as_array);
        match (kind, content) {
            ("note" | "mark", _) => {}
            ("break", _) => push_text(" ", &mut out),
            ("link" | "reference" | "citation", Some(content)) => join(quiet(content), &mut out),
            (_, Some(content)) => {
                let mut copy = inline.clone();
                if let Value::Object(fields) = &mut copy {
                    fields.insert("content".to_owned(), quiet(content).into());
                    fields.remove("id");
                }
                out.push(copy);
            }
            _ => join(vec![inline.clone()], &mut out),
        }
    }
    out
}

/// The words of running text.
pub fn printed(inlines: &[Value]) -> String {
    let of = |inline: &Value| match (inline["text"].as_str(), inline["content"].as_array()) {
        (Some(text), _) => text.to_owned(),
        (None, Some(content)) => printed(content),
        _ => inline["alt"].as_str().unwrap_or_default().to_owned(),
    };
    inlines.iter().map(of).collect()
}

/// Takes the space at the end of running text away.
pub fn trim_space(inlines: &mut [Value]) {
    trim(inlines, str::trim_end);
}

/// Takes the space at the end of running text away, and a full stop before it.
pub fn trim_stop(inlines: &mut [Value]) {
    trim(inlines, |text| {
        let bare = text.trim_end();
        bare.strip_suffix('.').unwrap_or(bare)
    });
}

/// Leaves of the text at the end what `bare` leaves of it.
fn trim(inlines: &mut [Value], bare: fn(&str) -> &str) {
    let Some(last) = inlines.last_mut() else {
        return;
    };
    if last["type"] == "text"
        && let Some(text) = last["text"].as_str()
    {
        last["text"] = bare(text).into();
    } else if let Some(content) = last.get_mut("content").and_then(Value::as_array_mut) {
        trim(content, bare);
    }
}

/// The short form of a caption.
pub fn short(mut caption: Vec<Value>) -> Vec<Value> {
    fn first(inlines: &mut Vec<Value>, kept: &mut usize) {
        inlines.retain_mut(|inline| {
            if *kept == 0 {
                return false;
            }
            if let Some(text) = inline["text"].as_str() {
                inline["text"] = first_of(text, kept).into();
            } else if let Some(content) = inline.get_mut("content").and_then(Value::as_array_mut) {
                first(content, kept);
            } else {
                let alt = inline["alt"].as_str().unwrap_or_default();
                *kept = kept.saturating_sub(alt.chars().count());
            }
            true
        });
    }
    if let Some((mut kept, breaks_off)) = kept_of_caption(&printed(&caption)) {
        first(&mut caption, &mut kept);
        if breaks_off {
            push_text("…", &mut caption);
        }
    }
    caption
}

/// Adds id, classes and language where there are any.
pub fn with_attrs(mut value: Value, id: Option<String>, attrs: &Attrs) -> Value {
    if let Value::Object(fields) = &mut value {
        if let Some(id) = id {
            fields.insert("id".to_owned(), id.into());
        }
        if !attrs.classes.is_empty() {
            fields.insert("classes".to_owned(), attrs.classes.clone().into());
        }
        if let Some(lang) = attrs.lang().and_then(language) {
            fields.insert("lang".to_owned(), lang);
        }
    }
    value
}

/// A BCP 47 tag as Typst wants it. None for a tag that it would refuse.
pub fn language(tag: &str) -> Option<Value> {
    let mut parts = tag.split(['-', '_']);
    let code = parts.next()?.to_ascii_lowercase();
    let letters = |part: &str| part.chars().all(|letter| letter.is_ascii_alphabetic());
    if !(2..=3).contains(&code.len()) || !letters(&code) {
        return None;
    }
    let region = parts
        .find(|part| part.len() == 2 && letters(part))
        .map(str::to_ascii_uppercase);
    Some(json!({"code": code, "region": region, "tag": tag}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_line_may_have_room_for_is_long() {
        let check = |text: &str, expected: bool| assert_eq!(is_long(text), expected, "{text}");
        check("9f86d081884c7d659a2feaa0c55ad015", true);
        check("C:\\Reports\\2019\\final_final_2.docx", true);
        check("https://example.org/2019/06/28/01/page", true);
        check("https://example.org/a-rather/long/address-of/words", false);
        check("words that go on and on and on and on", false);
        check("북한이탈주민의 보호 및 정착지원에 관한 법률", false);
        check(
            "中華人民共和國和朝鮮民主主義人民共和國中華人民共和國",
            false,
        );
    }
}
