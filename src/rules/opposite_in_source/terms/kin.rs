//! Who is whose: brothers, wives, nieces. "Her husband" is the same as "his wife", seen from the other side.

use super::{Beside, Class, Member, Met};

pub(super) const CLASSES: &[Class] = &[Class {
    members: MEMBERS,
    are_apart,
    beside: Beside::Anything,
    least: 50,
    is_small: true,
}];

/// Beginnings of words by which a wife is a widow, in all languages.
const DEATH: &[&str] = &[
    "dead",
    "death",
    "died",
    "dies",
    "late",
    "kill",
    "murder",
    "surviv",
    "funeral",
    "grave",
    "body",
    "decease",
    "execut",
    "tot",
    "starb",
    "gestorben",
    "verstorben",
    "getötet",
    "ermordet",
    "mort",
    "tué",
    "décé",
    "défunt",
    "muert",
    "murió",
    "difunt",
    "falleci",
    "asesin",
    "uccis",
    "defunt",
    "assassin",
    "dood",
    "overled",
    "gestorv",
    "vermoord",
    "wijlen",
    "faleci",
    "morreu",
    "falec",
];

/// Whose words stand before: his or her.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    He,
    She,
}

/// The gender of whoever somebody is related to, where a word before says it. Romance languages do not.
fn owner(met: &Met<'_>) -> Option<Gender> {
    const BEFORE: usize = 3;
    met.before(BEFORE).iter().rev().find_map(|word| {
        let lower = word.lower.as_str();
        match lower {
            "his" | "zijn" => Some(Gender::He),
            "her" | "haar" => Some(Gender::She),
            _ if lower.starts_with("sein") => Some(Gender::He),
            _ => None,
        }
    })
}

/// The relation that a member tells, and the gender of whoever it is.
fn relation(id: &str) -> (&str, Gender) {
    match id.split_once(':') {
        Some((relation, "f")) => (relation, Gender::She),
        Some((relation, _)) => (relation, Gender::He),
        None => (id, Gender::He),
    }
}

/// The same relation from the other side.
fn inverse(relation: &str) -> &str {
    match relation {
        "parent" => "child",
        "child" => "parent",
        "uncle" => "nephew",
        "nephew" => "uncle",
        "grandparent" => "grandchild",
        "grandchild" => "grandparent",
        "parent-in-law" => "child-in-law",
        "child-in-law" => "parent-in-law",
        same => same,
    }
}

fn are_apart(ours: &Met<'_>, theirs: &Met<'_>) -> bool {
    let ((one, gender), (two, other)) = (relation(ours.member.id), relation(theirs.member.id));
    // A widow is a wife; whoever calls a wife a widow must have it from the source that he died.
    if (one, two) == ("spouse", "widow") {
        return gender != other;
    }
    if (one, two) == ("widow", "spouse") {
        let mut words = theirs.words.iter();
        return !words.any(|word| DEATH.iter().any(|start| word.lower.starts_with(start)));
    }
    // "Her nephew" may be "her cousin" in Dutch.
    if one == "neef" || two == "neef" {
        let cousins = ["neef", "cousin", "nephew"];
        return !(cousins.contains(&one) && cousins.contains(&two)) && one != two;
    }
    let fits = |owner: Option<Gender>, gender| owner.is_none_or(|owner| owner == gender);
    let is_same_from_there =
        inverse(one) == two && fits(owner(ours), other) && fits(owner(theirs), gender);
    !is_same_from_there
}

const MEMBERS: &[Member] = &[
    Member {
        id: "parent:m",
        forms: [
            &["father|fathers", "dad"],
            &["vater|vaters|väter|vätern"],
            &["père|pères"],
            &["padre"],
            &["padre"],
            &["vader|vaders"],
            &["pai"],
        ],
    },
    Member {
        id: "parent:f",
        forms: [
            &["mother|mothers", "mum|mom"],
            &["mutter|mütter|müttern"],
            &["mère|mères"],
            &["madre|madres"],
            &["madre|madri"],
            &["moeder|moeders"],
            &["mãe|mães"],
        ],
    },
    Member {
        id: "child:m",
        forms: [
            &["son|sons"],
            &["sohn|sohnes|sohns|söhne|söhnen"],
            &["fils"],
            &["hijo"],
            &["figlio"],
            &["zoon|zoons|zonen"],
            &["filho"],
        ],
    },
    Member {
        id: "child:f",
        forms: [
            &["daughter|daughters"],
            &["tochter|töchter|töchtern"],
            &[
                "sa|leur|ma|cette|leurs|ses|deux|trois fille|filles",
                "fille aînée|cadette",
            ],
            &["hija|hijas"],
            &["figlia|figlie"],
            &["dochter|dochters"],
            &["filha|filhas"],
        ],
    },
    Member {
        id: "sibling:m",
        forms: [
            &["brother|brothers"],
            &["bruder|bruders|brüder|brüdern"],
            &["frère|frères"],
            &["hermano"],
            &["fratello"],
            &["broer|broers|broertje|broertjes"],
            &["irmão"],
        ],
    },
    Member {
        id: "sibling:f",
        forms: [
            &["sister|sisters"],
            &["schwester|schwestern"],
            &["sœur|sœurs|soeur|soeurs"],
            &["hermana|hermanas"],
            &["sorella|sorelle"],
            &["zus|zuster|zussen|zusje|zusters"],
            &["irmã|irmãs"],
        ],
    },
    Member {
        id: "spouse:m",
        forms: [
            &["husband|husbands"],
            &[
                "ehemann|ehemannes|ehemanns|ehemänner",
                "ihr|ihren|ihrem|ihres mann|mannes",
            ],
            &["mari|maris|époux"],
            &["marido|maridos|esposo"],
            &["marito|mariti"],
            &["echtgenoot", "haar man"],
            &["marido|maridos|esposo"],
        ],
    },
    Member {
        id: "spouse:f",
        forms: [
            &["wife|wives"],
            &["ehefrau|ehefrauen", "seine|seiner frau"],
            &["épouse|épouses", "sa femme"],
            &["esposa|esposas", "su mujer"],
            &["moglie|mogli"],
            &["echtgenote", "zijn vrouw"],
            &["esposa|esposas", "sua mulher"],
        ],
    },
    Member {
        id: "widow:f",
        forms: [
            &["widow|widows"],
            &["witwe|witwen"],
            &["veuve|veuves"],
            &["viuda|viudas"],
            &["vedova|vedove"],
            &["weduwe|weduwen"],
            &["viúva|viúvas"],
        ],
    },
    Member {
        id: "widow:m",
        forms: [
            &["widower|widowers"],
            &["witwer|witwers"],
            &["veuf|veufs"],
            &["viudo"],
            &["vedovo"],
            &["weduwnaar"],
            &["viúvo"],
        ],
    },
    Member {
        id: "cousin",
        forms: [
            &["cousin|cousins"],
            &["cousin|cousins|cousine|cousinen|vetter|vettern|kusine|kusinen"],
            &["cousin|cousins|cousine|cousines"],
            &["primo|prima|primos|primas"],
            &["cugino|cugina|cugini|cugine"],
            &[],
            &["primo|prima|primos|primas"],
        ],
    },
    Member {
        id: "neef",
        forms: [&[], &[], &[], &[], &[], &["neef|neven|neefje"], &[]],
    },
    Member {
        id: "nephew:m",
        forms: [
            &["nephew|nephews"],
            &["neffe|neffen"],
            &["neveu|neveux"],
            &["sobrino"],
            &[],
            &[],
            &["sobrinho"],
        ],
    },
    Member {
        id: "nephew:f",
        forms: [
            &["niece|nieces"],
            &["nichte|nichten"],
            &["nièce|nièces"],
            &["sobrina|sobrinas"],
            &[],
            &["nichtje|nichtjes"],
            &["sobrinha|sobrinhas"],
        ],
    },
    Member {
        id: "uncle:m",
        forms: [
            &["uncle|uncles"],
            &["onkel|onkels"],
            &["oncle|oncles"],
            &["tío"],
            &["zio"],
            &["oom|ooms"],
            &["tio"],
        ],
    },
    Member {
        id: "uncle:f",
        forms: [
            &["aunt|aunts|aunty"],
            &["tante|tanten"],
            &["tante|tantes"],
            &["tía|tías"],
            &["zia|zie"],
            &["tante|tantes"],
            &["tia|tias"],
        ],
    },
    Member {
        id: "grandparent:m",
        forms: [
            &["grandfather|grandfathers"],
            &["großvater|großvaters|grossvater|opa"],
            &["grand père", "grands pères"],
            &["abuelo"],
            &["nonno"],
            &["grootvader|opa"],
            &["avô"],
        ],
    },
    Member {
        id: "grandparent:f",
        forms: [
            &["grandmother|grandmothers"],
            &["großmutter|grossmutter|oma"],
            &["grand mère", "grands mères"],
            &["abuela|abuelas"],
            &["nonna|nonne"],
            &["grootmoeder|oma"],
            &["avó"],
        ],
    },
    Member {
        id: "grandchild:m",
        forms: [
            &["grandson|grandsons"],
            &["enkel|enkels|enkelsohn"],
            &["petit fils", "petits fils"],
            &["nieto"],
            &[],
            &["kleinzoon|kleinzonen"],
            &["neto"],
        ],
    },
    Member {
        id: "grandchild:f",
        forms: [
            &["granddaughter|granddaughters"],
            &["enkelin|enkelinnen|enkeltochter"],
            &["petite fille", "petites filles"],
            &["nieta|nietas"],
            &[],
            &["kleindochter|kleindochters"],
            &["neta|netas"],
        ],
    },
    Member {
        id: "parent-in-law:m",
        forms: [
            &["father in law"],
            &["schwiegervater|schwiegervaters"],
            &["beau père"],
            &["suegro"],
            &["suocero"],
            &["schoonvader"],
            &["sogro"],
        ],
    },
    Member {
        id: "parent-in-law:f",
        forms: [
            &["mother in law"],
            &["schwiegermutter"],
            &["belle mère"],
            &["suegra"],
            &["suocera"],
            &["schoonmoeder"],
            &["sogra"],
        ],
    },
    Member {
        id: "child-in-law:m",
        forms: [
            &["son in law"],
            &["schwiegersohn|schwiegersohns|schwiegersohnes"],
            &["gendre|gendres", "beau fils"],
            &["yerno"],
            &[],
            &["schoonzoon"],
            &["genro"],
        ],
    },
    Member {
        id: "child-in-law:f",
        forms: [
            &["daughter in law"],
            &["schwiegertochter"],
            &["belle fille"],
            &["nuera"],
            &["nuora"],
            &["schoondochter"],
            &["nora"],
        ],
    },
    Member {
        id: "sibling-in-law:m",
        forms: [
            &["brother|brothers in law"],
            &["schwager|schwagers"],
            &["beau frère", "beaux frères"],
            &["cuñado"],
            &["cognato"],
            &["zwager|zwagers"],
            &["cunhado"],
        ],
    },
    Member {
        id: "sibling-in-law:f",
        forms: [
            &["sister|sisters in law"],
            &["schwägerin|schwägerinnen"],
            &["belle sœur|soeur"],
            &["cuñada|cuñadas"],
            &["cognata"],
            &["schoonzus|schoonzuster"],
            &["cunhada|cunhadas"],
        ],
    },
    // Words that are no kin though they look so: the longer form is met and left out.
    Member {
        id: "",
        forms: [
            &[
                "mother tongue|country|company|ship",
                "founding father|fathers",
                "sister city|company|ship|paper|organisation|organization",
                "half brother|sister",
            ],
            &[],
            &["maison mère", "langue maternelle", "fils de fer"],
            &["madre patria"],
            &["madre patria|lingua"],
            &[],
            &[],
        ],
    },
];
