//! A picture that cannot be shown.

use super::{Context, unreadable_file, words};
use crate::diagnostic::{Finding, Level};
use crate::model::{AssetFault, Defect, DefectKind, DocumentFault, DrawingFault, limits};

pub(super) const NAME: &str = "missing-asset";

/// The most characters of a drawing's own words that are shown.
const SHOWN: usize = 60;

const SAVE_AGAIN: &str = "save it again as PNG, JPEG or plain SVG";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(context.defects().filter_map(finding));
}

/// What is said of a picture whose file is not there, or that was read and cannot be shown.
pub(super) fn finding(defect: &Defect) -> Option<Finding> {
    let error = |what: String| Finding::new(NAME, Level::Error, what, defect.span);
    match &defect.kind {
        DefectKind::UnreadableAsset {
            path,
            error: why,
            beside,
        } => {
            let shown = words::shortened(path, unreadable_file::SHOWN);
            let what = format!("`{shown}` {}", unreadable_file::reason(path, why));
            let help = unreadable_file::help(path, why, beside);
            Some(error(what).label("nothing to show here").help(help))
        }
        DefectKind::BadAsset {
            path,
            fault: AssetFault::Stray(read),
        } => Some(
            Finding::new(
                NAME,
                Level::Warning,
                format!("nothing reads `{path}`"),
                defect.span,
            )
            .help(format!(
                "of this folder, only {} is read",
                words::list(read)
            )),
        ),
        DefectKind::BadAsset { path, fault } => {
            let (why, help) = of_fault(fault);
            Some(
                error(match fault {
                    AssetFault::Fetches(_) => format!("`{path}` cannot be used"),
                    _ => format!("`{path}` cannot be shown"),
                })
                .note(why)
                .help(help),
            )
        }
        _ => None,
    }
}

/// Why a file cannot be shown, and what to do.
fn of_fault(fault: &AssetFault) -> (String, String) {
    let (why, help) = match fault {
        AssetFault::Format(None) => (
            "its first bytes are those of no known picture".to_owned(),
            "only PNG, JPEG, SVG and PDF pictures and CSV data can be shown",
        ),
        AssetFault::Format(Some(name)) => (
            format!("this is {name}; only PNG, JPEG, SVG and PDF pictures and CSV data can be shown"),
            SAVE_AGAIN,
        ),
        AssetFault::Empty => ("the file is empty".to_owned(), SAVE_AGAIN),
        AssetFault::NotRead => ("the file was not read".to_owned(), SAVE_AGAIN),
        AssetFault::TooLarge(limit) => (
            format!("it is larger than the limit of {} MiB", limit / 1024 / 1024),
            "save it smaller: the books show no more than a page at 300 dots an inch",
        ),
        AssetFault::TooManyPixels { width, height } => (
            format!(
                "it is {width} by {height} pixels; the limit is {} million in all",
                limits::PICTURE_PIXELS / 1_000_000
            ),
            "save it smaller: the books show no more than a page at 300 dots an inch",
        ),
        AssetFault::NoSize(format) => (format!("the {format} says no size"), SAVE_AGAIN),
        AssetFault::Truncated(format) => (
            format!("the {format} is damaged: it breaks off before its end"),
            "copy or export the file once more",
        ),
        AssetFault::Undecodable(message) => (
            format!("it is damaged: {}", shortened(message)),
            "copy or export the file once more",
        ),
        AssetFault::Profile => (
            format!(
                "its colour profile becomes larger than the limit of {} MiB",
                limits::PROFILE_BYTES / 1024 / 1024
            ),
            "save it again with the profile sRGB",
        ),
        AssetFault::Pieces => (
            format!("the PNG is in more than {} pieces", limits::PICTURE_PIECES),
            "open it in an image editor and export it once more",
        ),
        AssetFault::Scans => (
            format!("the JPEG is in more than {} scans", limits::PICTURE_SCANS),
            "open it in an image editor and export it once more",
        ),
        AssetFault::Animated => (
            "the PNG moves, and books stand still".to_owned(),
            "save the frame that is meant as a PNG of its own",
        ),
        AssetFault::Inks => (
            "the JPEG is in the inks of a printing press (CMYK), which reading devices show in wrong \
             colours"
                .to_owned(),
            "convert it to RGB (sRGB)",
        ),
        AssetFault::RareCoding(name) => (
            format!("the JPEG is in the {name} coding, which few programs read"),
            "save it again as a baseline or progressive JPEG",
        ),
        AssetFault::Drawing { line, fault } => return of_drawing(*line, fault),
        AssetFault::Document(fault) => return of_document(*fault),
        // A chart says more.
        AssetFault::Data(_) => (
            "the data cannot be read".to_owned(),
            "write one line a row, with as many commas as the first",
        ),
        AssetFault::DataAsLogo => (
            "a logo is a picture, and this is data".to_owned(),
            "name a PNG, JPEG or SVG",
        ),
        AssetFault::DataWithoutChart => (
            "this is data, and no chart of it is asked for".to_owned(),
            "let the name of the file end in `.csv`, and say which chart is meant: `kind=bar x=… y=…`",
        ),
        AssetFault::Fetches(target) => (
            format!("it fetches `{}`, and a book fetches nothing", shortened(target)),
            "take the rule out; faces belong in `fonts`, and colours and faces in `theme.toml`",
        ),
        AssetFault::Stray(_) => ("nothing reads it".to_owned(), "take it out"),
        AssetFault::Engine(message) => (message.clone(), SAVE_AGAIN),
    };
    (why, help.to_owned())
}

fn of_document(fault: DocumentFault) -> (String, String) {
    const SIMPLER: &str = "export the drawing with less in it, or save it as PNG";
    let (why, help) = match fault {
        DocumentFault::Unreadable => (
            "the PDF is damaged, or holds what nothing here can read".to_owned(),
            "export the file once more, or save it as PNG",
        ),
        DocumentFault::Locked => (
            "the PDF is encrypted".to_owned(),
            "save it without a password, or as PNG",
        ),
        DocumentFault::TooDeep => (
            "the PDF holds drawings or values within each other without end, or too deep"
                .to_owned(),
            "export the file once more, or save it as PNG",
        ),
        DocumentFault::TooMuch => (
            format!(
                "what is packed in the PDF becomes larger than the limit of {} MiB",
                limits::DOCUMENT_BYTES / 1024 / 1024
            ),
            SIMPLER,
        ),
        DocumentFault::TooManyPixels => (
            format!(
                "the pictures in the PDF have more than the limit of {} million pixels",
                limits::DOCUMENT_PIXELS / 1_000_000
            ),
            "save the page as PNG: the books show no more than a page at 300 dots an inch",
        ),
        DocumentFault::Coding(name) => (
            format!("the PDF holds data in a coding that is not read here: {name}"),
            "save the page as PNG",
        ),
        DocumentFault::TooManySteps => (
            format!(
                "the PDF is drawn in more steps than the limit of {}",
                limits::DOCUMENT_STEPS
            ),
            SIMPLER,
        ),
        DocumentFault::TooFine => (
            "the lines of the PDF are too many, too long or too finely dashed".to_owned(),
            SIMPLER,
        ),
        DocumentFault::TooLong => (
            format!(
                "it takes more than the limit of {} seconds to draw the PDF",
                limits::DOCUMENT_SECONDS
            ),
            SIMPLER,
        ),
    };
    (why, help.to_owned())
}

fn of_drawing(line: u32, fault: &DrawingFault) -> (String, String) {
    let (why, help) = match fault {
        DrawingFault::NotUtf8 => ("is not UTF-8".to_owned(), "save it as UTF-8"),
        DrawingFault::NotXml(message) => (
            format!("is not well-formed: {}", shortened(message)),
            "export the drawing once more",
        ),
        DrawingFault::NotSvg => (
            "has a root that is not `svg` in the namespace `http://www.w3.org/2000/svg`".to_owned(),
            "save it as plain SVG",
        ),
        DrawingFault::DocumentType => (
            "has a document type, which can define entities; none is expanded".to_owned(),
            "delete the line that begins with `<!DOCTYPE`",
        ),
        DrawingFault::Stylesheet => (
            "fetches a stylesheet".to_owned(),
            "put the rules into a `style` element of the drawing",
        ),
        DrawingFault::Element(name) => of_element(name),
        DrawingFault::Handler(name) => (
            format!("holds a script in `{}`", shortened(name)),
            "delete the attribute; a drawing may draw and nothing else",
        ),
        DrawingFault::Reference(target) => (
            format!("refers to `{}` outside itself", shortened(target)),
            "delete the reference; only `#id` of the same drawing can be shown",
        ),
        DrawingFault::TooDeep => (
            format!(
                "is nested deeper than the limit of {}",
                limits::DRAWING_DEPTH
            ),
            "simplify the drawing, or save it as PNG",
        ),
        DrawingFault::Crowded => (
            format!(
                "has an element with more than {} attributes",
                limits::DRAWING_ATTRIBUTES
            ),
            "export the drawing once more",
        ),
        DrawingFault::LongText => (
            format!("holds a text longer than {} bytes", limits::STRING_BYTES),
            "cut it into several `text` elements, or put the words into the report",
        ),
        DrawingFault::TooManyRules => (
            format!(
                "has style rules that take more than {} steps to try on all elements",
                limits::DRAWING_MATCHES
            ),
            "write the styles into the elements, or save it as PNG",
        ),
        DrawingFault::TooMany => (
            format!(
                "draws more than the limit of {} elements",
                limits::DRAWING_ELEMENTS
            ),
            "simplify the drawing, or save it as PNG",
        ),
        DrawingFault::TooManyClips => (
            format!(
                "lies within more than {} clips, and a page of PDF/A cannot hold more",
                limits::DRAWING_CLIPS
            ),
            "join the clips, or save the drawing as PNG",
        ),
        DrawingFault::Circle(id) => (
            format!("draws `{}` within itself", shortened(id)),
            "delete the reference of the element to itself",
        ),
        DrawingFault::TooLarge => (
            format!(
                "holds a number, or enlarges something, beyond the limit of {}",
                limits::DRAWING_NUMBER
            ),
            "export the drawing at its own size; it is scaled to the page in any case",
        ),
    };
    (format!("line {line} of the SVG {why}"), help.to_owned())
}

fn of_element(name: &str) -> (String, &'static str) {
    let lower = name.to_lowercase();
    let shown = shortened(name);
    match lower.as_str() {
        "image" => (
            format!("holds another picture in `{shown}`"),
            "save the whole drawing as PNG, or draw it without the picture",
        ),
        "foreignobject" => (
            format!("holds a document in `{shown}`, which the PDF cannot show"),
            "export the drawing with its words as `text`, or save it as PNG",
        ),
        "filter" => (
            format!("draws through a `{shown}`, which the PDF can show in pixels only"),
            "draw it without the filter, such as a shadow or a blur, or save it as PNG",
        ),
        "@keyframes" | "set" | "discard" | "mpath" => (
            format!("moves by `{shown}`, and books stand still"),
            "delete the animation",
        ),
        _ if lower.starts_with("animate") => (
            format!("moves by `{shown}`, and books stand still"),
            "delete the animation",
        ),
        _ => (
            format!("holds a `{shown}` element"),
            "save it as plain SVG; a drawing may draw and nothing else",
        ),
    }
}

/// The beginning of words that somebody else chose.
fn shortened(text: &str) -> String {
    words::shortened(text, SHOWN)
}
