//! Narrowing a query by the values its answer is counted by, and taking such parts away again.

use super::query::{FieldName, Query, Test, fields, parse};

/// The part of a query that a value of a facet stands for; none where no query says it.
///
/// Adding it to the query finds as many papers as the facet counts.
pub fn part(facet: &str, value: &str) -> Option<Query> {
    let field = fields().iter().find(|info| info.name == facet)?.field;
    let typed = match field {
        FieldName::Date => format!("{facet}:{value}"),
        _ => Query::Field { field, test: Test::Phrase(value.to_owned()) }.to_string(),
    };
    parse(&typed).ok().filter(|query| matches!(query, Query::Field { .. }))
}

/// The parts of a query that narrow it by a field and can be taken away one by one.
pub fn parts(query: &Query) -> impl Iterator<Item = &Query> {
    let all = match query {
        Query::And(parts) => parts.as_slice(),
        single => std::slice::from_ref(single),
    };
    all.iter().filter(|part| {
        let inner = if let Query::Not(inner) = part { inner.as_ref() } else { part };
        matches!(inner, Query::Field { .. })
    })
}

/// The query and also this part.
#[must_use]
pub fn with(query: &Query, part: Query) -> Query {
    Query::and(vec![query.clone(), part])
}

/// The query without this part.
#[must_use]
pub fn without(query: &Query, part: &Query) -> Query {
    match query {
        Query::And(parts) => Query::and(parts.iter().filter(|&one| one != part).cloned().collect()),
        single if single == part => Query::All,
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_added_and_taken_away() {
        let typed = parse("手机 或 电脑").unwrap();
        let surrender = part("情节", "自首").unwrap();
        let narrowed = with(&typed, surrender.clone());
        assert_eq!(parse(&narrowed.to_string()).unwrap(), narrowed);
        assert_eq!(parts(&narrowed).collect::<Vec<_>>(), [&surrender]);
        assert_eq!(without(&narrowed, &surrender), typed);
        assert_eq!(without(&surrender, &surrender), Query::All);
    }

    #[test]
    fn a_year_is_the_days_in_it_and_no_field_is_no_part() {
        assert_eq!(part("日期", "2023"), Some(parse("日期:2023").unwrap()));
        assert_eq!(part("没有的字段", "值"), None);
    }
}
