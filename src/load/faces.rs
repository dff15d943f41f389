//! What a font file says it holds, found out before anything reads it: whatever does takes its word for it.

use crate::model::limits;

/// How many faces a file says it has: a collection says so behind its version (OpenType, `ttcf`).
pub(super) fn count(bytes: &[u8]) -> u32 {
    match bytes.starts_with(b"ttcf") {
        true => long(bytes, 8).unwrap_or(1),
        false => 1,
    }
}

/// How many characters all faces of a file together say they have, each as often as it is said (OpenType,
/// `cmap`). A few bytes can say that they are four thousand million. Counting ends where it is too many.
pub(super) fn characters(bytes: &[u8]) -> u64 {
    let mut sum = Sum(0);
    for face in 0..count(bytes).min(limits::FONT_FACES) as usize {
        let start = match bytes.starts_with(b"ttcf") {
            true => long(bytes, 12 + 4 * face),
            false => Some(0),
        };
        let mapped = start.and_then(|start| face_at(bytes, start as usize, &mut sum));
        if mapped.is_none() && sum.is_full() {
            break;
        }
    }
    sum.0
}

/// Adds up until it is too much.
struct Sum(u64);

impl Sum {
    fn is_full(&self) -> bool {
        self.0 > limits::FONT_CHARACTERS
    }

    /// None as soon as it is too much.
    fn add(&mut self, more: u64) -> Option<()> {
        self.0 = self.0.saturating_add(more);
        (!self.is_full()).then_some(())
    }
}

/// Counts the characters of the face whose list of tables begins at a place. None where it ends early.
fn face_at(bytes: &[u8], start: usize, sum: &mut Sum) -> Option<()> {
    let tables = short(bytes, start.checked_add(4)?)?;
    for table in 0..usize::from(tables) {
        let record = bytes.get(start.checked_add(12 + 16 * table)?..)?;
        if record.starts_with(b"cmap") {
            let maps = bytes.get(long(record, 8)? as usize..).unwrap_or_default();
            characters_of(maps, sum)?;
        }
    }
    Some(())
}

/// Counts the characters of all maps of a face that are in Unicode.
fn characters_of(maps: &[u8], sum: &mut Sum) -> Option<()> {
    let count = short(maps, 2).unwrap_or_default();
    for record in 0..usize::from(count) {
        let record = 4 + 8 * record;
        let (Some(platform), Some(encoding), Some(start)) = (
            short(maps, record),
            short(maps, record + 2),
            long(maps, record + 4),
        ) else {
            break;
        };
        if matches!((platform, encoding), (0, _) | (3, 1 | 10)) {
            map_at(maps.get(start as usize..).unwrap_or_default(), sum)?;
        }
    }
    Some(())
}

/// Counts the characters of a map; none as soon as they are too many.
fn map_at(map: &[u8], sum: &mut Sum) -> Option<()> {
    match short(map, 0) {
        Some(0) => sum.add(256),
        Some(2) => sum.add(1 << 24),
        Some(6) => sum.add(short(map, 8).unwrap_or_default().into()),
        Some(10) => sum.add(long(map, 16).unwrap_or_default().into()),
        Some(4) => {
            let twice = usize::from(short(map, 6).unwrap_or_default());
            let ranges = (0..twice / 2).map_while(|at| {
                let (last, first) = (short(map, 14 + 2 * at)?, short(map, 16 + twice + 2 * at)?);
                Some((first.into(), last.into()))
            });
            add_ranges(ranges, sum)
        }
        Some(12 | 13) => {
            let count = long(map, 12).unwrap_or_default() as usize;
            let ranges = (0..count).map_while(|at| {
                let at = at.checked_mul(12)?.checked_add(16)?;
                Some((long(map, at)?, long(map, at.checked_add(4)?)?))
            });
            add_ranges(ranges, sum)
        }
        // Others are not read.
        _ => sum.add(1),
    }
}

/// Adds ranges of characters; an empty one takes its time too.
fn add_ranges(ranges: impl Iterator<Item = (u32, u32)>, sum: &mut Sum) -> Option<()> {
    for (first, last) in ranges {
        sum.add(u64::from(last.saturating_sub(first)) + 1)?;
    }
    Some(())
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(two.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font of one table, with this map as often as it is wanted.
    fn font(map: &[u16], times: u16) -> Vec<u8> {
        let mut words = vec![0, 1, 1, 0, 0, 0];
        words.extend([0x636d, 0x6170, 0, 0, 0, 28, 0, 0xffff]);
        words.extend([0, times]);
        let start = 4 + 8 * times;
        for _ in 0..times {
            words.extend([3, 1, 0, start]);
        }
        words.extend(map);
        words.into_iter().flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn characters_are_counted_as_often_as_they_are_said() {
        let check = |map: &[u16], times, expected| {
            assert_eq!(characters(&font(map, times)), expected, "{map:?}");
        };
        // Two ranges, 65 to 90 and the last.
        let ranges = [4, 32, 0, 4, 0, 0, 0, 90, 0xffff, 0, 65, 0xffff, 0, 0, 0, 0];
        check(&ranges, 1, 27);
        check(&ranges, 3, 81);
        let groups = [12, 0, 0, 28, 0, 0, 0, 1, 1, 0, 1, 9, 0, 0];
        check(&groups, 1, 10);
        let everything = [12, 0, 0, 28, 0, 0, 0, 1, 0, 0, 0xffff, 0xffff, 0, 0];
        check(&everything, 1, 1 << 32);
        check(&[6, 0, 0, 0, 7], 2, 14);
        check(&[10, 0, 0, 0, 0, 0, 0, 0, 0, 7], 1, 7);
        check(&[2], 1, 1 << 24);
        for broken in [&b""[..], b"OTTO", b"ttcf\0\0\0\0\xff\xff\xff\xff"] {
            assert_eq!(characters(broken), 0);
        }
    }

    #[test]
    fn the_faces_that_come_with_the_program_are_far_below_the_limit() {
        let face = include_bytes!("../../templates/fonts/NotoSerifCJKkr-Subset.otf");
        let said = characters(face);
        assert!(
            said > 1000 && said < limits::FONT_CHARACTERS / 100,
            "{said}"
        );
    }
}
