//! The bill of materials as CycloneDX 1.5, in JSON.
//!
//! It has no time and no serial number: the same program has the same bill.

use serde_json::{Map, Value, json};

use super::{Crate, Data, ThirdParty};

/// The program, what is in it, and which of it needs which.
pub(super) fn document(all: &ThirdParty) -> Value {
    let program = purl(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let components = all.crates.iter().map(library);
    let components: Vec<Value> = components.chain(all.data.iter().map(data)).collect();
    let needs = |needs: &[String]| -> Vec<String> {
        let parts = needs.iter().filter_map(|one| one.split_once(' '));
        parts.map(|(name, version)| purl(name, version)).collect()
    };
    let mut own = needs(&all.needs);
    let beside = all.data.iter().filter(|one| one.carrier.is_none());
    own.extend(beside.map(reference));
    let mut dependencies = vec![json!({ "ref": program, "dependsOn": own })];
    dependencies.extend(all.crates.iter().map(|one| {
        let mut needed = needs(&one.needs);
        let brought = all
            .data
            .iter()
            .filter(|data| data.carrier.as_ref() == Some(&one.name));
        needed.extend(brought.map(reference));
        json!({ "ref": purl(&one.name, &one.version), "dependsOn": needed })
    }));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": program,
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "licenses": [{ "expression": env!("CARGO_PKG_LICENSE") }],
                "purl": program,
            },
        },
        "components": components,
        "dependencies": dependencies,
    })
}

fn library(one: &Crate) -> Value {
    let purl = purl(&one.name, &one.version);
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": one.name,
        "version": one.version,
        "hashes": [{ "alg": "SHA-256", "content": one.checksum }],
        "licenses": [{ "expression": one.license }],
        "purl": purl,
    });
    if let Some(place) = &one.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": place }]);
    }
    component
}

fn data(one: &Data) -> Value {
    let mut component = Map::new();
    component.insert("type".to_owned(), json!("data"));
    component.insert("bom-ref".to_owned(), json!(reference(one)));
    component.insert("name".to_owned(), json!(one.name));
    component.insert("description".to_owned(), json!(one.what));
    let licenses = match &one.license {
        Some(expression) => json!([{ "expression": expression }]),
        None => json!([{ "license": { "name": one.license() } }]),
    };
    component.insert("licenses".to_owned(), licenses);
    if let Some(owner) = &one.copyright {
        component.insert("copyright".to_owned(), json!(format!("Copyright {owner}")));
    }
    Value::Object(component)
}

/// The name of a crate in the notation of package URLs. A `+` in a version is written as `%2B`.
fn purl(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// By what the other parts of the bill name a piece of data.
fn reference(one: &Data) -> String {
    format!("data:{}", one.name)
}
