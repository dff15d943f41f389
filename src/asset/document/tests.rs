use super::*;
use crate::asset::{Look, look as look_at};
use crate::model::AssetKind;

/// How long a file may be looked at here, in seconds: what is wrong with it is found however busy the
/// machine is, and nothing that never ends passes.
const PATIENCE: u64 = 300;

/// A PDF of objects from 4 on, of which the fourth is the content of the page.
fn pdf(resources: &str, objects: &[String]) -> Vec<u8> {
    let mut out = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R\
         /Resources<<{resources}>>>>endobj\n"
    );
    for (at, object) in objects.iter().enumerate() {
        out.push_str(&format!("{} 0 obj{object}endobj\n", at + 4));
    }
    out.push_str("trailer<</Root 1 0 R>>\n%%EOF\n");
    out.into_bytes()
}

fn stream(dict: &str, data: &str) -> String {
    let length = data.len();
    format!("<<{dict}/Length {length}>>stream\n{data}\nendstream ")
}

fn fault(resources: &str, objects: &[String]) -> Option<DocumentFault> {
    match look_for(PATIENCE, &pdf(resources, objects)) {
        Ok(()) => None,
        Err(AssetFault::Document(fault)) => Some(fault),
        Err(other) => panic!("{other:?}"),
    }
}

/// What is said of a page with this content.
fn of_content(content: &str) -> Option<DocumentFault> {
    fault("", &[stream("", content)])
}

#[test]
fn an_ordinary_drawing_passes() {
    let content = "q 1 0 0 1 5 5 cm [3 2] 0 d 0 0 m 90 90 l S Q BT /T 10 Tf (aa) Tj ET /F Do /I Do";
    let resources =
        "/Font<</T 5 0 R>>/XObject<</F 7 0 R/I 8 0 R>>/ExtGState<</G<</ca 0.5/D[[2 1]0]>>>>";
    let objects = [
        stream("", content),
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.001 0 0 .001 0 0]\
         /CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]>>"
            .to_owned(),
        stream("", "900 0 d0 0 0 700 700 re f"),
        stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]",
            "/G gs 0 0 9 9 re f",
        ),
        stream(
            "/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8\
             /Filter[/ASCII85Decode/FlateDecode]",
            "GhVa;d0J(r&-8bbJ,~>",
        ),
    ];
    assert_eq!(fault(resources, &objects), None);
    let found = look_at("a.pdf", &pdf(resources, &objects));
    assert!(matches!(
        found,
        Ok(Look {
            kind: AssetKind::Pdf,
            ..
        })
    ));
}

#[test]
fn what_draws_itself_is_refused() {
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>";
    let objects = [stream("", "/F Do"), stream(form, "/F Do /F Do")];
    let found = fault("/XObject<</F 5 0 R>>", &objects);
    assert_eq!(found, Some(DocumentFault::TooDeep));

    // Ten times ten times ten …
    let mut objects = vec![stream("", "/F Do")];
    for next in 6..18 {
        let form = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {next} 0 R>>>>"
        );
        objects.push(stream(&form, &"/F Do ".repeat(10)));
    }
    objects.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", ""));
    let found = fault("/XObject<</F 5 0 R>>", &objects);
    assert_eq!(found, Some(DocumentFault::TooManySteps));

    let face = "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs\
                <</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]\
                /Resources<</Font<</T 5 0 R>>>>>>";
    let letter = "9 0 d0 BT /T 10 Tf (aaaa) Tj (aaaa) Tj ET";
    let objects = [
        stream("", "BT /T 10 Tf (aaaa) Tj ET"),
        face.to_owned(),
        stream("", letter),
    ];
    let found = fault("/Font<</T 5 0 R>>", &objects);
    assert_eq!(found, Some(DocumentFault::TooDeep));

    let tile = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9\
                /Resources<</Pattern<</P 5 0 R>>>>";
    let content = "/Pattern cs /P scn 0 0 9 9 re f";
    let objects = [stream("", content), stream(tile, content)];
    let found = fault("/Pattern<</P 5 0 R>>", &objects);
    assert_eq!(found, Some(DocumentFault::TooDeep));
}

#[test]
fn too_many_steps_and_too_long_lines_are_refused() {
    let found = of_content(&"0 0 90 90 re f\n".repeat(300_000));
    assert_eq!(found, Some(DocumentFault::TooFine));
    let found = of_content(&"q Q ".repeat(600_000));
    assert_eq!(found, Some(DocumentFault::TooManySteps));
    let found = of_content("[0.00001 0.00001] 0 d 0 0 m 99 99 l S");
    assert_eq!(found, Some(DocumentFault::TooFine));
    let far = of_content("[3] 0 d 0 0 m 99999999999 99 l S");
    assert_eq!(far, Some(DocumentFault::TooFine));
}

#[test]
fn pictures_in_it_have_a_limit() {
    let picture = |said: &str, data: &str| {
        let dict =
            format!("/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8{said}");
        let objects = [stream("", "/I Do"), stream(&dict, data)];
        fault("/XObject<</I 5 0 R>>", &objects)
    };
    let huge = "/Width 2147483647/Height 2147483647";
    assert_eq!(picture(huge, "abc"), Some(DocumentFault::TooManyPixels));
    let coded = "/Width 9/Height 9/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 999999999>>";
    assert!(picture(coded, "abc").is_some());
    let coded = "/Width 9/Height 9/Filter/CCITTFaxDecode";
    assert_eq!(picture(coded, "abc"), Some(DocumentFault::Coding("CCITT")));
    assert_eq!(picture("/Width 3/Height 1", "abc"), None);
    let inline = of_content("BI /W 999999 /H 999999 /BPC 8 /CS /G ID abc EI");
    assert_eq!(inline, Some(DocumentFault::TooManyPixels));
}

#[test]
fn looking_at_a_file_has_an_end() {
    let long = pdf("", &[stream("", &"q Q ".repeat(200_000))]);
    let found = look_for(0, &long);
    assert_eq!(found, Err(AssetFault::Document(DocumentFault::TooLong)));
}

#[test]
fn what_leads_too_deep_is_refused() {
    // What reads them comes to the last only through all others.
    let functions: Vec<String> = (6..300)
        .map(|next| {
            format!("<</FunctionType 3/Domain[0 1]/Bounds[]/Encode[0 1]/Functions[{next} 0 R]>>")
        })
        .collect();
    let objects = [vec![stream("", "q Q")], functions].concat();
    assert_eq!(fault("", &objects), Some(DocumentFault::TooDeep));

    let program = format!("{}{}", "{".repeat(5000), "}".repeat(5000));
    let program = stream("/FunctionType 4/Domain[0 1]/Range[0 1]", &program);
    let found = fault("", &[stream("", "q Q"), program]);
    assert_eq!(found, Some(DocumentFault::TooDeep));

    let deep = format!("{}1{}", "<</A ".repeat(50_000), ">>".repeat(50_000));
    let found = fault("", &[stream("", "q Q"), deep]);
    assert_eq!(found, Some(DocumentFault::TooDeep));
}

#[test]
fn what_is_packed_too_well_is_refused() {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..limits::DOCUMENT_BYTES / zeros.len() as u64 + 1 {
        packer.write_all(&zeros).unwrap();
    }
    let packed = packer.finish().unwrap();
    let whole = pdf("", &[stream("/Filter/FlateDecode", "HERE")]);
    let at = whole.windows(4).position(|four| four == b"HERE").unwrap();
    let bytes = [&whole[..at], &packed, &whole[at + 4..]].concat();
    let found = look_for(PATIENCE, &bytes);
    assert_eq!(found, Err(AssetFault::Document(DocumentFault::TooMuch)));

    let row = "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 9>>";
    let found = fault("", &[stream(row, "x")]);
    assert_eq!(found, Some(DocumentFault::TooMuch));
}
