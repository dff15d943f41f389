//! Writes the pixels of a page as a PNG.

use std::collections::HashMap;

use png_writer::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};

/// What one pixel looks like: red, green and blue.
type Colour = [u8; 3];

/// A pixel as it was drawn: red, green and blue as strong as what they cover, and how much that is.
type Drawn = [u8; 4];

/// A PNG of pixels as they were drawn, four bytes each. What nothing covers is white.
///
/// A page is made of surfaces and letters: nearly always, 256 colours are enough, and a pixel is their
/// number. Without filters and without a channel for what would shine through, it takes a fraction of
/// the bytes and of the time.
pub fn png(pixels: &[u8], width: u32, height: u32) -> Result<Vec<u8>, EncodingError> {
    let (pixels, _) = pixels.as_chunks();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let data = match Indexed::of(pixels) {
        Some(indexed) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(indexed.palette);
            indexed.pixels
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            pixels.iter().copied().flat_map(on_paper).collect()
        }
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

/// Pixels as numbers of colours.
struct Indexed {
    /// The colours, three parts each.
    palette: Vec<u8>,
    pixels: Vec<u8>,
}

impl Indexed {
    /// None where a byte cannot tell the colours apart.
    fn of(pixels: &[Drawn]) -> Option<Self> {
        let mut numbers: HashMap<Colour, u8> = HashMap::new();
        let mut palette = Vec::new();
        let mut indexed = Vec::with_capacity(pixels.len());
        // Most are like the one before.
        for alike in pixels.chunk_by(|one, next| one == next) {
            let Some(pixel) = alike.first() else { continue };
            let colour = on_paper(*pixel);
            let number = match numbers.get(&colour) {
                Some(number) => *number,
                None => {
                    let number = u8::try_from(numbers.len()).ok()?;
                    numbers.insert(colour, number);
                    palette.extend(colour);
                    number
                }
            };
            indexed.resize(indexed.len() + alike.len(), number);
        }
        Some(Self {
            palette,
            pixels: indexed,
        })
    }
}

/// The colour of a pixel on white.
fn on_paper([red, green, blue, covered]: Drawn) -> Colour {
    [red, green, blue].map(|part| part.saturating_add(u8::MAX - covered))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colours of a PNG, read again.
    fn colours(bytes: &[u8]) -> Vec<Colour> {
        let read = image::load_from_memory(bytes).unwrap().into_rgb8();
        read.pixels().map(|pixel| pixel.0).collect()
    }

    #[test]
    fn what_covers_nothing_is_white() {
        let pixels = [10, 20, 30, 255, 0, 0, 0, 0, 50, 0, 0, 100];
        let bytes = png(&pixels, 3, 1).unwrap();
        assert_eq!(
            colours(&bytes),
            [[10, 20, 30], [255, 255, 255], [205, 155, 155]]
        );
    }

    #[test]
    fn a_page_of_many_colours_keeps_them() {
        for count in [256_u32, 257, 1000] {
            let pixels = (0..count).map(|at| [(at % 256) as u8, (at / 256) as u8, 7, 255]);
            let pixels: Vec<Drawn> = pixels.collect();
            let bytes = png(pixels.as_flattened(), count, 1).unwrap();
            let expected: Vec<Colour> = pixels.iter().copied().map(on_paper).collect();
            assert_eq!(colours(&bytes), expected, "{count}");
        }
    }
}
