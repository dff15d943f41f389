//! Pictures with everything that cameras, programs and attackers put into them.

use super::*;

#[test]
fn a_colour_profile_that_becomes_huge_is_refused() {
    use std::io::Write;
    let packed = |length: u64| {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&vec![0; length as usize]).unwrap();
        [b"sRGB\0\0".to_vec(), packer.finish().unwrap()].concat()
    };
    let with_profile = |profile: &[u8]| {
        let chunk = |name: &[u8; 4], data: &[u8]| {
            let length = u32::try_from(data.len()).unwrap().to_be_bytes();
            [&length[..], name, data, &[0; 4]].concat()
        };
        let header = [&[0, 0, 0, 1, 0, 0, 0, 1][..], &[8, 0, 0, 0, 0]].concat();
        [
            png::MAGIC.to_vec(),
            chunk(b"IHDR", &header),
            chunk(b"iCCP", profile),
            chunk(b"IEND", b""),
        ]
        .concat()
    };
    let most = limits::PROFILE_BYTES;
    assert!(look("a.png", &with_profile(&packed(most))).is_ok());
    let found = look("a.png", &with_profile(&packed(most + 1)));
    assert_eq!(found, Err(AssetFault::Profile));
    assert!(look("a.png", &with_profile(b"")).is_ok());
}
use crate::model::{Asset, DataFault, DrawingFault};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, GenericImageView, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};

/// A book with little room, so that small pictures are large.
const SMALL: Budget = Budget {
    side: 240,
    bytes: 12_000,
    quality: 85,
};

/// A photograph without a corner alike: red on the left, green above, noise below.
fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 8;
        let red = if x < width / 2 { 200 } else { 20 };
        let green = if y < height / 2 { 200 } else { 20 };
        Rgb([red, green, (noise & 0x7f) as u8])
    })
}

fn jpeg_of(pixels: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.set_icc_profile(b"a profile".to_vec()).unwrap();
    pixels.write_with_encoder(encoder).unwrap();
    bytes
}

fn png_of(pixels: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(b"a profile".to_vec()).unwrap();
    pixels.write_with_encoder(encoder).unwrap();
    bytes
}

/// An EXIF record in little-endian order: turned as `orientation` says, owner, and a place.
fn exif(orientation: u16) -> Vec<u8> {
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let mut entry = Vec::new();
        entry.extend(tag.to_le_bytes());
        entry.extend(kind.to_le_bytes());
        entry.extend(count.to_le_bytes());
        entry.extend(value.to_le_bytes());
        entry
    };
    let gps = 8 + 2 + 3 * 12 + 4;
    let words = gps + 2 + 2 * 12 + 4;
    out.extend(3u16.to_le_bytes());
    out.extend(entry(0x0112, 3, 1, u32::from(orientation)));
    out.extend(entry(0x013b, 2, 12, words));
    out.extend(entry(0x8825, 4, 1, gps));
    out.extend(0u32.to_le_bytes());
    out.extend(2u16.to_le_bytes());
    out.extend(entry(1, 2, 2, u32::from(b'N')));
    out.extend(entry(2, 5, 3, words + 12));
    out.extend(0u32.to_le_bytes());
    out.extend(b"Jane Doe    ");
    for number in [48u32, 1, 51, 1, 29, 1] {
        out.extend(number.to_le_bytes());
    }
    out
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let mut out = vec![0xff, marker];
    out.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
    out.extend(data);
    out
}

/// A JPEG with every kind of record in it, a second picture behind its end, and a colour profile.
fn telling_jpeg(pixels: &RgbImage, orientation: u16) -> Vec<u8> {
    let plain = jpeg_of(pixels);
    let mut out = plain[..2].to_vec();
    out.extend(segment(
        0xe1,
        &[b"Exif\0\0", exif(orientation).as_slice()].concat(),
    ));
    out.extend(segment(
        0xe1,
        b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='48,51N'/>",
    ));
    out.extend(segment(
        0xed,
        b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x09\x1c\x02\x5a\0\x04Lyon",
    ));
    out.extend(segment(0xfe, b"a comment of Jane Doe"));
    out.extend(segment(0xe5, b"a maker's own segment"));
    out.extend(&plain[2..]);
    out.extend(b"ftypmp42 a film with GPS");
    out
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut out = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    out.extend(name);
    out.extend(data);
    out.extend(crc(&out[4..]).to_be_bytes());
    out
}

/// The check sum of a chunk (PNG, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    })
}

/// The same PNG with further chunks behind its header.
fn with_chunks(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    [&png[..33], &chunks.concat(), &png[33..]].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|here| here == words)
}

fn fitted(path: &str, bytes: Vec<u8>, budget: Budget) -> Asset {
    let kind = look(path, &bytes).unwrap().kind;
    let bytes = bytes.into();
    fit(&Asset { kind, bytes }, budget).unwrap()
}

fn size(width: u32, height: u32) -> Size {
    Size { width, height }
}

fn size_of(asset: &Asset) -> (u32, u32) {
    match asset.kind {
        AssetKind::Png(size) | AssetKind::Jpeg(size) => (size.width, size.height),
        _ => panic!("{:?}", asset.kind),
    }
}

fn pixels_of(asset: &Asset) -> DynamicImage {
    let pixels = image::load_from_memory(&asset.bytes).unwrap();
    assert_eq!(pixels.dimensions(), size_of(asset));
    pixels
}

#[test]
fn a_jpeg_tells_nothing_in_a_book() {
    let bytes = telling_jpeg(&photo(64, 48), 1);
    let seen = look("a.jpg", &bytes).unwrap();
    assert_eq!(seen.tells, [Tells::Place, Tells::Person, Tells::Appendix]);
    for budget in [Budget::PRINT, Budget::SCREEN] {
        let made = fitted("a.jpg", bytes.clone(), budget);
        assert_eq!(look("a.jpg", &made.bytes).unwrap().tells, []);
        for words in [
            "Exif", "GPS", "Jane", "Lyon", "8BIM", "xap", "comment", "maker", "film",
        ] {
            assert!(!holds(&made.bytes, words.as_bytes()), "{words}");
        }
        assert!(holds(&made.bytes, b"a profile"));
        // What remains is the picture as it was encoded, byte for byte.
        assert_eq!(
            *made.bytes,
            *jpeg::stripped(&jpeg_of(&photo(64, 48))).unwrap()
        );
    }
}

#[test]
fn a_picture_of_a_template_tells_nothing_either() {
    let telling = telling_jpeg(&photo(32, 32), 1);
    assert!(!holds(&without_metadata("pdf/seal.jpg", &telling), b"Jane"));
    assert_eq!(without_metadata("pdf/report.typ", b"#let a"), b"#let a");
}

#[test]
fn a_turned_photograph_stands_upright() {
    // Orientation 6: the top of the scene is on the right of the pixels.
    let scene = photo(48, 64);
    let lying = image::imageops::rotate270(&scene);
    let made = fitted("a.jpg", telling_jpeg(&lying, 6), Budget::PRINT);
    assert_eq!(made.kind, AssetKind::Jpeg(size(48, 64)));
    let pixels = pixels_of(&made).to_rgb8();
    for (x, y) in [(5, 5), (40, 5), (5, 60), (40, 60)] {
        let (one, other) = (pixels.get_pixel(x, y), scene.get_pixel(x, y));
        let near = |at: usize| one.0[at].abs_diff(other.0[at]) < 40;
        assert!(near(0) && near(1), "{x} {y}: {one:?} {other:?}");
    }
    assert!(!holds(&made.bytes, b"Exif") && holds(&made.bytes, b"a profile"));
}

#[test]
fn a_large_photograph_is_made_to_fit_and_a_small_one_stays() {
    let bytes = jpeg_of(&photo(480, 360));
    let made = fitted("a.jpg", bytes.clone(), SMALL);
    let (width, height) = size_of(&made);
    assert!(width <= SMALL.side && made.bytes.len() <= SMALL.bytes);
    assert!(width.abs_diff(height * 4 / 3) <= 1);
    pixels_of(&made);
    let printed = fitted("a.jpg", bytes.clone(), Budget::PRINT);
    let kept = (AssetKind::Jpeg(size(480, 360)), bytes.clone().into());
    assert_eq!((printed.kind, printed.bytes), kept);
    assert_eq!(made, fitted("a.jpg", bytes, SMALL));
}

#[test]
fn the_picture_of_a_telephone_fits_a_reading_device() {
    let bytes = telling_jpeg(&photo(4000, 3000), 6);
    let made = fitted("a.jpg", bytes, Budget::SCREEN);
    let (width, height) = size_of(&made);
    assert!(width < height && height <= limits::SCREEN_SIDE);
    assert!(made.bytes.len() <= limits::SCREEN_BYTES);
}

#[test]
fn a_png_keeps_its_transparency_and_loses_its_words() {
    let drawing = RgbaImage::from_fn(300, 200, |x, y| match (x / 40 + y / 40) % 2 {
        0 => Rgba([0, 0, 0, 255]),
        _ => Rgba([255, 255, 255, 0]),
    });
    let plain = png_of(&drawing.into());
    let telling = with_chunks(
        &plain,
        &[
            chunk(b"tEXt", b"Author\0Jane Doe"),
            chunk(b"zTXt", b"Raw profile type exif\0\0secret"),
            chunk(b"eXIf", &exif(1)),
            chunk(b"tIME", b"\x07\xe8\x01\x02\x03\x04\x05"),
        ],
    );
    let seen = look("a.png", &telling).unwrap();
    assert_eq!(seen.tells, [Tells::Place, Tells::Record, Tells::Person]);
    let made = fitted("a.png", telling, Budget::SCREEN);
    assert_eq!(
        (made.kind, made.bytes),
        (AssetKind::Png(size(300, 200)), plain.into())
    );
}

#[test]
fn a_large_png_stays_a_png_where_a_jpeg_would_lose_something() {
    let see_through = RgbaImage::from_fn(300, 300, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 8;
        Rgba([noise as u8, (noise >> 8) as u8, x as u8, (noise >> 4) as u8])
    });
    let budget = Budget {
        bytes: 150_000,
        ..SMALL
    };
    let made = fitted("a.png", png_of(&see_through.into()), budget);
    assert!(matches!(made.kind, AssetKind::Png(..)), "{:?}", made.kind);
    assert!(made.bytes.len() <= budget.bytes && pixels_of(&made).color().has_alpha());
    let made = fitted("a.png", png_of(&photo(300, 300).into()), SMALL);
    assert!(matches!(made.kind, AssetKind::Jpeg(..)), "{:?}", made.kind);
    assert!(made.bytes.len() <= SMALL.bytes && holds(&made.bytes, b"a profile"));
}

#[test]
fn a_drawing_in_few_colours_keeps_its_pixels() {
    // One bit a pixel: smaller in pixels would be larger in bytes.
    let bytes = include_bytes!("../../tests/twins/clean/figures/dormitory.png").to_vec();
    let budget = Budget { side: 120, ..SMALL };
    let made = fitted("a.png", bytes.clone(), budget);
    assert_eq!(made.kind, AssetKind::Png(size(160, 80)));
    assert!(*made.bytes == *bytes);
}

#[test]
fn a_png_written_again_says_the_same_of_its_colours() {
    let turned = [
        chunk(b"eXIf", &exif(8)),
        chunk(b"gAMA", &45_455u32.to_be_bytes()),
    ];
    let made = fitted(
        "a.png",
        with_chunks(&png_of(&photo(40, 30).into()), &turned),
        Budget::PRINT,
    );
    assert_eq!(made.kind, AssetKind::Png(size(30, 40)));
    assert!(holds(&made.bytes, b"gAMA") && holds(&made.bytes, b"iCCP"));
    pixels_of(&made);
}

#[test]
fn sixteen_bits_are_made_eight_only_where_a_picture_is_written_again() {
    let deep = |side| DynamicImage::ImageRgb16(DynamicImage::from(photo(side, side)).into_rgb16());
    let bytes = png_of(&deep(40));
    assert_eq!(*fitted("a.png", bytes.clone(), SMALL).bytes, *bytes);
    let made = fitted(
        "a.png",
        png_of(&deep(260)),
        Budget {
            bytes: 400_000,
            ..SMALL
        },
    );
    assert_eq!(pixels_of(&made).color(), image::ColorType::Rgb8);
}

#[test]
fn what_cannot_be_shown_is_named() {
    let jpeg = jpeg_of(&photo(64, 48));
    let png = png_of(&photo(64, 48).into());
    let frame = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    let with = |at: usize, byte: u8| {
        let mut bytes = jpeg.clone();
        bytes[at] = byte;
        bytes
    };
    let check = |bytes: &[u8], expected: AssetFault| {
        assert_eq!(look("a.jpg", bytes), Err(expected));
    };
    check(b"", AssetFault::Empty);
    check(b"hello", AssetFault::Format(None));
    check(b"GIF89a", AssetFault::Format(Some("a GIF")));
    check(b"RIFF\0\0\0\0WEBPVP8 ", AssetFault::Format(Some("a WebP")));
    check(b"\0\0\0\x20ftypavif", AssetFault::Format(Some("an AVIF")));
    check(b"\0\0\0\x20ftypheic", AssetFault::Format(Some("a HEIC")));
    check(b"BM\x46", AssetFault::Format(Some("a BMP")));
    check(b"II*\0\x08", AssetFault::Format(Some("a TIFF")));
    check(&jpeg[..jpeg.len() / 2], AssetFault::Truncated("JPEG"));
    check(&jpeg[..20], AssetFault::Truncated("JPEG"));
    check(&png[..png.len() / 2], AssetFault::Truncated("PNG"));
    check(&png[..20], AssetFault::NoSize("PNG"));
    check(&with(frame + 9, 4), AssetFault::Inks);
    check(&with(frame + 4, 12), AssetFault::RareCoding("12-bit"));
    check(&with(frame + 1, 0xc3), AssetFault::RareCoding("lossless"));
    check(&with(frame + 1, 0xc9), AssetFault::RareCoding("arithmetic"));
    check(
        &with_chunks(&png, &[chunk(b"acTL", &[0; 8])]),
        AssetFault::Animated,
    );
    assert_eq!(look("a.jpg", &png).unwrap().misnamed, Some("a PNG"));
    assert_eq!(look("a.png", &png).unwrap().misnamed, None);
    assert_eq!(look("a", &png).unwrap().misnamed, None);
}

#[test]
fn a_damaged_picture_is_a_fault_and_not_a_grey_area() {
    let mut png = png_of(&photo(64, 48).into());
    let middle = png.len() / 2;
    png[middle] ^= 0xff;
    let kind = look("a.png", &png).unwrap().kind;
    let bytes = png.into();
    let made = fit(&Asset { kind, bytes }, Budget::PRINT);
    assert!(matches!(made, Err(AssetFault::Undecodable(_))), "{made:?}");
}

#[test]
fn no_single_byte_brings_it_down() {
    let originals = [
        ("a.jpg", telling_jpeg(&photo(16, 16), 6)),
        ("a.png", png_of(&photo(8, 8).into())),
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><g fill='url(#a)'/></svg>".to_vec(),
        ),
        ("a.csv", b"a,b\n1,2\n".to_vec()),
    ];
    for (path, original) in originals {
        for at in 0..original.len().min(900) {
            for byte in [0, 0x7f, 0xff] {
                let mut bytes = original.clone();
                bytes[at] = byte;
                if let Ok(seen) = look(path, &bytes) {
                    let kind = seen.kind;
                    let bytes = bytes.into();
                    let _ = fit(&Asset { kind, bytes }, Budget::PRINT);
                }
            }
            let _ = look(path, &original[..at]);
        }
    }
}

#[test]
fn a_picture_bomb_is_refused_by_its_header() {
    let mut png = png::MAGIC.to_vec();
    png.extend(b"\0\0\0\rIHDR");
    png.extend(50_000_u32.to_be_bytes());
    png.extend(50_000_u32.to_be_bytes());
    let (width, height) = (50_000, 50_000);
    assert_eq!(
        look("a.png", &png),
        Err(AssetFault::TooManyPixels { width, height })
    );
}

const HEAD: &str = "<svg xmlns='http://www.w3.org/2000/svg' \
                    xmlns:xlink='http://www.w3.org/1999/xlink'>";

fn drawing_fault(inside: &str) -> Option<(u32, DrawingFault)> {
    match look("a.svg", format!("{HEAD}\n{inside}\n</svg>").as_bytes()) {
        Ok(_) => None,
        Err(AssetFault::Drawing { line, fault }) => Some((line, fault)),
        Err(other) => panic!("{inside}: {other:?}"),
    }
}

#[test]
fn a_drawing_may_draw_and_nothing_else() {
    let element = |name: &str| DrawingFault::Element(name.to_owned());
    let reference = |target: &str| DrawingFault::Reference(target.to_owned());
    let handler = |name: &str| DrawingFault::Handler(name.to_owned());
    for (inside, expected) in [
        ("<script>x</script>", element("script")),
        (
            "<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>",
            element("script"),
        ),
        ("<SCRIPT/>", element("SCRIPT")),
        ("<g onload='x'/>", handler("onload")),
        ("<g onLoad='x'/>", handler("onLoad")),
        ("<foreignObject/>", element("foreignObject")),
        ("<image href='http://a/b.png'/>", element("image")),
        ("<image href='data:image/png;base64,AA'/>", element("image")),
        ("<animate attributeName='x'/>", element("animate")),
        ("<set attributeName='x'/>", element("set")),
        ("<filter><feTurbulence/></filter>", element("filter")),
        ("<g filter='blur(9px)'/>", element("filter")),
        (
            "<g style='fill: red; FILTER : blur(9px)'/>",
            element("filter"),
        ),
        ("<style>g { filter: blur(9px) }</style>", element("filter")),
        ("<path d='M0 0L1e38-1'/>", DrawingFault::TooLarge),
        (
            "<g transform='scale(1001)'><g transform='scale(1000)'/></g>",
            DrawingFault::TooLarge,
        ),
        (
            "<svg width='9' viewBox='0 0 1e-9 1e-9'/>",
            DrawingFault::TooLarge,
        ),
        (
            "<style>g { transform: skewX(89.99deg) }</style>",
            DrawingFault::TooLarge,
        ),
        (
            "<style>@keyframes a { to { x: 1 } }</style>",
            element("@keyframes"),
        ),
        (
            "<use xlink:href='file:///etc/passwd#x'/>",
            reference("file:///etc/passwd#x"),
        ),
        ("<use href='other.svg#x'/>", reference("other.svg#x")),
        (
            "<a href='https://a.example'/>",
            reference("https://a.example"),
        ),
        (
            "<a href=' javascript:alert(1)'/>",
            reference("javascript:alert(1)"),
        ),
        (
            "<g xml:base='http://a.example/'/>",
            reference("http://a.example/"),
        ),
        (
            "<g fill='url(http://a.example/b)'/>",
            reference("http://a.example/b"),
        ),
        (
            "<g style='fill:u&#x72;l(//a.example)'/>",
            reference("//a.example"),
        ),
        (r"<g mask='u\72l(a.svg#b)'/>", reference("url(")),
        ("<style>@import 'a.css';</style>", reference("@import")),
        ("<style><![CDATA[g{fill:url(a)}]]></style>", reference("a")),
        ("<?xml-stylesheet href='a.css'?>", DrawingFault::Stylesheet),
        (
            "<g id='a'><use href='#a'/></g>",
            DrawingFault::Circle("a".to_owned()),
        ),
    ] {
        assert_eq!(drawing_fault(inside), Some((2, expected)), "{inside}");
    }
    for good in [
        "<use href='#a'/><g id='a' fill='url(#b)' aria-label='url(x)'/>",
        "<title>A script on http://a.example</title><text>onload</text>",
        "<style>.animation { fill: url('#a'); filter: none }</style>",
        "<g transform='translate(900 900) rotate(45)' fill='#1e9999' font-family='A1e99' filter='none'/>",
        "<g id='a'/><use href='#a'/><use href='#a'/>",
    ] {
        assert_eq!(drawing_fault(good), None, "{good}");
    }
}

/// What draws an SVG follows style rules and what elements take over, to the end of its stack.
#[test]
fn what_is_drawn_again_counts_however_it_is_named() {
    let (shape, kinds) = (
        "<path d='M0 0L1 1L2 0'/>",
        [
            ("mask", "mask"),
            ("fill", "pattern"),
            ("clip-path", "clipPath"),
        ],
    );
    for (property, kind) in kinds {
        // Three that draw each other, and thirty of which each draws the next twice.
        let circle = ["ab", "bc", "ca"].map(|two| {
            let (one, next) = two.split_at(1);
            let shape = shape.replace("<path", &format!("<path class='{next}'"));
            format!(
                "<style>.{one}{{{property}:url(#{one})}}</style><{kind} id='{one}'>{shape}</{kind}>"
            )
        });
        let inside = format!(
            "{}{}",
            circle.concat(),
            shape.replace("<path", "<path class='a'")
        );
        let found = drawing_fault(&inside).map(|(_, fault)| fault);
        assert!(
            matches!(found, Some(DrawingFault::Circle(_))),
            "{property}: {found:?}"
        );
        let doubled: String = (0..30)
            .map(|at| {
                let next = at + 1;
                let shape = shape.replace("<path", &format!("<path class='k{next}'"));
                format!(
                    "<style>.k{at}{{{property}:URL( #k{at} )}}</style><{kind} id='k{at}'>{shape}{shape}</{kind}>"
                )
            })
            .collect();
        let found = drawing_fault(&doubled).map(|(_, fault)| fault);
        assert_eq!(found, Some(DrawingFault::TooMany), "{property}");
    }
    let pattern = |many: usize| format!("<pattern id='a'>{}</pattern>", shape.repeat(many));
    let shapes = shape.repeat(600);
    for (inside, expected) in [
        // Taken over from the group, by all in it.
        (
            format!("{}<g fill='url(#a)'>{shapes}</g>", pattern(500)),
            Some(DrawingFault::TooMany),
        ),
        (
            format!("{}<g fill='url(#a)'>{shapes}</g>", pattern(5)),
            None,
        ),
        (
            format!(
                "{}<g fill='url(#a)'>{}</g>",
                pattern(500),
                shapes.replace("/>", " fill='red'/>")
            ),
            None,
        ),
        // By the pattern itself.
        (
            format!("<g fill='url(#a)'>{}{shape}</g>", pattern(1)),
            Some(DrawingFault::Circle("a".to_owned())),
        ),
        // At each corner of a line.
        (
            format!(
                "<marker id='m'>{shapes}</marker><path marker-mid='url(#m)' d='M0 0{}'/>",
                "L1 1".repeat(500)
            ),
            Some(DrawingFault::TooMany),
        ),
        (
            format!(
                "<marker id='m'>{shapes}</marker><path marker-end='url(#m)' d='M0 0L1 1L2 2'/>"
            ),
            None,
        ),
        // Twice one id: some take the first, some the last.
        (
            format!(
                "<mask id='m'/><mask id='m'>{shapes}</mask>{}",
                shape.replace("/>", " mask='url(#m)'/>").repeat(500)
            ),
            Some(DrawingFault::TooMany),
        ),
        // A drawing as programs export it.
        (
            format!(
                "<style>.cls-1{{fill:url(#g)}}</style><linearGradient id='g'><stop/><stop/></linearGradient>{}",
                shape.replace("<path", "<path class='cls-1'").repeat(2000)
            ),
            None,
        ),
    ] {
        let found = drawing_fault(&inside).map(|(_, fault)| fault);
        assert_eq!(found, expected, "{inside:.200}");
    }
}

#[test]
fn clips_around_each_other_are_counted_however_they_are_made() {
    const SHAPE: &str = "<path d='M0 0'/>";
    const CLIP: &str = "<clipPath id='c'><path d='M0 0'/></clipPath>";
    let around = |opening: &str, closing: &str, times: usize| {
        format!(
            "{CLIP}{}{SHAPE}{}",
            opening.repeat(times),
            closing.repeat(times)
        )
    };
    let in_a_row = |times: usize| {
        let clips = (1..times).map(|at| {
            let next = at + 1;
            format!("<clipPath id='k{at}' clip-path='url(#k{next})'>{SHAPE}</clipPath>")
        });
        let clips: String = clips.collect();
        let shape = SHAPE.replace("/>", " clip-path='url(#k1)'/>");
        format!("{clips}<clipPath id='k{times}'>{SHAPE}</clipPath>{shape}")
    };
    let most = limits::DRAWING_CLIPS;
    for (make, name) in [
        (
            &|times| around("<g clip-path='url(#c)'>", "</g>", times) as String,
            "groups",
        ),
        (
            &|times| around("<g style='clip-path:url(#c)'>", "</g>", times),
            "styles",
        ),
        (
            &|times| around("<svg viewBox='0 0 9 9'>", "</svg>", times),
            "views",
        ),
        (&|times| in_a_row(times), "in a row"),
    ] as [(&dyn Fn(usize) -> String, &str); 4]
    {
        assert_eq!(drawing_fault(&make(most)), None, "{name}");
        let found = drawing_fault(&make(most + 1)).map(|(_, fault)| fault);
        assert_eq!(found, Some(DrawingFault::TooManyClips), "{name}");
    }
    // One after the other, or without a clip, there may be many.
    let beside = SHAPE.replace("/>", " clip-path='url(#c)'/>").repeat(200);
    assert_eq!(drawing_fault(&format!("{CLIP}{beside}")), None);
    assert_eq!(drawing_fault(&around("<g opacity='.5'>", "</g>", 60)), None);
}

#[test]
fn a_jpeg_in_more_scans_than_any_is_refused() {
    let with = |many: usize| {
        let frame = [0xff, 0xc2, 0, 11, 8, 0, 9, 0, 9, 1, 1, 0x11, 0];
        let scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0, 0x7f];
        let all = [&[0xff, 0xd8][..], &frame, &scan.repeat(many), &[0xff, 0xd9]];
        look("a.jpg", &all.concat())
    };
    assert!(with(limits::PICTURE_SCANS).is_ok());
    assert_eq!(with(limits::PICTURE_SCANS + 1), Err(AssetFault::Scans));
}

#[test]
fn a_png_in_more_pieces_than_any_is_refused() {
    let piece = [&[0, 0, 0, 0][..], b"IDAT", &[0; 4]].concat();
    let with = |many: usize| {
        let header = [
            &[0, 0, 0, 13][..],
            b"IHDR",
            &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0],
            &[0; 4],
        ]
        .concat();
        let end = [&[0, 0, 0, 0][..], b"IEND", &[0; 4]].concat();
        look(
            "a.png",
            &[png::MAGIC.to_vec(), header, piece.repeat(many), end].concat(),
        )
    };
    assert!(with(limits::PICTURE_PIECES - 2).is_ok());
    assert_eq!(with(limits::PICTURE_PIECES), Err(AssetFault::Pieces));
}

#[test]
fn a_file_that_is_no_drawing_is_named_with_its_line() {
    let check = |text: &str, line: u32, expected: &str| match look("a.svg", text.as_bytes()) {
        Err(AssetFault::Drawing { line: found, fault }) => {
            assert_eq!(found, line, "{text}");
            assert!(format!("{fault:?}").starts_with(expected), "{fault:?}");
        }
        other => panic!("{text}: {other:?}"),
    };
    check("<html/>", 1, "NotSvg");
    check("<svg/>", 1, "NotSvg");
    check(&format!("{HEAD}<g>\n</svg>"), 2, "NotXml");
    check(&format!("{HEAD}&x;</svg>"), 1, "NotXml");
    check(&format!("{HEAD}\n<g a='1' a='2'/></svg>"), 2, "NotXml");
    check(&format!("{HEAD}\n<g a:b='1'/></svg>"), 2, "NotXml");
    check(&format!("{HEAD}\n&#0;</svg>"), 2, "NotXml");
    check(&format!("{HEAD}</svg>{HEAD}</svg>"), 1, "NotXml");
    check(
        &format!("\n\n<!DOCTYPE svg [<!ENTITY a 'b'>]>{HEAD}&a;</svg>"),
        3,
        "DocumentType",
    );
    check("hello", 1, "NotXml");
    assert_eq!(
        look("a.svg", b"<svg>\n\xff"),
        Err(AssetFault::Drawing {
            line: 2,
            fault: DrawingFault::NotUtf8
        })
    );
}

#[test]
fn a_drawing_cannot_grow() {
    let mut laughs = String::from("<!DOCTYPE svg [<!ENTITY a0 'ha'>");
    for n in 1..20 {
        laughs.push_str(&format!(
            "<!ENTITY a{n} '{}'>",
            format!("&a{};", n - 1).repeat(10)
        ));
    }
    laughs.push_str(&format!("]>{HEAD}&a19;</svg>"));
    assert!(look("a.svg", laughs.as_bytes()).is_err());
    // The same with elements that draw each other again.
    let mut uses = String::from("<g id='a0'><path/></g>");
    for n in 1..20 {
        let inside = format!("<use href='#a{}'/>", n - 1).repeat(10);
        uses.push_str(&format!("<g id='a{n}'>{inside}</g>"));
    }
    assert_eq!(drawing_fault(&uses), Some((2, DrawingFault::TooMany)));
    let deep = "<g>".repeat(200_000) + &"</g>".repeat(200_000);
    assert_eq!(drawing_fault(&deep), Some((2, DrawingFault::TooDeep)));
    let large = format!("{HEAD}{}</svg>", " ".repeat(limits::DRAWING_BYTES));
    assert_eq!(
        look("a.svg", large.as_bytes()),
        Err(AssetFault::TooLarge(limits::DRAWING_BYTES as u64))
    );
}

#[test]
fn a_drawing_makes_no_work_beside_its_elements() {
    let check = |inside: &str, fault: DrawingFault| {
        assert_eq!(drawing_fault(inside).map(|(_, fault)| fault), Some(fault));
    };
    let attributes: String = (0..1100).map(|at| format!(" a{at}=''")).collect();
    check(&format!("<g{attributes}/>"), DrawingFault::Crowded);
    let text = |letters: usize| format!("<text>{}</text>", "a".repeat(letters));
    check(&text(10_001), DrawingFault::LongText);
    let drawn = |what: &str, times: usize| {
        format!("<g id='a'>{what}</g>{}", "<use href='#a'/>".repeat(times))
    };
    check(&drawn(&text(9_000), 400), DrawingFault::TooMany);
    let path = format!("<path d='{}'/>", "M0 0".repeat(500_000));
    check(&drawn(&path, 200), DrawingFault::TooMany);
    let within = format!("<style>{} {{ fill: red }}</style>", "g ".repeat(20));
    check(
        &(within + &"<g>".repeat(40) + &"</g>".repeat(40)),
        DrawingFault::TooManyRules,
    );
    let rules = format!("<style>{}</style>", ".a { fill: red }".repeat(10_000));
    check(
        &(rules + &"<rect/>".repeat(6_000)),
        DrawingFault::TooManyRules,
    );
    let usual = format!("<style>{}</style>", "g .a { fill: red }".repeat(200));
    let usual = usual + &"<rect/>".repeat(9_000) + &text(9_000) + &path;
    assert_eq!(drawing_fault(&usual), None);
}

#[test]
fn a_drawing_loses_the_notes_of_its_program() {
    let telling = "<?xml version='1.0' encoding='ISO-8859-1'?><!-- C:\\Users\\jane -->\
        <svg xmlns='http://www.w3.org/2000/svg' xmlns:i='http://inkscape' i:export='/home/jane/a.png' \
        viewBox='0 0 9 9'><metadata><x>jane</x></metadata><i:view who='jane'/>\
        <title>A &lt;b> &amp; “c”</title><g xml:lang='en' fill='url(#a)'>\n<text> x </text></g></svg>";
    let made = fitted("a.svg", telling.as_bytes().to_vec(), Budget::SCREEN);
    let expected = "<svg xmlns=\"http://www.w3.org/2000/svg\" \
        xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">\
        <title>A &lt;b&gt; &amp; “c”</title><g xml:lang=\"en\" fill=\"url(#a)\">\n\
        <text> x </text></g></svg>";
    assert_eq!(str::from_utf8(&made.bytes).unwrap(), expected);
    // What has nothing to lose is left as it is.
    assert_eq!(
        fitted("a.svg", made.bytes.to_vec(), Budget::SCREEN).bytes,
        made.bytes
    );
}

#[test]
fn data_have_limits() {
    let fault = |text: &str| match look("a.csv", text.as_bytes()) {
        Err(AssetFault::Data(fault)) => fault,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault(&"a,".repeat(200)), DataFault::TooManyColumns(201));
    assert_eq!(
        fault(&format!("a\n{}", "1\n".repeat(5_001))),
        DataFault::TooManyRows
    );
    let (line, character) = (2, '\u{fffe}');
    assert_eq!(
        fault("a\n\u{fffe}"),
        DataFault::Character { line, character }
    );
    let (row, cells, columns) = (2, 1, 2);
    let ragged = DataFault::Ragged {
        row,
        cells,
        columns,
    };
    assert_eq!(fault("a,b\n1,2\n1\n3,4"), ragged);
    assert_eq!(fault("a,b\n1,\"2\n3,4\n"), DataFault::OpenQuote(2));
    assert_eq!(fault("a,b\n\"1\"\"\n\",\"2"), DataFault::OpenQuote(3));
    for sound in [
        "a,b\n1,\"2\"\n",
        "a,b\n1,\"\"\n",
        "a,b\n1,\"\"\"2\"\n",
        "a,b\n1,5\" pipe\n",
    ] {
        assert!(look("a.csv", sound.as_bytes()).is_ok(), "{sound}");
    }
    assert!(look("a.csv", format!("a\n{}", "1\n".repeat(5_000)).as_bytes()).is_ok());
    let large = "1".repeat(limits::DATA_BYTES + 1);
    assert_eq!(
        look("a.csv", large.as_bytes()),
        Err(AssetFault::TooLarge(limits::DATA_BYTES as u64))
    );
}
