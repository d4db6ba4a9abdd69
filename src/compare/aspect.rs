//! The rows of the comparison in Chinese.

/// Chinese name of a row of the comparison.
pub fn label(aspect: &str) -> &str {
    match aspect {
        "name" => "姓名",
        "sex" => "性别",
        "birth_date" => "出生日期",
        "identity" => "身份号码",
        "ethnicity" => "民族",
        "education" => "文化程度",
        "household" => "户籍",
        "occupation" => "职业",
        "address" => "住址",
        "prior" => "前科",
        "custody" => "强制措施",
        "charge" => "罪名",
        "incident_count" => "事实笔数",
        "incident_time" => "时间",
        "place" => "地点",
        "amount" => "数额",
        "sum" => "款项",
        "number" => "次数、人数",
        "date" => "日期",
        "weight" => "重量",
        "injury" => "伤情",
        "alcohol" => "酒精含量",
        "victim" => "被害人",
        "circumstance" => "量刑情节",
        "article" => "法条",
        "property" => "财物",
        "sentence_recommendation" => "量刑建议",
        "procedure" => "审理程序",
        "indictment_number" => "起诉书文号",
        "persons_count" => "人员",
        "civil" => "附带民事",
        other => other,
    }
}
