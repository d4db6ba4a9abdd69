//! Start and end of an interview; the end is often written without its day: 9时10分至10时35分.

use jiff::ToSpan;

use crate::text::{Cited, Moment, Pattern, numeral};

use super::super::reading::{Reading, floor};

static START: Pattern =
    Pattern::fixed(r"(?:(?:讯问|询问|谈话|听取意见|起止)?时间|开始时间|自)(?:（[^）\n]{0,12}）)?[：\t]*");

/// The end: a clock time after 至 or after its own label.
static END: Pattern = Pattern::fixed(
    r"^[^0-9\n]{0,8}?(?:至|到|—|-|~|结束时间[：\t]*)+(?P<day>当日|同日|次日|翌日|当天)?(?P<hour>[0-9]{1,2}|[零〇一二三四五六七八九十]{1,3})(?:时|点|:|：)(?P<minute>[0-9]{1,2}|[零〇一二三四五六七八九十]{1,3})?分?",
);

static END_LABEL: Pattern = Pattern::fixed(r"(?:(?:讯问|询问|谈话)?结束(?:的)?(?:时间|日期)?|止于)[：\t]*");

/// Words before 时间 by which it is not the record's own: 到达时间.
const OF_OTHERS: [&str; 8] = ["到案", "到达", "离开", "传唤", "抓获", "归案", "送达", "出生"];
/// The head of a record, where its time stands.
const HEAD: usize = 900;

/// When the interview started and ended.
pub(super) fn period(reading: &Reading) -> (Option<Cited<Moment>>, Option<Cited<Moment>>) {
    let head = &reading.plain[..floor(reading.plain, HEAD)];
    let is_another = |at: usize| OF_OTHERS.iter().any(|word| head[..at].ends_with(word));
    let labelled = START.find_iter(head).filter(|label| !is_another(label.start())).find_map(|label| {
        let place = reading.dates.partition_point(|date| date.range.start < label.end());
        let date = reading.dates.get(place)?;
        (date.range.start <= label.end() + 6).then_some(place)
    });
    let with_hour = || {
        let in_head = |date: &&_| is_in_head(date, head.len());
        reading.dates.iter().take_while(in_head).position(|date| date.value.hour.is_some())
    };
    let Some(place) = labelled.or_else(with_hour) else { return (None, None) };
    let start = &reading.dates[place];
    let cited = Some(reading.document.cite(start.value, &start.range, 0.95));
    let rest = &reading.plain[start.range.end..];
    let line = rest.split('\n').next().unwrap_or_default();
    if let Some(end) = bare_clock(reading, start.value, start.range.end, line) {
        return (cited, Some(end));
    }
    (cited, dated_end(reading, place, line.len()))
}

fn is_in_head(date: &crate::text::Found<Moment>, head: usize) -> bool {
    date.range.start < head
}

fn bare_clock(reading: &Reading, start: Moment, offset: usize, line: &str) -> Option<Cited<Moment>> {
    let captures = END.captures(line)?;
    let number =
        |name: &str| captures.name(name).and_then(|m| i8::try_from(numeral::integer(m.as_str())?).ok());
    let hour = number("hour").filter(|hour| (0..=24).contains(hour))?;
    let minute = number("minute").filter(|minute| (0..60).contains(minute));
    let is_next_day = captures.name("day").is_some_and(|day| matches!(day.as_str(), "次日" | "翌日"));
    let date = if is_next_day { start.date()?.checked_add(1.day()).ok()? } else { start.date()? };
    let moment = Moment { hour: Some(hour), minute, ..Moment::day(date) };
    let whole = captures.get(0)?;
    Some(reading.document.cite(moment, &(offset + whole.start()..offset + whole.end()), 0.95))
}

/// The end with its own date, on the same line or behind its own label.
fn dated_end(reading: &Reading, start: usize, rest_of_line: usize) -> Option<Cited<Moment>> {
    let from = reading.dates[start].range.end;
    let next = reading.dates.get(start + 1)?;
    let is_same_line = next.range.start <= from + rest_of_line;
    let is_labelled = END_LABEL
        .find_iter(reading.plain.get(from..next.range.start)?)
        .last()
        .is_some_and(|label| from + label.end() + 6 >= next.range.start);
    let is_near = next.range.start < from + 200;
    ((is_same_line || is_labelled) && is_near && next.value.hour.is_some())
        .then(|| reading.document.cite(next.value, &next.range, 0.95))
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, DocumentKind};
    use crate::extract::extract;

    #[test]
    fn the_end_may_be_written_in_chinese_figures() {
        for time in
            ["二〇二二年三月九日十四时三十分至十七时十分", "二〇二二年三月九日十四时三十分至当日十七点十分"]
        {
            let text =
                format!("讯问笔录\n时间：{time}\n被讯问人：孙大山\n问：你是否听清楚了？\n答：听清楚了。\n");
            let document = Document::from_text(DocumentKind::Interrogation, &text);
            let record = extract(&document).interview.expect("a record");
            assert_eq!(record.end.map(|end| end.value.to_string()).as_deref(), Some("2022-03-09 17:10"));
        }
    }
}
