//! The schema of a value, from an example that the types themselves have written.

use serde_json::{Map, Value, json};

/// What the value is made of. Everything an example has is always there; what is null in it may be anything.
pub(super) fn of(example: &Value) -> Value {
    match example {
        Value::Null => json!({}),
        Value::Bool(_) => json!({"type": "boolean"}),
        Value::Number(number) if number.is_f64() => json!({"type": "number"}),
        Value::Number(_) => json!({"type": "integer"}),
        Value::String(_) => json!({"type": "string"}),
        Value::Array(items) => json!({"type": "array", "items": items.first().map_or(json!({}), of)}),
        Value::Object(fields) => {
            let properties: Map<String, Value> =
                fields.iter().map(|(name, value)| (name.clone(), of(value))).collect();
            let required: Vec<&String> = fields.keys().collect();
            json!({"type": "object", "properties": properties, "required": required})
        }
    }
}

/// Where a value is not what a schema says; none where it is.
#[cfg(test)]
pub(in crate::web) fn differs(value: &Value, schema: &Value, place: &str) -> Option<String> {
    let kind = schema["type"].as_str().unwrap_or_default();
    let fits = match kind {
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string() || value.is_null(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    };
    if !fits {
        return Some(format!("{place}: {value} is no {kind}"));
    }
    let missing = schema["required"].as_array().into_iter().flatten();
    let missing = missing.filter_map(Value::as_str).find(|name| value.get(*name).is_none());
    if let Some(name) = missing {
        return Some(format!("{place}: {name} is missing"));
    }
    let fields = schema["properties"].as_object().into_iter().flatten();
    let inside =
        fields.filter_map(|(name, schema)| Some((value.get(name)?, schema, format!("{place}.{name}"))));
    let items =
        value.as_array().into_iter().flatten().map(|item| (item, &schema["items"], format!("{place}[]")));
    inside.chain(items).find_map(|(value, schema, place)| differs(value, schema, &place))
}
