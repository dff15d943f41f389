//! The keys of `report.toml`: one table, from which the reader, its messages and the JSON Schema
//! are made.

use serde_json::{Map, Value, json};

use crate::model::{Edition, Format, Profile, RegisterScope, Role, Scale};

/// One key of the manifest.
pub struct Key {
    /// The key, with its table: `check.profile`. `authors.` stands for each `[[authors]]` table.
    pub name: &'static str,
    /// The JSON Schema type of its value.
    pub shape: Shape,
    /// What it means, for the schema and the documentation.
    pub doc: &'static str,
}

/// The shape of a value.
#[derive(Clone, Copy)]
pub enum Shape {
    /// A string.
    Text,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A date, as a TOML date or a string such as `2026-11`.
    Date,
    /// A whole number from zero.
    Count,
    /// A whole number from zero to a hundred.
    PerCent,
    /// A list of strings.
    Texts,
    /// A list of some of these strings.
    SomeOf(&'static [&'static str]),
    /// A string, or a list of strings.
    OneOrMore,
    /// True or false.
    Flag,
    /// A colour such as `#8c2f23`.
    Colour,
    /// A number between two others.
    Number(f64, f64),
    /// Values of several shapes, which the description names.
    Any,
}

/// The paper sizes of the print report.
pub(super) const PAPERS: &[&str] = &["a4", "a5", "6x9", "us-letter"];
const PROFILES: &[&str] = &names(&Profile::NAMES);
const EDITIONS: &[&str] = &names(&Edition::NAMES);
const FORMATS: &[&str] = &names(&Format::NAMES);
const ROLES: &[&str] = &names(&Role::NAMES);
const SCALES: &[&str] = &names(&Scale::NAMES);
const SCOPES: &[&str] = &names(&RegisterScope::NAMES);

/// The names of a list of the model, so that a schema offers what a reader takes.
pub(super) const fn names<T, const N: usize>(pairs: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = pairs[at].0;
        at += 1;
    }
    names
}

/// Every key that a manifest can hold.
pub const KEYS: &[Key] = &[
    key("title", Shape::Text, "The title of the report. Required."),
    key("subtitle", Shape::Text, "The subtitle."),
    key(
        "language",
        Shape::Text,
        "The language of the report, as a BCP 47 tag such as `en-GB`. Required.",
    ),
    key(
        "date",
        Shape::Date,
        "The day of this edition. Required. It is the only date in the outputs.",
    ),
    key("edition", Shape::Text, "The edition, such as `1.0`."),
    key(
        "series",
        Shape::Text,
        "The series that the report belongs to.",
    ),
    key(
        "series-number",
        Shape::Text,
        "Its number in the series, such as `7`.",
    ),
    key("publisher", Shape::Text, "Who publishes the report."),
    key(
        "description",
        Shape::Text,
        "What the report is about, in a sentence or two.",
    ),
    key("keywords", Shape::Texts, "Subjects, for catalogues."),
    key("contact", Shape::Text, "Where readers send corrections."),
    key(
        "licence",
        Shape::Text,
        "The licence: an SPDX identifier or a sentence.",
    ),
    key("licence-url", Shape::Text, "The address of the licence."),
    key(
        "sections",
        Shape::Texts,
        "The Markdown files of the body, in order. Required.",
    ),
    key(
        "appendices",
        Shape::Texts,
        "The Markdown files after the body, in order.",
    ),
    key(
        "bibliography",
        Shape::Texts,
        "Bibliography files: `.bib`, `.json` (CSL-JSON), `.yml` or `.yaml` (Hayagriva).",
    ),
    key(
        "citation-style",
        Shape::Text,
        "The name of a CSL style, or the path of a `.csl` file.",
    ),
    key(
        "reference-lists.title",
        Shape::Text,
        "The title above one of several reference lists. Required.",
    ),
    key(
        "reference-lists.where.keyword",
        Shape::OneOrMore,
        "Keywords of entries; the list takes those that have one of them.",
    ),
    key(
        "reference-lists.where.type",
        Shape::OneOrMore,
        "Types of entries; the list takes those that are of one of them.",
    ),
    key(
        "reference-lists.where.group",
        Shape::OneOrMore,
        "Values of the field `group` of entries; the list takes those that have one of them.",
    ),
    key(
        "authors.name",
        Shape::Text,
        "The name as it is printed. Required.",
    ),
    key(
        "authors.file-as",
        Shape::Text,
        "The name as it is sorted, such as `Kim, Min-ji`.",
    ),
    key(
        "authors.role",
        Shape::Text,
        "A MARC relator code such as `aut`, `edt` or `trl`. `aut` if it is left out.",
    ),
    key(
        "authors.affiliation",
        Shape::Text,
        "Where the author works.",
    ),
    key("identifiers.isbn", Shape::Text, "The ISBN of this edition."),
    key(
        "identifiers.doi",
        Shape::Text,
        "The DOI, without a resolver's address.",
    ),
    key(
        "identifiers.uuid",
        Shape::Text,
        "A UUID. Without one, it is made from title, language and edition.",
    ),
    key(
        "output.name",
        Shape::Text,
        "The file name of the outputs without its ending. `report` if it is left out.",
    ),
    key(
        "output.formats",
        Shape::SomeOf(FORMATS),
        "What `build` writes. All but `bibliography` if it is left out.",
    ),
    key(
        "output.paper",
        Shape::OneOf(PAPERS),
        "The paper size of the PDF; `6x9` is in inches. `a4` if it is left out.",
    ),
    key(
        "output.template",
        Shape::Text,
        "How the PDF looks: `report`, `policy-brief`, or the name of a file in the report's \
         `templates/pdf`. `report` if it is left out.",
    ),
    key(
        "output.editions",
        Shape::SomeOf(EDITIONS),
        "Which PDFs are made: one for screens, one for the printing house. `screen` if it is left out.",
    ),
    key(
        "output.numbered-paragraphs",
        Shape::Flag,
        "Whether the paragraphs of the body are numbered. `false` if it is left out.",
    ),
    key(
        "print.bleed",
        Shape::Count,
        "How far colour runs over the trimmed edge of the print edition, in millimetres. `3` if it is left out.",
    ),
    key(
        "print.crop-marks",
        Shape::Flag,
        "Whether the print edition marks the corners of the trimmed page. `true` if it is left out.",
    ),
    key(
        "output.theme",
        Shape::Text,
        "The path of the theme. `theme.toml`, where there is one, if it is left out.",
    ),
    key(
        "check.profile",
        Shape::OneOf(PROFILES),
        "How strict the check is. `brief` if it is left out.",
    ),
    key(
        "check.carry",
        Shape::Count,
        "How many sentences the citation at the end of a paragraph covers: 4 if it is left out, and always 0 in the profile `strict`.",
    ),
    key(
        "check.minimum-coverage",
        Shape::PerCent,
        "The share of carried sentences, in per cent, below which the report is refused. None if it is left out.",
    ),
    key(
        "check.max-waivers",
        Shape::Count,
        "How many waivers the report may have. Any number if it is left out.",
    ),
    key(
        "check.min-origins",
        Shape::Count,
        "How many different origins a claim marked as event, figure or allegation needs: 2 if it is left out.",
    ),
    key(
        "check.denied-sources",
        Shape::Texts,
        "Hosts (`example.org`) and keys of sources that may carry no claim.",
    ),
    key(
        "check.max-age",
        Shape::Count,
        "How many years a source may be old where a sentence says how things stand now. 5 if it is left out.",
    ),
    key(
        "check.scale",
        Shape::OneOf(SCALES),
        "The scale whose words say how likely something is. None if it is left out.",
    ),
    key(
        "check.standard-of-proof",
        Shape::Text,
        "The standard of proof of the findings, such as `reasonable grounds to believe`.",
    ),
    key(
        "check.unused-references",
        Shape::Texts,
        "Keys that are in the bibliography and not cited on purpose. `*` stands for all.",
    ),
    key(
        "roles.*",
        Shape::OneOf(ROLES),
        "The role of every heading with these words, such as `Methods = \"methodology\"`.",
    ),
    key(
        "register.print",
        Shape::OneOf(SCOPES),
        "Which claims the printed register lists. `all` if it is left out. The data always hold all.",
    ),
];

impl Key {
    /// Whether a key that stands in a file is this one. `*` stands for any name in its table.
    pub(super) fn is(&self, written: &str) -> bool {
        match self.name.strip_suffix('*') {
            Some(table) => written.len() > table.len() && written.starts_with(table),
            None => self.name == written,
        }
    }
}

pub(super) const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, doc }
}

/// The JSON Schema (2020-12) of the manifest, made from [`KEYS`].
pub fn schema() -> Value {
    let mut top = Map::new();
    for key in KEYS {
        let value = key_schema(key);
        match key.name.split_once('.') {
            None => {
                top.insert(key.name.to_owned(), value);
            }
            Some((table, inner)) => {
                let entry = top
                    .entry(table.to_owned())
                    .or_insert_with(|| table_schema(table));
                let fields = if is_list_of_tables(table) {
                    &mut entry["items"]["properties"]
                } else {
                    &mut entry["properties"]
                };
                if inner == "*" {
                    entry["additionalProperties"] = value;
                } else if let Some((below, name)) = inner.split_once('.') {
                    if fields.get(below).is_none() {
                        fields[below] = table_schema(below);
                    }
                    fields[below]["properties"][name] = value;
                } else {
                    fields[inner] = value;
                }
            }
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Underpin report.toml",
        "type": "object",
        "properties": top,
        "required": ["title", "language", "date", "sections"],
        "additionalProperties": false,
    })
}

/// Whether a key is written `[[key]]`.
fn is_list_of_tables(key: &str) -> bool {
    matches!(key, "authors" | "reference-lists")
}

fn table_schema(table: &str) -> Value {
    let object = json!({ "type": "object", "properties": {}, "additionalProperties": false });
    if is_list_of_tables(table) {
        let mut item = object;
        let required = if table == "authors" { "name" } else { "title" };
        item["required"] = json!([required]);
        json!({ "type": "array", "items": item })
    } else {
        object
    }
}

pub(super) fn key_schema(key: &Key) -> Value {
    let mut value = match key.shape {
        Shape::Text => json!({ "type": "string", "minLength": 1 }),
        Shape::OneOf(names) => json!({ "enum": names }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::PerCent => json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::SomeOf(names) => json!({ "type": "array", "items": { "enum": names } }),
        Shape::OneOrMore => json!({ "anyOf": [
            { "type": "string", "minLength": 1 },
            { "type": "array", "items": { "type": "string" }, "minItems": 1 },
        ] }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Colour => json!({ "type": "string", "pattern": "^#[0-9a-fA-F]{6}$" }),
        Shape::Number(least, most) => {
            json!({ "type": "number", "minimum": least, "maximum": most })
        }
        Shape::Any => json!({}),
    };
    value["description"] = json!(key.doc);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_every_key() {
        let schema = schema();
        for key in KEYS {
            let found = match key.name.split_once('.') {
                None => &schema["properties"][key.name],
                Some((table, inner)) if is_list_of_tables(table) => {
                    let mut fields = &schema["properties"][table]["items"]["properties"];
                    let mut inner = inner;
                    if let Some((below, name)) = inner.split_once('.') {
                        fields = &fields[below]["properties"];
                        inner = name;
                    }
                    &fields[inner]
                }
                Some((table, "*")) => &schema["properties"][table]["additionalProperties"],
                Some((table, inner)) => &schema["properties"][table]["properties"][inner],
            };
            assert!(found["description"].is_string(), "{}", key.name);
        }
    }
}
