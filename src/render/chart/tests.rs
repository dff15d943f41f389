//! What must hold for every drawing: nothing beyond its edges, nothing that is no number, words that
//! stay words.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::model::{AssetKind, Column};
use crate::render::sample;
use crate::source::Located;

fn column(name: &str) -> Column {
    let span = sample::paragraph("").span;
    Located::new(name.to_owned(), span)
}

fn columns(names: &[&str]) -> Vec<Column> {
    names.iter().map(|name| column(name)).collect()
}

fn bar(y: &[&str]) -> ChartKind {
    let (x, y) = (column("x"), columns(y));
    ChartKind::Bar { x, y }
}

fn lying(y: &[&str]) -> ChartKind {
    let (x, y) = (column("x"), columns(y));
    ChartKind::LyingBar { x, y }
}

fn line(y: &[&str]) -> ChartKind {
    let (x, y) = (column("x"), columns(y));
    ChartKind::Line { x, y }
}

fn range() -> ChartKind {
    ChartKind::Range {
        x: column("x"),
        low: column("low"),
        high: column("high"),
    }
}

fn timeline() -> ChartKind {
    ChartKind::Timeline {
        start: column("from"),
        end: Some(column("to")),
        label: column("what"),
    }
}

/// Draws a table, whose first row names the columns, and looks over the drawing.
fn draw(kind: ChartKind, table: &[&[&str]]) -> String {
    let mut figure = sample::chart(kind);
    figure.alt.value = "A <b> & ]]>".to_owned();
    let (head, rows) = table.split_first().unwrap();
    let AssetKind::Table { columns, rows } = sample::data(head, rows).kind else {
        unreachable!()
    };
    let chart = figure.chart.as_ref().unwrap();
    let data = crate::resolve::charts::data(chart, columns, rows).unwrap();
    let terms = Terms::for_language("en");
    let look = ChartStyle::new(&Theme::default(), &terms, &[], Edition::Screen);
    let drawing = svg(&figure, &data, &look);
    assert_eq!(drawing, svg(&figure, &data, &look));
    look_over(&drawing, sheet::WIDTH);
    let narrow = svg(&figure, &data, &look.narrow());
    look_over(&narrow, sheet::NARROW);
    drawing
}

/// Every number is one, and every word lies on the sheet.
fn look_over(drawing: &str, whole: f64) {
    assert!(
        !drawing.contains("NaN") && !drawing.contains("inf"),
        "{drawing}"
    );
    let mut reader = Reader::from_str(drawing);
    let mut height = 0.0;
    let mut anchor: Option<(f64, f64, String)> = None;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(element) if element.name().as_ref() == b"svg" => {
                height = number(&element, "height");
            }
            Event::Start(element) if element.name().as_ref() == b"text" => {
                let y = number(&element, "y");
                assert!((0.0..=height).contains(&y), "{y} of {height}");
                let how = value(&element, "text-anchor");
                anchor = Some((number(&element, "x"), number(&element, "font-size"), how));
            }
            Event::Text(words) => {
                if let Some((x, size, how)) = anchor.take() {
                    let words = String::from_utf8_lossy(&words).into_owned();
                    let width = text::width_of(&words, size);
                    let left = match how.as_str() {
                        "middle" => x - width / 2.0,
                        "end" => x - width,
                        _ => x,
                    };
                    let lies = left >= -12.0 && left + width <= whole + 12.0;
                    assert!(lies, "{words} from {left} to {}", left + width);
                }
            }
            Event::Empty(element) if element.name().as_ref() == b"rect" => {
                assert!(number(&element, "width") >= 0.0 && number(&element, "height") >= 0.0);
            }
            _ => {}
        }
    }
}

fn value(element: &quick_xml::events::BytesStart<'_>, name: &str) -> String {
    let attribute = element.try_get_attribute(name).unwrap().unwrap();
    String::from_utf8_lossy(&attribute.value).into_owned()
}

fn number(element: &quick_xml::events::BytesStart<'_>, name: &str) -> f64 {
    value(element, name).parse().unwrap()
}

fn count(drawing: &str, what: &str) -> usize {
    drawing.matches(what).count()
}

#[test]
fn words_stay_words() {
    let hostile = "<2001> & \"so\" ]]>";
    let kinds = [bar(&["y"]), lying(&["y"]), line(&["y"])];
    for kind in kinds {
        let drawing = draw(kind, &[&["x", "y"], &[hostile, "5"], &["b", "6"]]);
        assert!(drawing.contains("&lt;2001&gt;"), "{drawing}");
        assert!(drawing.contains("<desc id=\"desc\">A &lt;b&gt; &amp; ]]&gt;</desc>"));
        assert!(!drawing.contains("<b>"));
    }
    let table: &[&[&str]] = &[&["from", "to", "what"], &["2001", "", hostile]];
    assert!(draw(timeline(), table).contains("&amp; &quot;so&quot;"));
}

#[test]
fn numbers_are_written_as_the_language_does() {
    for (language, expected) in [
        ("en", "1,204.5"),
        ("de", "1.204,5"),
        ("fr", "1\u{a0}204,5"),
        ("es", "1204,5"),
    ] {
        let terms = Terms::for_language(language);
        let look = ChartStyle::new(&Theme::default(), &terms, &[], Edition::Screen);
        assert_eq!(look.exact(1204.5), expected, "{language}");
    }
    let terms = Terms::for_language("es");
    let look = ChartStyle::new(&Theme::default(), &terms, &[], Edition::Screen);
    assert_eq!(look.exact(12_000.0), "12\u{a0}000");
    assert_eq!(look.exact(-0.25), "\u{2212}0,25");
}

#[test]
fn extremes_do_not_break_any_kind() {
    let tables: [&[&[&str]]; 8] = [
        &[&["x", "y"], &["2001", "0"]],
        &[&["x", "y"], &["2001", "1e300"], &["2002", "-1e300"]],
        &[&["x", "y"], &["2001", "1.7e308"], &["2002", "-1.7e308"]],
        &[&["x", "y"], &["2001", "0.0000001"]],
        &[&["x", "y"], &["2001", "7"], &["2002", "7"], &["2003", "7"]],
        &[&["x", "y"], &["2001", "-7"], &["2002", "-7"]],
        &[&["x", "y"], &["2001", ""], &["2002", "5"]],
        &[&["x", "y"], &["9999-12-31", "5"], &["0001-01-01", "5"]],
    ];
    for table in tables {
        for kind in [bar(&["y"]), lying(&["y"]), line(&["y"])] {
            draw(kind, table);
        }
    }
    draw(range(), &[&["x", "low", "high"], &["", "-1e308", "1e308"]]);
    draw(
        timeline(),
        &[&["from", "to", "what"], &["0001", "9999", "all"]],
    );
    draw(
        timeline(),
        &[&["from", "to", "what"], &["2012-02-27", "", "a day"]],
    );
}

#[test]
fn five_hundred_points_are_a_line_without_marks() {
    let rows: Vec<[String; 2]> = (0..500)
        .map(|day| {
            let date = crate::model::Date::of_day(15_000 + day).unwrap();
            [date.to_string(), ((day * 37) % 101).to_string()]
        })
        .collect();
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|r| r.iter().map(String::as_str).collect())
        .collect();
    let mut table: Vec<&[&str]> = vec![&["x", "y"]];
    table.extend(rows.iter().map(Vec::as_slice));
    let drawing = draw(line(&["y"]), &table);
    assert_eq!(
        (count(&drawing, "<polyline"), count(&drawing, "<circle")),
        (1, 1)
    );
}

#[test]
fn a_missing_value_is_a_gap() {
    let table: &[&[&str]] = &[
        &["x", "y"],
        &["2001", "5"],
        &["2002", "6"],
        &["2003", ""],
        &["2004", "5"],
        &["2005", "7"],
        &["2006", ""],
        &["2007", "4"],
    ];
    let drawing = draw(line(&["y"]), table);
    assert_eq!(
        (count(&drawing, "<polyline"), count(&drawing, "<circle")),
        (2, 5)
    );
    assert_eq!(count(&draw(bar(&["y"]), table), ">–</text>"), 2);
    assert_eq!(count(&draw(lying(&["y"]), table), ">–</text>"), 2);
}

#[test]
fn dates_are_placed_by_time_whatever_their_order() {
    let drawing = draw(
        line(&["y"]),
        &[&["x", "y"], &["2010", "3"], &["2000", "1"], &["2001", "2"]],
    );
    let start = drawing.find("points=\"").unwrap() + 8;
    let points: Vec<f64> = drawing[start..]
        .split('"')
        .next()
        .unwrap()
        .split(' ')
        .map(|point| point.split(',').next().unwrap().parse().unwrap())
        .collect();
    let share = (points[1] - points[0]) / (points[2] - points[0]);
    assert!((share - 0.1).abs() < 0.001, "{points:?}");
}

#[test]
fn series_are_told_apart_without_colour() {
    let table: &[&[&str]] = &[
        &["x", "men", "women", "boys", "girls"],
        &["2001", "1", "2", "3", "4"],
        &["2002", "2", "3", "4", "5"],
    ];
    let names = ["men", "women", "boys", "girls"];
    let bars = draw(bar(&names), table);
    assert!(bars.contains("<pattern id=\"hatch\""));
    let lines = draw(line(&names), table);
    assert_eq!(count(&lines, "stroke-dasharray"), 3);
    for name in names {
        assert!(bars.contains(&format!(">{name}<")) && lines.contains(&format!(">{name}<")));
    }
    assert!(!draw(bar(&["men"]), table).contains(">men<"));
}

#[test]
fn an_axis_that_does_not_begin_at_zero_says_so() {
    let table: &[&[&str]] = &[&["x", "y"], &["2001", "101"], &["2002", "104"]];
    let said = "The axis begins at 101, not at zero.";
    assert!(draw(line(&["y"]), table).contains(said));
    assert!(!draw(bar(&["y"]), table).contains("not at zero"));
}

#[test]
fn long_names_lie() {
    let long = "The Parliamentary Subcommittee on Extraordinary Expenditure";
    let table: &[&[&str]] = &[
        &["x", "y"],
        &[long, "5"],
        &["b", "6"],
        &["c", "7"],
        &["d", "7"],
    ];
    assert_eq!(draw(bar(&["y"]), table), draw(lying(&["y"]), table));
}

#[test]
fn ranges_with_long_names_lie() {
    let anchor = |name: &str| {
        let table: &[&[&str]] = &[
            &["x", "low", "high"],
            &[name, "5", "9"],
            &["b", "-6", "6"],
            &["c", "7", "7"],
            &["d", "1", "8"],
        ];
        let drawing = draw(range(), table);
        let line = drawing.lines().find(|line| line.contains(">The "));
        let anchor = line.and_then(|line| line.split("text-anchor=\"").nth(1));
        let anchor = anchor.and_then(|rest| rest.split('"').next());
        anchor.unwrap_or_default().to_owned()
    };
    assert_eq!(anchor("The river"), "middle");
    let long = "The Parliamentary Subcommittee on Extraordinary Expenditure";
    assert_eq!(anchor(long), "end");
}

#[test]
fn the_look_is_that_of_the_theme_and_black_on_paper() {
    let terms = Terms::for_language("en");
    let theme = Theme::default();
    let screen = ChartStyle::new(&theme, &terms, &[], Edition::Screen);
    let print = ChartStyle::new(&theme, &terms, &[], Edition::Print);
    assert_eq!(screen.palette, theme.light);
    assert_eq!(print.palette.ink, Colour::BLACK);
    assert_eq!(print.palette.accent, theme.light.accent);
    assert_eq!(screen.family, "\"Libertinus Serif\", serif");
}
