//! The words by which a text tells of whom it speaks.

use std::sync::LazyLock;

use crate::text::Pattern;

/// 二被告人, 各被告人, 上述三人, 上述被告人
pub(super) static TOGETHER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?P<everybody>(?:[二三四五两各]|上述)被告单位(?:以及|及其?|和|、)(?:[二三四五六七八九十两各]{1,3}(?:名)?)?被告人(?:均|都)?|(?:[二三四五六七八九两]|各|上述各|上述)上诉人(?:以及|及|和|、)(?:[二三四五六七八九两]|各)?原审被告人(?:均|都)?)|(?P<above>上述|前述|以上)(?:各)?(?:被告人|上诉人|原审被告人)(?:均|都)?|(?P<all>各|全体|上列|诸)(?:名)?(?:原审)?(?:被告人|上诉人|犯罪嫌疑人)|(?P<n>[二两三四五六七八九][十]?[一二三四五六七八九]?|十[一二三四五六七八九]?|[2-9]|[1-9][0-9])(?:名|个|位)?(?:原审)?(?:被告人|上诉人|犯罪嫌疑人|被告|人)(?:均|都)?|其(?P<pair>[俩二两])(?:人)?(?:均|都)",
    )
    .expect("the pattern is fixed")
});

/// 其他被告人, 其余三被告人
pub(super) static OTHERS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?:其他|其余)(?:各|几|[二两三四五六七八九十]{1,3}|[2-9])?(?:名|个|位)?(?:被告人|上诉人|原审被告人)(?:均|都)?",
    )
    .expect("the pattern is fixed")
});

/// 甲系主犯，余均系从犯
pub(super) static REST: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("[，；。](?P<rest>其余(?:人员|人|的)?|余)(?:均|都|皆)(?:系|为|是|属|起|构成)")
        .expect("the pattern is fixed")
});

/// 张某、李某 before 二人
pub(super) static STRANGERS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("[\\p{Han}×*0-9]{2}(?:、|和|与|及)[\\p{Han}×*0-9]{2,4}$").expect("the pattern is fixed")
});

/// After a number of persons: they were hurt.
pub(super) static HURT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:的?损伤(?:程度)?|均|都)*(?:为|属|构成|系)?(?:轻微伤|轻伤|重伤|受伤|死亡|身亡|伤残|死)")
        .expect("the pattern is fixed")
});

/// Words that make the name after them somebody acted upon, not the one spoken of.
pub(super) static ACTED_UPON: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?:伙同|抓获|抓捕|捉获|同案犯?|同案被告人|与|同|将|被|向|给|受|帮助|带领|检举|揭发|指认|举报|协助|跟随|听从|接受|雇佣|指使|纠集|召集|劝说|规劝|被害人|受害人|死者|伤者|车主|收购|为|从|由|替|陪同|随|供出|指证|提供|交代|交待|约出|劝|找|取得了?|获得了?|得到了?|经|追随|犯罪嫌疑人|在和|系|[^但于]是|在|当|趁|待|(?:雇|附|属|低|次|小|轻|大|别|同)于|较之|相较|比|(?:抓获|抓捕|捉获)[^，。；后的归到被]{1,10})$",
    )
    .expect("the pattern is fixed")
});

/// 在和某丁、甲的共同犯罪中: the list begins with a name nobody introduced.
pub(super) static FOLLOWS_ONE_ACTED_UPON: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?:在和|在与|伙同|抓获|(?:^|[^参])与)(?:(?:被告人)?[\\p{Han}×*0-9]{2,4}(?:（[^）]{0,12}）)?、)+(?:被告人)?$",
    )
    .expect("the pattern is fixed")
});

/// 安排钱某、孙某、: whoever follows is acted upon as well.
pub(super) static LISTED_ACTED_UPON: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?:安排|指使|纠集|召集|邀约|邀集|雇佣|雇请|联系|通知|组织|带领|伙同|抓获|介绍|唆使|授意|指挥|殴打|打伤)(?:被告人|同案人|证人)?(?:[\\p{Han}×*0-9]{2,4}、)+(?:被告人)?$",
    )
    .expect("the pattern is fixed")
});

pub(super) static LIST_GOES_ON: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:、|和|及)(?:被告人)?[\\p{Han}×*]{2,3}(?:均|都|对起诉|对公诉|对指控)")
        .expect("the pattern is fixed")
});

/// After a name: what somebody is held to be.
pub(super) static TAKEN_FOR: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:均|都)?(?:列为|认定为|定为|作为)(?:主犯|从犯|累犯|自首)").expect("the pattern is fixed")
});

/// 被告人某丁、 before a name: the list begins with one nobody introduced.
pub(super) static LIST_BEGAN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:被告人|上诉人)(?:[\\p{Han}×*]{2,3}、)+(?:被告人|上诉人)?$")
        .expect("the pattern is fixed")
});

/// All that may stand between the beginning of a clause and what it is about.
pub(super) static OPENERS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "^(?:[0-9]{1,2}[.．]|（[0-9一二三四五六七八九十]{1,3}）|[①-⒛])?(?:[一二三四五六七八九十0-9.]{1,3}|后|[但且唯惟又而]?鉴于|由于|[但且]?因|因此|因而|所以|据此|但|且|而|故|唯|惟|现|则|其中|[但且故在]?对于?|关于|至于|针对|综上|纵观|综观|综合|根据|依据|结合|基于|另|另外|又|即|即使|即便|如果?|假[如设]|若|虽然?|[^，。；]{0,12}考虑到?|本院(?:综合|结合|鉴于|依法对|对)|经查|同时|并且|此外|此后|之后|事后|以及|以|但?(?:只有|仅有)|本案中?|在[^，。；]{0,16}(?:犯罪|案件?|过程|其)中|[^，。；]{0,14}(?:发后|案后|罪后|生后|期间|审中|案中|罪中|理时)|[^，。；]{0,24}(?:关于|提出的|所提的)|[^，。；]{0,30}(?:认为|认定|查明|指控|证实|证明|表明|可见|说明|所提|提出|辩称|辩护称|建议对?))?$",
    )
    .expect("the pattern is fixed")
});

/// 某某公司退出违法所得: the unit by its short name.
pub(super) static NAMES_UNIT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:案发后|其中|[0-9.、]*)?[^，。；]{0,12}(?:公司|被告单位)[^，。；的]{0,10}$|^单位(?:已|能|积极|主动|案发后)")
        .expect("the pattern is fixed")
});

/// 均系从犯 after several were named one by one.
pub(super) static SPEAKS_OF_ALL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "^(?:且|并|也|亦|依法|故|因此)?(?:在[^，。；]{0,20}(?:犯罪|本案|案件|活动|过程)中)?(?:均|都)",
    )
    .expect("the pattern is fixed")
});

/// Several deeds of one person, to which 均 may belong: 在两起盗窃中均系从犯.
pub(super) static SEVERAL_DEEDS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("[二两三四五六七八九十0-9](?:笔|次|起|节|宗|罪|案|个罪)|一节|一案|犯罪和|盗窃和|罪、")
        .expect("the pattern is fixed")
});

/// 根据法律的规定，不能认定为自首: what was told of each is drawn together.
pub(super) static CONCLUDES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:根据|依照|按照|依法|故|因此|因而|综上|不能|不应|不符|不构成|其行为|所以|上述)")
        .expect("the pattern is fixed")
});

/// 其行为不符合自首的规定: said of whom the words just before were about.
pub(super) static CONCLUDES_HIM: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:故|因此|因而|不能|不应|不符|不构成|其行为|所以)").expect("the pattern is fixed")
});

/// What was told of somebody is drawn together; the next words are about others.
pub(super) static CONCLUDED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?:系|是|属于?|为|构成|认定为)(?:本案的?)?(?:主犯|从犯|胁从犯|累犯|自首|坦白|立功|初犯|偶犯|(?:犯罪)?未遂)|(?:从轻|减轻|从重|免除)[^，。；]{0,4}处罚|(?:自愿|当庭)认罪")
        .expect("the pattern is fixed")
});

/// After 被告人: a name nobody introduced, and that he or his defender speaks.
pub(super) static UNKNOWN_SPEAKS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?P<who>[\\p{Han}×*]{2,4}?)[0-9]?(?:及其|的(?:指定|委托)?辩护人|辩称|辩解|当庭|对(?:公诉|指控|起诉|上述))").expect("the pattern is fixed")
});

/// Begins a sentence that goes on about the case, not about the person before.
pub(super) static OF_THE_CASE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "^(?:另|且|同时|鉴于|因)?(?:本案|案发后|部分(?:被|赃|涉|上诉)|涉案|赃款|赃物|被害|在.{0,12}犯罪中)",
    )
    .expect("the pattern is fixed")
});

/// Between two accused whose defenders plead together.
pub(super) static DEFENDED_AND: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:及其|的)(?:指定|委托)?辩护人[，、]?(?:以及|及|和|与|、)(?:被告人|上诉人|原审被告人)?$")
        .expect("the pattern is fixed")
});

/// After the last of them.
pub(super) static DEFENDED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:及其|的)(?:各自)?(?:指定|委托)?辩护人(?:均|都|还|亦|也|分别)*(?:提出|认为|辩称)")
        .expect("the pattern is fixed")
});

/// Between accused of each of whom the sentence names his part: 甲对盗窃事实，乙对抢劫事实能够如实供述.
pub(super) static EACH_HIS_PART: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:对[^，。；]{1,20}(?:事实|犯罪|部分|罪行)，|就[^，。；]{1,60}?(?:部分|数额|[0-9]元|事实|犯罪)[，、])(?:上诉人|被告人|原审被告人)?$")
        .expect("the pattern is fixed")
});

/// Somebody by name pays: 徐某已赔偿, told of one whose name is not masked.
pub(super) static PAYS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:且|并|而|另|但|故|因|后来?|事后|案发后|现|其中|同案(?:人|犯)?|案外人|期间)*(?P<who>[\\p{Han}]{2,3}?)(?:的?(?:家属|亲属|亲友|家人|父亲|母亲|妻子|丈夫))?(?:已|又|共|先行|先后|将|自愿|主动|支付|代为|一次性)").expect("the pattern is fixed")
});

/// Whose family pays.
pub(super) static PAID_BY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "^(?:案发后|事后|另|期间|由|其中)*(?P<who>(?:同案(?:人|犯|被告人)|[\\p{Han}×*0-9]{2,4}、)[^，。；的]{0,24})的?(?:家属|亲属|家人|父亲|母亲|父母|亲友)",
    )
    .expect("the pattern is fixed")
});

/// 孙某、周某二人: a list of names and how many they are.
pub(super) static LISTED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:[\\p{Han}×*]{2,4}、)+[\\p{Han}×*]{2,4}[二两三四五六七八九十]人$")
        .expect("the pattern is fixed")
});

/// A unit pays somebody.
pub(super) static UNIT_PAYS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "^[^，。；其被上对向与给和]{2,20}(?:公司|办事处|银行|医院|学校|集团)(?:已经?|又|先行|代为|分别|共|一次性|另|均)*(?:对|向|与|给)",
    )
    .expect("the pattern is fixed")
});

/// Somebody by a name nobody bears who is accused, at the head of what is said of him: 阿某仅起次要作用.
pub(super) static HEADED_BY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "^(?:但|而|且|其中|本案|同案(?:犯|人)?|证人|认定|认为|虽然?)?[“\"]?(?P<who>[\\p{Han}]某[\\p{Han}0-9]?|[\\p{Han}]×+)[”\"]?(?:起|系|是|有|在|具有|仅|的|既|因|主动|自动|也|亦|则|归案|到案|犯罪|构成|属)",
    )
    .expect("the pattern is fixed")
});

/// Whoever is called an accused at the head of what is said of him.
pub(super) static NO_PARTY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?:^|，)(?:被告人|上诉人|原审被告人|同案被告人)(?P<who>[\\p{Han}--[系起二三四五六七八九十两多各均在等主自犯有能归到的与及其]]{2,3})(?:起|系|归案|到案|主动|自动|具有|在共同)",
    )
    .expect("the pattern is fixed")
});

/// Words by which the accused may be meant.
pub(super) static OWN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("被告|上诉人|原审|其|各|双方|本人|被害|受害|死者").expect("the pattern is fixed")
});

/// Begins a phrase by which whoever pleads means himself.
pub(super) static OWN_PLEA: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new("^(?:且|并且)?其(?:系|是|有|具有|属|构成)").expect("the pattern is fixed"));

/// After the name of somebody who pleads.
pub(super) static PLEADS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:当庭)?(?:辩称|辩解称?|提出|上诉称|上诉提出|供称|认为)").expect("the pattern is fixed")
});

/// Begins a sentence on what the defenders of all of them said.
pub(super) static OF_THE_DEFENDERS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:对|对于|关于)(?:各|上述)?辩护人(?:所提|提出)的?").expect("the pattern is fixed")
});

/// Those who prosecute act, and nobody is spoken of before them.
pub(super) static OF_OFFICERS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:[^，。；其]{0,12}，)?(?:公安|侦查|检察|办案|纪检|纪委|监察|民警|司法|[^，。；其协配带向被在主经]{2,8}(?:公安局|检察院|派出所))[^其。；]*$")
        .expect("the pattern is fixed")
});

/// What somebody's part was, told of him alone.
pub(super) static TELLS_PART: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("起[^，。；]{0,12}作用|处于[^，。；]{0,8}地位|作用[^，。；]{0,6}[小大轻次]|其[主次]要|主要|组织|首要|领导|指挥|策划|因此|故|所以|明显|刑罚|刑满|释放|假释")
        .expect("the pattern is fixed")
});

/// What somebody does for others.
pub(super) static SERVES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^(?:明知[^，。；]{0,30}，?(?:仍|而)?)?(?:均|系)?(?:受|听从|负责|帮助|协助|从事|应[^，。；]{0,8}邀|经[^，。；]{0,12}(?:纠集|邀约))")
        .expect("the pattern is fixed")
});

/// … or leads them to.
pub(super) static LEADS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("起意|组织|策划|首要|领导|提议|出资|全面|主要|主犯|^[^，。；受]{0,12}(?:纠集|雇佣|指使|指挥|邀约)[^，。；]{0,8}被告人")
        .expect("the pattern is fixed")
});

/// Begins a sentence on what somebody's part was.
pub(super) static OF_A_ROLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("^在[^，。；]{0,12}犯罪中，?(?:起|系|属|是|处于|作用)").expect("the pattern is fixed")
});
