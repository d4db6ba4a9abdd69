use super::*;

fn read(text: &str) -> Vec<(String, Organ, Option<i16>, String, String)> {
    scan(text)
        .into_iter()
        .map(|f| (f.value.text, f.value.organ, f.value.year, f.value.prefix, f.value.sequence))
        .collect()
}

fn one(text: &str) -> (String, Organ, Option<i16>, String, String) {
    let mut found = read(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

fn expect(
    text: &str,
    organ: Organ,
    year: Option<i16>,
    prefix: &str,
    sequence: &str,
) -> (String, Organ, Option<i16>, String, String) {
    (text.into(), organ, year, prefix.into(), sequence.into())
}

#[test]
fn court_numbers_new_old_and_masked() {
    assert_eq!(
        one("（2023）青0202刑初12号"),
        expect("（2023）青0202刑初12号", Organ::Court, Some(2023), "青0202", "12")
    );
    assert_eq!(
        one("（2014）青刑初字第12号刑事判决"),
        expect("（2014）青刑初12号", Organ::Court, Some(2014), "青", "12")
    );
    assert_eq!(one("（2019）*011*刑初3088*号").4, "3088*");
    assert_eq!(one("（2023）青0202刑初12号之一").0, "（2023）青0202刑初12号之一");
    assert_eq!(one("作出（2016）青02刑终45号刑事裁定").1, Organ::Court);
}

#[test]
fn numbers_of_a_numbered_criminal_division_keep_their_year() {
    assert_eq!(scan("（2014）青刑二初字第00038号")[0].value.text, "（2014）青刑二初00038号");
    assert_eq!(scan("（2014）青中刑一终字第5号")[0].value.year, Some(2014));
}

#[test]
fn procuratorate_numbers_with_any_infix_and_bracket() {
    for infix in
        ["检刑诉", "检公诉刑诉", "检一部刑诉", "检未检刑诉", "检批捕", "检不批捕", "检刑不诉", "检量建"]
    {
        let text = format!("青城市南山区人民检察院以青南{infix}〔2023〕12号起诉书指控被告人赵某某");
        assert_eq!(
            one(&text),
            expect(&format!("青南{infix}〔2023〕12号"), Organ::Procuratorate, Some(2023), "青南检", "12")
        );
    }
    assert_eq!(one("以青检公刑诉（2016）7号起诉书").0, "青检公刑诉〔2016〕7号");
    assert_eq!(
        one("青城市人民检察院以并云检刑诉字（2013）第73号起诉书"),
        expect("并云检刑诉字〔2013〕73号", Organ::Procuratorate, Some(2013), "并云检", "73")
    );
    assert_eq!(one("以云检公诉刑诉字第12号起诉书").4, "12");
}

#[test]
fn police_and_system_numbers() {
    assert_eq!(one("受案登记表青公（站前）受案字〔2022〕406号").0, "青公（站前）受案字〔2022〕406号");
    assert_eq!(one("青公换押证字〔2023〕12号").0, "青公换押证字〔2023〕12号");
    assert_eq!(
        one("青公（刑）诉字〔2023〕001号起诉意见书"),
        expect("青公（刑）诉字〔2023〕001号", Organ::Police, Some(2023), "青公", "1")
    );
    assert_eq!(one("云公（城）受案字〔2023〕10023号").1, Organ::Police);
    assert_eq!(one("以青公刑捕字〔2023〕9号提请批准逮捕书").1, Organ::Police);
    assert_eq!(
        one("部门受案号：青城检刑检受〔2023〕37029900012号"),
        expect("青城检刑检受〔2023〕37029900012号", Organ::System, Some(2023), "青城检", "37029900012")
    );
    assert_eq!(one("统一受案号：37029920230001").1, Organ::System);
}

#[test]
fn house_numbers_are_none() {
    for text in ["住青城市南山区林海路12号。", "青A12345号车", "尾号1234", "5月6号"] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}
