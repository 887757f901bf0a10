//! What is in a file, as JSON. The keys are those of `inspect --help`.

use super::{Entity, Fact, Summary};
use serde_json::{Map, Value, json};

/// The object as text, which ends in a line break.
pub fn text(summary: &Summary) -> String {
    let mut object = facts(&summary.facts);
    object.insert("slices".to_owned(), summary.slices.iter().map(|slice| Value::Object(facts(slice))).collect());
    object.insert("imports".to_owned(), summary.imports.iter().map(entity).collect());
    object.insert("exports".to_owned(), summary.exports.iter().map(entity).collect());
    format!("{:#}\n", Value::Object(object))
}

fn facts(facts: &[(&'static str, Fact)]) -> Map<String, Value> {
    facts.iter().map(|(name, fact)| (name.replace(' ', "_"), value(fact))).collect()
}

fn value(fact: &Fact) -> Value {
    match fact {
        Fact::Nothing => Value::Null,
        Fact::Text(text) => json!(text),
        Fact::Number(number) => json!(number),
        Fact::Bytes(bytes) => json!(bytes),
        Fact::Count(all, imported) => json!({ "all": all, "imported": imported }),
        Fact::List(list) => json!(list),
    }
}

fn entity(Entity { kind, module, name, ty }: &Entity) -> Value {
    json!({ "kind": kind, "module": module, "name": name, "type": ty })
}
