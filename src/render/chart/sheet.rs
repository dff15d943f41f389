//! The sheet on which a chart is drawn: lines, boxes and words as SVG. Knows no numbers.

use std::fmt::Write as _;

use super::ChartStyle;
use super::text::{LEADING, SIZE, SMALL};
use crate::model::Colour;
use crate::render::xml;

/// The width of a drawing, in its own units: the measure of the page, or of a telephone.
pub const WIDTH: f64 = 440.0;
/// The same for one of two columns.
pub const NARROW: f64 = 330.0;

/// How a text stands at its place.
#[derive(Debug, Clone, Copy)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// What fills a bar. Bars are told apart in black and white too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// The accent.
    Solid,
    /// Paper, with an outline.
    Hollow,
    /// Slanted lines.
    Hatched,
    /// A light grey, with an outline.
    Grey,
}

impl Fill {
    /// The fill of a series, by its place.
    pub fn of(series: usize) -> Self {
        const FILLS: [Fill; 4] = [Fill::Solid, Fill::Hollow, Fill::Hatched, Fill::Grey];
        FILLS[series % FILLS.len()]
    }
}

/// A drawing that grows.
pub struct Sheet<'a> {
    /// Colours and face.
    pub look: &'a ChartStyle<'a>,
    body: String,
}

/// A box of the drawing.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

impl<'a> Sheet<'a> {
    /// An empty sheet.
    pub fn new(look: &'a ChartStyle<'a>) -> Self {
        Self {
            look,
            body: String::new(),
        }
    }

    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: Colour, width: f64) {
        let _ = writeln!(
            self.body,
            "<line x1=\"{:.2}\" y1=\"{:.2}\" x2=\"{:.2}\" y2=\"{:.2}\" stroke=\"{colour}\" \
             stroke-width=\"{width:.2}\"/>",
            from.0, from.1, to.0, to.1,
        );
    }

    /// A line through points, in dashes if there are any.
    pub fn path(&mut self, points: &[(f64, f64)], colour: Colour, width: f64, dashes: &str) {
        let mut places = String::new();
        for (x, y) in points {
            let _ = write!(places, "{x:.2},{y:.2} ");
        }
        let dashes = match dashes {
            "" => String::new(),
            dashes => format!(" stroke-dasharray=\"{dashes}\""),
        };
        let _ = writeln!(
            self.body,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" \
             stroke-width=\"{width:.2}\" stroke-linejoin=\"round\"{dashes}/>",
            places.trim_end(),
        );
    }

    /// A shape with corners.
    pub fn corners(&mut self, points: &[(f64, f64)], fill: Colour, stroke: Colour) {
        let mut places = String::new();
        for (x, y) in points {
            let _ = write!(places, "{x:.2},{y:.2} ");
        }
        let _ = writeln!(
            self.body,
            "<polygon points=\"{}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.2\"/>",
            places.trim_end(),
        );
    }

    /// A dot.
    pub fn dot(&mut self, x: f64, y: f64, radius: f64, fill: Colour, stroke: Colour) {
        let _ = writeln!(
            self.body,
            "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{radius:.2}\" fill=\"{fill}\" \
             stroke=\"{stroke}\" stroke-width=\"1.2\"/>",
        );
    }

    /// A bar.
    pub fn bar(&mut self, area: Area, fill: Fill) {
        let palette = &self.look.palette;
        let (colour, outline) = match fill {
            Fill::Solid => (palette.accent.to_string(), palette.accent),
            Fill::Hollow => (palette.paper.to_string(), palette.accent),
            Fill::Hatched => ("url(#hatch)".to_owned(), palette.accent),
            Fill::Grey => (palette.hairline.to_string(), palette.ink),
        };
        // The outline stands inside, so that a bar is as long as its number.
        let inset = 0.4_f64.min(area.width / 2.0).min(area.height / 2.0);
        let _ = writeln!(
            self.body,
            "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"{colour}\" \
             stroke=\"{outline}\" stroke-width=\"{:.2}\"/>",
            area.x + inset,
            area.y + inset,
            area.width - 2.0 * inset,
            area.height - 2.0 * inset,
            inset * 2.0,
        );
    }

    /// Paper over what lies below, so that nothing strikes words through.
    pub fn paper(&mut self, area: Area) {
        let _ = writeln!(
            self.body,
            "<rect x=\"{:.2}\" y=\"{:.2}\" width=\"{:.2}\" height=\"{:.2}\" fill=\"{}\"/>",
            area.x, area.y, area.width, area.height, self.look.palette.paper,
        );
    }

    /// Words that are read first.
    pub fn words(&mut self, x: f64, y: f64, anchor: Anchor, words: &str) {
        self.text(x, y, anchor, (SIZE, self.look.palette.ink), words);
    }

    /// Words that stand back.
    pub fn quiet(&mut self, x: f64, y: f64, anchor: Anchor, words: &str) {
        self.text(x, y, anchor, (SIZE, self.look.palette.quiet), words);
    }

    /// Numbers beside marks.
    pub fn small(&mut self, x: f64, y: f64, anchor: Anchor, words: &str) {
        self.text(x, y, anchor, (SMALL, self.look.palette.ink), words);
    }

    /// Lines of words below each other; the first stands at `y`.
    pub fn lines(&mut self, x: f64, y: f64, anchor: Anchor, lines: &[String]) {
        for (index, line) in lines.iter().enumerate() {
            self.words(x, y + LEADING * index as f64, anchor, line);
        }
    }

    fn text(&mut self, x: f64, y: f64, anchor: Anchor, look: (f64, Colour), words: &str) {
        if words.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (size, colour) = look;
        let _ = writeln!(
            self.body,
            "<text x=\"{x:.2}\" y=\"{y:.2}\" text-anchor=\"{anchor}\" font-size=\"{size}\" \
             fill=\"{colour}\">{}</text>",
            on_one_line(words),
        );
    }

    /// The finished drawing. It names itself for those who cannot see it, and stands on paper of its
    /// own: on a dark screen the ink would be lost.
    pub fn finish(self, height: f64, title: &str, description: &str) -> String {
        let palette = &self.look.palette;
        let width = self.look.width;
        let hatch = if self.body.contains("url(#hatch)") {
            format!(
                "<defs><pattern id=\"hatch\" width=\"4\" height=\"4\" \
                 patternUnits=\"userSpaceOnUse\">\
                 <rect width=\"4\" height=\"4\" fill=\"{}\"/>\
                 <path d=\"M-1,1 l2,-2 M0,4 l4,-4 M3,5 l2,-2\" stroke=\"{}\" \
                 stroke-width=\"1.1\"/></pattern></defs>\n",
                palette.paper, palette.accent,
            )
        } else {
            String::new()
        };
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
             aria-labelledby=\"title\" aria-describedby=\"desc\" \
             viewBox=\"0 0 {width} {height:.0}\" \
             width=\"{width}\" height=\"{height:.0}\" font-family=\"{}\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n{hatch}\
             <rect width=\"{width}\" height=\"{height:.0}\" fill=\"{}\"/>\n",
            on_one_line(&self.look.family),
            on_one_line(title),
            on_one_line(description),
            palette.paper,
        );
        out.push_str(&self.body);
        out.push_str("</svg>\n");
        out
    }
}

/// Text on one line, as XML holds it.
fn on_one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    xml::escape(&text.replace(['\n', '\r', '\t'], " "), &mut out);
    out
}
