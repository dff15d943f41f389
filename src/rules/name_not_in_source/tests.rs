//! Who bears which title in a sentence and in its source.

use super::*;

fn told(ours: &str, theirs: &str) -> Option<(String, &'static str)> {
    let (own, text) = (Own::of(ours), Own::of(theirs));
    let bearers = titles::bearers(&text);
    let all: Vec<&Bearer> = bearers.iter().collect();
    let (one, other) = mistitled(&titles::bearers(&own), &all, &[&text])?;
    Some((ours[one.title].to_lowercase(), other.id))
}

#[test]
fn somebody_has_another_title() {
    for (ours, title, theirs, other) in [
        (
            "Minister Kang signed the order.",
            "minister",
            "The order bears the name of Deputy Minister Kang.",
            "deputy minister",
        ),
        (
            "The order was signed by Deputy Minister Aino Salo.",
            "deputy minister",
            "Minister Aino Salo signed the order on 3 May.",
            "minister",
        ),
        (
            "Judge Amara Okoye asked for eight years.",
            "judge",
            "Prosecutor Amara Okoye asked for eight years in prison.",
            "prosecutor",
        ),
        (
            "General Ri commanded the post.",
            "general",
            "The post was commanded by Colonel Ri Yong-ho.",
            "colonel",
        ),
        (
            "Governor Hale opened the bridge.",
            "governor",
            "The bridge was opened by Mayor Hale in 2019.",
            "mayor",
        ),
        (
            "Hanna Lind, the mayor, opened the bridge.",
            "mayor",
            "The bridge was opened by Hanna Lind, the governor.",
            "governor",
        ),
        (
            "President Moreau met the tenants.",
            "president",
            "Vice President Moreau met the tenants twice.",
            "vice president",
        ),
        (
            "Mr Varner wrote the letter.",
            "mr",
            "The letter was written by Ms Varner.",
            "ms",
        ),
        (
            "Bishop Ferro blessed the weir.",
            "bishop",
            "The weir was blessed by Archbishop Ferro.",
            "archbishop",
        ),
        (
            "Richterin Lena Vogt ließ ihn frei.",
            "richterin",
            "Staatsanwältin Lena Vogt ließ ihn im Mai frei.",
            "prosecutor",
        ),
        (
            "Oberst Brandt leitete das Lager.",
            "oberst",
            "Geleitet wurde das Lager von Hauptmann Brandt.",
            "captain",
        ),
        (
            "Le juge Marcel Aubin a signé.",
            "juge",
            "La lettre est signée du procureur Marcel Aubin.",
            "prosecutor",
        ),
        (
            "Le général Diallo a démenti.",
            "général",
            "Le colonel Diallo a démenti lundi.",
            "colonel",
        ),
        (
            "La alcaldesa Rosa Gil firmó el permiso.",
            "alcaldesa",
            "El permiso lo firmó la gobernadora Rosa Gil.",
            "governor",
        ),
        (
            "Il sindaco Paolo Ferri ha firmato.",
            "sindaco",
            "Il contratto fu firmato dal governatore Paolo Ferri.",
            "governor",
        ),
        (
            "Kolonel De Vries sprak met de pers.",
            "kolonel",
            "Majoor De Vries sprak met de pers.",
            "major",
        ),
    ] {
        assert_eq!(
            told(ours, theirs),
            Some((title.to_owned(), other)),
            "{ours}"
        );
    }
}

#[test]
fn somebody_has_the_same_title_or_may_have_both() {
    for (ours, theirs) in [
        (
            "Deputy Minister Kang signed the order.",
            "Deputy Minister Kang Min-ho signed it.",
        ),
        (
            "Then Deputy Minister Kang signed the order.",
            "Minister Kang signed it.",
        ),
        (
            "The former mayor, Hanna Lind, came.",
            "Governor Hanna Lind came.",
        ),
        (
            "Minister Kang signed the order.",
            "Former Deputy Minister Kang signed it.",
        ),
        (
            "Minister Kang signed the order.",
            "Deputy Minister Kang was made a minister in May. Minister Kang signed it.",
        ),
        (
            "General Ri commanded the post.",
            "Lieutenant General Ri commanded the post.",
        ),
        (
            "Colonel Kim commanded the post.",
            "General Kim Yong-ho and Major Kim Chol commanded it.",
        ),
        (
            "Colonel Kim Yong-ho commanded the post.",
            "General Kim Chol-su commanded it.",
        ),
        (
            "Minister Ri, a general, signed it.",
            "General Ri signed it.",
        ),
        (
            "Justice Okoye heard the case.",
            "Judge Okoye heard the case.",
        ),
        ("Kang signed the order.", "Deputy Minister Kang signed it."),
        (
            "The minister signed the order of Kang.",
            "Deputy Minister Kang signed it.",
        ),
        (
            "The General Assembly met in May.",
            "Major Assembly halls were empty.",
        ),
        ("The mayor of Hale opened it.", "Governor Hale opened it."),
        ("Dr Varner wrote the letter.", "Professor Varner wrote it."),
        (
            "Richter Vogt ließ ihn frei.",
            "Der Richter Karl Vogt ließ ihn frei.",
        ),
        (
            "Der damalige Oberst Brandt leitete es.",
            "General Brandt leitet es heute.",
        ),
        (
            "Le juge Aubin a signé.",
            "Le magistrat et juge Marcel Aubin a signé.",
        ),
        (
            "La ministra Rosa Gil firmó.",
            "El permiso lo firmó Rosa Gil, ministra de salud.",
        ),
        (
            "Mr and Mrs Varner wrote it.",
            "Ms Varner and Mr Varner wrote it.",
        ),
        ("Major roads were closed.", "Captain Roads wrote it."),
    ] {
        assert_eq!(told(ours, theirs), None, "{ours}");
    }
}
