//! Pictures as a book holds them: nothing but the picture, upright, and no larger than it needs.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::imageops::FilterType as Scaling;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageResult, Limits};

use super::{drawing, jpeg, png};
use crate::model::{Asset, AssetFault, AssetKind, Size, limits};

/// How much room a book has for a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// The longest side, in pixels.
    pub side: u32,
    /// The most bytes.
    pub bytes: usize,
    /// The quality with which a JPEG is first written again, of a hundred.
    pub(super) quality: u8,
}

impl Budget {
    /// The PDF: as sharp as a printer shows.
    pub const PRINT: Self = Self {
        side: limits::PRINT_SIDE,
        bytes: limits::PICTURE_BYTES,
        quality: 90,
    };
    /// The EPUB: as sharp as a reading device shows, and quickly sent.
    pub const SCREEN: Self = Self {
        side: limits::SCREEN_SIDE,
        bytes: limits::SCREEN_BYTES,
        quality: 85,
    };
}

/// Below this quality a picture is made smaller instead.
const LOWEST_QUALITY: u8 = 65;
/// How many times as long as wanted a picture is that the fine filter takes over.
const NEAR: u32 = 2;
/// No picture is made smaller than this to fit its bytes.
const SHORTEST_SIDE: u32 = 200;

/// The same picture within a budget. Everything that is only about the picture is gone; it is
/// decoded and written again only where it is turned, too large or too heavy. The same file always
/// gives the same bytes.
///
/// # Errors
/// When it cannot be decoded.
pub fn fit(asset: &Asset, budget: Budget) -> Result<Asset, AssetFault> {
    match asset.kind {
        AssetKind::Png(..) => raster(&Picture::png(&asset.bytes)?, budget),
        AssetKind::Jpeg(..) => raster(&Picture::jpeg(&asset.bytes)?, budget),
        AssetKind::Svg => Ok(Asset {
            kind: AssetKind::Svg,
            bytes: drawing::stripped(&asset.bytes)?.into(),
        }),
        AssetKind::Pdf | AssetKind::Table { .. } => Ok(asset.clone()),
    }
}

/// The bytes of a file, without what is only about the picture if it is one in pixels.
pub fn without_metadata(path: &str, bytes: &[u8]) -> Vec<u8> {
    let picture = match super::look(path, bytes) {
        Ok(look) if matches!(look.kind, AssetKind::Png(..) | AssetKind::Jpeg(..)) => look.kind,
        _ => return bytes.to_vec(),
    };
    let asset = Asset {
        kind: picture,
        bytes: bytes.into(),
    };
    // One that cannot be decoded is the layout engine's to refuse.
    fit(&asset, Budget::PRINT).unwrap_or(asset).bytes.to_vec()
}

/// How the pixels of a picture are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coding {
    Png,
    Jpeg,
}

/// A picture in pixels.
struct Picture {
    coding: Coding,
    /// Its bytes without what is only about it.
    bytes: Vec<u8>,
    profile: Option<Vec<u8>>,
    /// Decoded, and upright.
    pixels: DynamicImage,
    was_turned: bool,
}

impl Picture {
    fn png(bytes: &[u8]) -> Result<Self, AssetFault> {
        let stripped = png::stripped(bytes)?;
        let decoder = PngDecoder::with_limits(Cursor::new(&stripped), memory());
        let (pixels, profile) = decode(decoder)?;
        let exif = png::exif(bytes);
        Ok(Self::new(Coding::Png, stripped, profile, pixels, exif))
    }

    fn jpeg(bytes: &[u8]) -> Result<Self, AssetFault> {
        let stripped = jpeg::stripped(bytes)?;
        let (pixels, profile) = decode(JpegDecoder::new(Cursor::new(&stripped)))?;
        let exif = jpeg::exif(bytes);
        Ok(Self::new(Coding::Jpeg, stripped, profile, pixels, exif))
    }

    fn new(
        coding: Coding,
        bytes: Vec<u8>,
        profile: Option<Vec<u8>>,
        mut pixels: DynamicImage,
        exif: Option<&[u8]>,
    ) -> Self {
        let orientation = exif.and_then(Orientation::from_exif_chunk);
        let orientation = orientation.unwrap_or(Orientation::NoTransforms);
        pixels.apply_orientation(orientation);
        Self {
            coding,
            bytes,
            profile,
            pixels,
            was_turned: orientation != Orientation::NoTransforms,
        }
    }

    /// The file as it is.
    fn kept(&self) -> Asset {
        self.asset(self.coding, &self.pixels, self.bytes.clone())
    }

    fn asset(&self, coding: Coding, pixels: &DynamicImage, bytes: Vec<u8>) -> Asset {
        let size = Size {
            width: pixels.width(),
            height: pixels.height(),
        };
        let kind = match coding {
            Coding::Png => AssetKind::Png(size),
            Coding::Jpeg => AssetKind::Jpeg(size),
        };
        let bytes = bytes.into();
        Asset { kind, bytes }
    }
}

fn memory() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(limits::PICTURE_MEMORY);
    limits
}

fn decode<D: ImageDecoder>(
    decoder: ImageResult<D>,
) -> Result<(DynamicImage, Option<Vec<u8>>), AssetFault> {
    let refused = |error: image::ImageError| AssetFault::Undecodable(error.to_string());
    let mut decoder = decoder.map_err(refused)?;
    if decoder.total_bytes() > limits::PICTURE_MEMORY {
        let (width, height) = decoder.dimensions();
        return Err(AssetFault::TooManyPixels { width, height });
    }
    let profile = decoder.icc_profile().map_err(refused)?;
    let pixels = DynamicImage::from_decoder(decoder).map_err(refused)?;
    Ok((pixels, profile))
}

fn raster(picture: &Picture, budget: Budget) -> Result<Asset, AssetFault> {
    let longest = |pixels: &DynamicImage| pixels.width().max(pixels.height());
    let side = longest(&picture.pixels);
    let may_stay = !picture.was_turned && picture.bytes.len() <= budget.bytes;
    if may_stay && side <= budget.side {
        return Ok(picture.kept());
    }
    let mut pixels = eight_bit(scaled(&picture.pixels, budget.side));
    if picture.coding == Coding::Png {
        let bytes = encode_png(picture, &pixels)?;
        // A drawing in few colours can be smaller with more pixels.
        if may_stay && side <= Budget::PRINT.side && bytes.len() >= picture.bytes.len() {
            return Ok(picture.kept());
        }
        if bytes.len() <= budget.bytes {
            return Ok(picture.asset(Coding::Png, &pixels, bytes));
        }
    }
    // JPEG cannot hold what is transparent.
    let coding = match picture.coding {
        Coding::Png if is_transparent(&pixels) => Coding::Png,
        _ => Coding::Jpeg,
    };
    loop {
        let mut quality = budget.quality;
        let bytes = loop {
            let bytes = match coding {
                Coding::Png => encode_png(picture, &pixels)?,
                Coding::Jpeg => encode_jpeg(picture, &pixels, quality)?,
            };
            let is_lowest = coding == Coding::Png || quality <= LOWEST_QUALITY;
            if bytes.len() <= budget.bytes || is_lowest {
                break bytes;
            }
            quality -= 10;
        };
        let side = longest(&pixels);
        if bytes.len() <= budget.bytes || side <= SHORTEST_SIDE {
            return Ok(picture.asset(coding, &pixels, bytes));
        }
        pixels = scaled(&pixels, side * 3 / 4);
    }
}

/// No side longer than `side`; never enlarged.
///
/// A picture much larger than that is first brought near by plain means: the fine filter holds four numbers of four
/// bytes for each pixel, and looks at each of them the more often, the smaller the picture becomes.
fn scaled(pixels: &DynamicImage, side: u32) -> DynamicImage {
    let size = (pixels.width(), pixels.height());
    if size.0.max(size.1) <= side {
        return pixels.clone();
    }
    let (width, height) = within(size, side);
    let near = within(size, side.saturating_mul(NEAR));
    if near.0 < size.0 || near.1 < size.1 {
        let near = pixels.thumbnail_exact(near.0, near.1);
        return near.resize_exact(width, height, Scaling::Lanczos3);
    }
    pixels.resize_exact(width, height, Scaling::Lanczos3)
}

/// The width and height of a picture whose longer side is made no longer than `side`.
fn within((width, height): (u32, u32), side: u32) -> (u32, u32) {
    let longest = u64::from(width.max(height)).max(1);
    let most = u64::from(side).min(longest);
    let scaled = |length: u32| {
        let rounded = (u64::from(length) * most + longest / 2) / longest;
        u32::try_from(rounded).unwrap_or(side).max(1)
    };
    (scaled(width), scaled(height))
}

/// Eight bits a channel: no screen and no printer shows more.
fn eight_bit(pixels: DynamicImage) -> DynamicImage {
    match pixels {
        DynamicImage::ImageLuma16(_) => DynamicImage::ImageLuma8(pixels.into_luma8()),
        DynamicImage::ImageLumaA16(_) => DynamicImage::ImageLumaA8(pixels.into_luma_alpha8()),
        DynamicImage::ImageRgb16(_) => DynamicImage::ImageRgb8(pixels.into_rgb8()),
        DynamicImage::ImageRgba16(_) => DynamicImage::ImageRgba8(pixels.into_rgba8()),
        other => other,
    }
}

fn is_transparent(pixels: &DynamicImage) -> bool {
    pixels.color().has_alpha() && pixels.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX)
}

fn encode_png(picture: &Picture, pixels: &DynamicImage) -> Result<Vec<u8>, AssetFault> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    write(encoder, picture, pixels)?;
    Ok(png::with_colours_of(&picture.bytes, &bytes))
}

fn encode_jpeg(
    picture: &Picture,
    pixels: &DynamicImage,
    quality: u8,
) -> Result<Vec<u8>, AssetFault> {
    let opaque = match pixels.color().has_color() {
        true => DynamicImage::ImageRgb8(pixels.to_rgb8()),
        false => DynamicImage::ImageLuma8(pixels.to_luma8()),
    };
    let mut bytes = Vec::new();
    write(
        JpegEncoder::new_with_quality(&mut bytes, quality),
        picture,
        &opaque,
    )?;
    Ok(bytes)
}

fn write(
    mut encoder: impl ImageEncoder,
    picture: &Picture,
    pixels: &DynamicImage,
) -> Result<(), AssetFault> {
    // Both formats hold profiles; an encoder that does not says so here.
    if let Some(profile) = picture.profile.clone() {
        encoder
            .set_icc_profile(profile)
            .map_err(|error| AssetFault::Undecodable(error.to_string()))?;
    }
    pixels
        .write_with_encoder(encoder)
        .map_err(|error| AssetFault::Undecodable(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma};

    #[test]
    fn a_picture_keeps_its_shape_when_it_becomes_smaller() {
        for (size, side, expected) in [
            ((4000, 3000), 3600, (3600, 2700)),
            ((3000, 4000), 400, (300, 400)),
            ((90_000_000, 1), 3600, (3600, 1)),
            ((1, 90_000_000), 3600, (1, 3600)),
            ((3, 2), 3600, (3, 2)),
        ] {
            assert_eq!(within(size, side), expected, "{size:?}");
        }
    }

    #[test]
    fn what_is_much_larger_is_scaled_to_the_same_picture() {
        let slope = |width: u32, height| {
            let of = move |x: u32, _| Luma([u8::try_from(x * 255 / width).unwrap_or(u8::MAX)]);
            DynamicImage::ImageLuma8(GrayImage::from_fn(width, height, of))
        };
        let small = scaled(&slope(2000, 1000), 100).into_luma8();
        assert_eq!(small.dimensions(), (100, 50));
        for (x, _, pixel) in small.enumerate_pixels() {
            let expected = i32::try_from((x * 2 + 1) * 255 / 200).unwrap_or_default();
            assert!(
                (i32::from(pixel.0[0]) - expected).abs() <= 3,
                "{x}: {pixel:?}"
            );
        }
    }
}
