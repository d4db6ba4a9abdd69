//! The description of the addresses for programs, made from the table of routes: what the table asks of a visitor is what
//! is said here.

use std::sync::LazyLock;

use axum::Json;
use serde_json::{Map, Value, json};

use super::schema;
use super::told::{self, Sent, Told};
use crate::web::gate::{Need, Route};
use crate::web::routes;

static DOCUMENT: LazyLock<Value> = LazyLock::new(document);

/// `GET /api/openapi.json`
pub(in crate::web) async fn page() -> Json<&'static Value> {
    Json(&DOCUMENT)
}

/// Whether a route is for programs.
fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || matches!(path, "/livez" | "/readyz" | "/metrics")
}

fn document() -> Value {
    let told = told::all();
    let mut paths = Map::new();
    for route in routes::table().iter().filter(|route| is_for_programs(route.path)) {
        let method = route.method.as_str().to_lowercase();
        let Some(told) = told.iter().find(|told| told.path == route.path && told.method == method) else {
            continue;
        };
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[&method] = operation(route, told);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "秋毫：案件质量评查辅助系统",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "先以 POST /api/session 登录，再以 Authorization: Bearer 出示令牌。每次查看、导出、交来都记入日志。出错时一律返回 error：code 为代码，message 为说明，request 为请求编号。",
        },
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Error": error()},
        },
    })
}

fn operation(route: &Route, told: &Told) -> Value {
    let of_path = route.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let parameters = of_path
        .map(|name| parameter("path", name, "编号", true))
        .chain(told.query.iter().map(|(name, means)| parameter("query", name, means, false)));
    let mut answer = json!({"description": "成功"});
    if let Some(example) = &told.answer {
        answer["content"] = content(example);
    }
    let mut operation = json!({
        "summary": told.summary,
        "parameters": parameters.collect::<Vec<_>>(),
        "responses": {
            told.status.to_string(): answer,
            "default": {
                "description": "出错",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
            },
        },
    });
    match &told.body {
        Some(Sent::Json(example)) => {
            operation["requestBody"] = json!({"required": true, "content": content(example)});
        }
        Some(Sent::File) => {
            let file = json!({"schema": {"type": "string", "format": "binary"}});
            operation["requestBody"] =
                json!({"required": true, "content": {"application/octet-stream": file}});
        }
        None => (),
    }
    match route.need {
        Need::Public => operation["security"] = json!([]),
        Need::SignedIn => operation["security"] = json!([{"token": []}]),
        Need::Watch(action) => {
            operation["security"] = json!([{}, {"token": []}]);
            operation["description"] = json!(format!("权限：{}", action.label()));
        }
        Need::Look(action) | Need::Part(action) | Need::Act(action) => {
            operation["security"] = json!([{"token": []}]);
            operation["description"] = json!(format!("权限：{}", action.label()));
        }
    }
    operation
}

fn parameter(place: &str, name: &str, means: &str, required: bool) -> Value {
    json!({"in": place, "name": name, "description": means, "required": required, "schema": {"type": "string"}})
}

fn content(example: &Value) -> Value {
    json!({"application/json": {"schema": schema::of(example), "example": example}})
}

fn error() -> Value {
    let mut error = schema::of(&json!({"error": {"code": "not_found", "message": "没有这个页面或案件"}}));
    error["properties"]["error"]["properties"]["request"] = json!({"type": "string"});
    error["properties"]["error"]["properties"]["at"] =
        json!({"type": "array", "items": {"type": "integer"}, "description": "检索式中出错的位置"});
    error
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_route_for_programs_is_described_and_no_other() {
        let routes: BTreeSet<(String, &str)> = routes::table()
            .iter()
            .filter(|route| is_for_programs(route.path))
            .map(|route| (route.method.as_str().to_lowercase(), route.path))
            .collect();
        let told: BTreeSet<(String, &str)> =
            told::all().iter().map(|told| (told.method.to_owned(), told.path)).collect();
        assert_eq!(routes, told);
        let document = document();
        let described =
            document["paths"].as_object().unwrap().values().map(|path| path.as_object().unwrap().len());
        assert_eq!(described.sum::<usize>(), routes.len());
    }

    #[test]
    fn the_description_changes_knowingly() {
        let mut document = document();
        document["info"]["version"] = json!("…");
        insta::assert_json_snapshot!(document);
    }
}
