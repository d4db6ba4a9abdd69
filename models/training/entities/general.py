"""The general schema for all charges: the labelled sets mapped to it, and weak labels by rule where they are silent.

A character may have several labels that count as right: what a set leaves unlabelled is not known to be nothing.
"""

import random
import re
from functools import cache

from corpus import held_out, records

from entities.names import rows

KINDS = [
    "SUSPECT", "VICTIM", "PERSON", "TIME", "PLACE", "MONEY", "ITEM", "TOOL", "WEIGHT", "INJURY", "ORG", "VEHICLE", "ACCOUNT",
]
TAGS = ["O"] + [f"{mark}-{kind}" for kind in KINDS for mark in "BI"]
NUMBER = {tag: i for i, tag in enumerate(TAGS)}
WEIGHT = 0.5

MAPPED = {
    "theft": {
        "NHCS": "SUSPECT", "NHVI": "VICTIM", "NCSM": "MONEY", "NCGV": "MONEY", "NCSP": "MONEY", "NASI": "ITEM", "NATS": "TOOL",
        "NT": "TIME", "NS": "PLACE", "NO": "ORG",
    },
    "drug": {"Nh": "PERSON", "Ns": "PLACE", "NT": "TIME", "NDR": "ITEM", "NW": "WEIGHT"},
    "driving": {
        "Defendants_vehicle": "VEHICLE", "Participants_vehicle": "VEHICLE", "Place_of_action": "PLACE", "Other_participants": "PERSON",
    },
    "weak": {kind: kind for kind in KINDS},
}
# What an unlabelled character of a set may be after all, besides nothing.
UNKNOWN = {
    "theft": {"VEHICLE"},
    "drug": {"TOOL", "ITEM", "VEHICLE"},
    "driving": {"SUSPECT", "VICTIM", "PERSON", "PLACE", "ITEM", "TOOL"},
    "weak": {"PLACE", "ITEM", "TOOL", "ORG", "PERSON", "VICTIM"},
}

HOUR = r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|深夜|夜间|夜|午夜)?(?:[\d×xX*]{1,2}(?:[时点]|[:：](?=\d))(?:(?:[\d×xX*]{1,2}分?|半))?)?(?:许|左右)?"
DAY = r"(?:[\d×xX*]{1,2}日|底|初|中旬|上旬|下旬|末|间|份)?(?:的?一天)?"
TIME = re.compile(
    rf"(?:(?:[\d×xX*]{{2,4}}年|同年|当年|次年|去年)(?:[\d×xX*]{{1,2}}月{DAY})?|(?<![\d第])\d{{1,2}}月{DAY}|同月[\d×xX*]{{1,2}}日|(?:同日|当日|次日|当天|翌日|当晚)){HOUR}"
    rf"(?:至(?:同年|次年|次日|当日)?(?:\d{{4}}年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?{HOUR}(?:期间|间)?)?|(?:凌晨|上午|中午|下午|晚上?)\d{{1,2}}[时点](?:\d{{1,2}}分)?(?:许|左右)?"
)
AMOUNT = r"(?:\d[\d,，]*(?:\.\d+)?|[一二三四五六七八九十百千万零]+|[×xX*]{2,})(?:余|多|来)?[万亿千百]?(?:余|多)?"
MONEY = re.compile(rf"(?:人民币|现金|港币|美元|RMB)*(?:约|近)?{AMOUNT}(?:元|美元|港元|港币)(?:人民币|现金)?(?:整)?")
MASS = re.compile(r"\d+(?:\.\d+)?余?(?:千克|公斤|毫克|克|吨|立方米|kg|mg|ml|毫升)")
BODY = "左右双头面胸腹颅鼻肋眼耳腰背颈肩肘腕指掌膝踝腿脚足手臂骨腓胫股尺桡髌脾肝肾肺脑硬蛛唇牙枕额颞顶眶腔口软"
INJURY = re.compile(
    r"(?:重伤|轻伤)[一二]级|轻微伤|(?:重伤|轻伤)(?=[，。；、])|[一二三四五六七八九十]级(?:伤残|残疾)"
    rf"|[{BODY}][^，。；、：（）]{{0,16}}?(?:骨折|裂创|裂伤|挫伤|挫裂伤|破裂|血肿|出血|离断|创口|骨裂|脱位)(?:伴[^，。；、]{{1,10}})?"
)
PLATE = r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•]?[A-Z0-9×xX*]{4,6}(?:号|学|挂)?"
BRAND = r"(?:[黑白红蓝灰银黄绿]色|“[^”，。]{1,10}”牌?|[一-龥]{2,4}牌|无牌|无号牌|大众|本田|丰田|奥迪|宝马|奔驰|别克|日产|福田|五菱|雅迪)"
VEHICLE = re.compile(
    rf"(?:{PLATE}的?)?(?:{BRAND})*(?:普通|重型|轻型|中型|小型|微型|半挂|自卸|二轮|两轮|三轮|正三轮|仓栅式|厢式|越野|牵引|罐式|无号牌)*"
    r"(?:轿车|小客车|客车|面包车|货车|摩托车|电动车|电动自行车|自行车|越野车|出租车|三轮车|牵引车|半挂车|拖拉机|汽车|小车)"
)
ACCOUNT = re.compile(
    r"(?:账号|帐号|卡号|账户|帐户|微信号|微信|QQ|QQ号|QQ群|支付宝账?号?|手机号码?|电话号码?|手机|电话|银行卡|尾号)(?:[为是：:（(“]|尾号|号码){0,3}([0-9A-Za-z_@.×*]{4,24})"
)
WEAPONS = (
    "菜刀|水果刀|砍刀|匕首|尖刀|西瓜刀|杀猪刀|折叠刀|弹簧刀|刀具|刀|木棍|铁棍|钢管|木棒|铁管|棒球棍|甩棍|砖头|石块|石头|啤酒瓶|酒瓶|铁锹|锄头|斧头|斧子|锤子|"
    "铁锤|螺丝刀|起子|扳手|钳子|剪刀|撬棍|液压钳|钥匙|万能钥匙|猎枪|枪支|气枪|火药枪|仿真枪|电击器|胶带|绳子|绳索|打火机|汽油|辣椒水|镰刀|铁钎|板凳|凳子|皮带|管制刀具"
)
TOOL = re.compile(rf"(?:持|用|使用|携带|手持|拿|拿起|捡起|掏出|拿出|利用)(?:一把|一根|一个|一支|事先准备的|随身携带的|自制的?|其)?((?:[一-龥]{{0,3}}(?:色|制|质))?(?:{WEAPONS}))")
ORG = re.compile(
    r"(?:(?<=[，。；：、（\n])|(?<=[经被由向系到找])|^)(?:经|被|由|后|到|在|向|后经)?((?:[一-龥×*某]{2,18}?)(?:公安局(?:[一-龥]{2,10}?(?:分局|大队|支队|派出所))?|公安分局|派出所|人民法院|人民检察院|"
    r"鉴定中心|鉴定所|认证中心|检验所|有限责任公司|有限公司|股份公司|支行|分行|合作社|村民委员会|村委会|管理局|林业局|税务局))(?=[，。；：、）民抓鉴认出立侦查检决指评以投报传的依刑批工])"
)
RULES = [("TIME", TIME), ("INJURY", INJURY), ("MONEY", MONEY), ("WEIGHT", MASS), ("VEHICLE", VEHICLE), ("ACCOUNT", ACCOUNT), ("TOOL", TOOL), ("ORG", ORG)]
# Which rules add labels a set lacks. Theft labels its own money, tools and organisations.
ADDED = {
    "theft": {"INJURY", "ACCOUNT", "WEIGHT"},
    "drug": {"INJURY", "MONEY", "VEHICLE", "ACCOUNT", "ORG"},
    "driving": {"TIME", "INJURY", "MONEY", "ORG", "ACCOUNT"},
    "weak": {name for name, _ in RULES},
}
ROLE = {"SUSPECT": ("被告人", "犯罪嫌疑人", "嫌疑人"), "VICTIM": ("被害人", "受害人", "失主")}


def by_rule(text, kinds):
    for kind, pattern in RULES:
        if kind in kinds:
            for match in pattern.finditer(text):
                yield (*match.span(1 if pattern.groups else 0), kind)


def role_of(text, name, fallback):
    """SUSPECT or VICTIM where the text says so before any mention of the name."""
    for role, words in ROLE.items():
        if any(word + name in text for word in words):
            return role
    return fallback


def widened(text, start, end):
    """A time as the rule sees it where that holds the labelled one: the sets differ in whether 许 belongs to it."""
    for match in TIME.finditer(text, max(0, start - 12), min(len(text), end + 12)):
        if match.start() <= start and end <= match.end():
            return match.span()
    return start, end


def mapped(source, text, spans):
    kinds = MAPPED[source]
    out = []
    for start, end, label in spans:
        kind = kinds.get(label)
        if kind == "PERSON":
            kind = role_of(text, text[start:end], kind)
        if kind == "TIME":
            start, end = widened(text, start, end)
        if kind and not (out and start < out[-1][1]):
            out.append((start, end, kind))
    taken = [False] * len(text)
    for start, end, _ in out:
        taken[start:end] = [True] * (end - start)
    for start, end, kind in by_rule(text, ADDED[source]):
        if start < end and not any(taken[start:end]):
            out.append((start, end, kind))
            taken[start:end] = [True] * (end - start)
    return sorted(out)


def allowed(source, text, spans):
    """[characters] of the tag numbers that count as right."""
    free = [0] + [NUMBER[f"{mark}-{kind}"] for kind in KINDS if kind in UNKNOWN[source] for mark in "BI"]
    out = [free] * len(text)
    for start, end, kind in mapped(source, text, spans):
        for i in range(start, end):
            out[i] = [NUMBER[("B-" if i == start else "I-") + kind]]
    return out


# Kinds whose shape is fixed: where a rule finds one, its ends stand, unless the model sees a place, a person or an
# organisation there.
RULED = ("TIME", "INJURY", "MONEY", "WEIGHT", "VEHICLE", "ACCOUNT")


def overlaid(text, spans):
    """The spans with those of the rules in place of what they overlap."""
    out = list(spans)
    for start, end, kind in by_rule(text, RULED):
        touched = [s for s in out if s[0] < end and start < s[1]]
        if any(s[2] not in (*RULED, "ITEM", "TOOL") or s[0] < start and end < s[1] for s in touched):
            continue
        if kind == "VEHICLE" and any(s[2] == "ITEM" for s in touched):
            continue
        out = [s for s in out if s not in touched] + [(start, end, kind)]
    return sorted(out)


PARTY = re.compile(r"(?:被告人|上诉人（原审被告人）)[：:]?([一-龥×*·]{2,4}?|[一-龥]某{1,2}[甲乙丙丁\d]?)(?:（[^）]{1,30}）)?[，,（]")
VICTIM = re.compile(r"被害人([一-龥][某×*]{1,2}[甲乙丙丁戊\d]?|[一-龥]{2,3}?)(?=[（，。、；的在于及与因驾被将以打的]|死亡|陈述|发生|现金|人民币|受伤|头部|左|右)")
OTHER = re.compile(r"[一-龥]某{1,2}(?:[甲乙丙丁戊己庚]|\d{1,2}|(?![×某]))")
WITNESS = re.compile(r"(?:证人|同案人|同案犯|吸毒人员|民警)([一-龥][某×*]{1,2}[甲乙丙丁戊\d]?|[一-龥]{2,3}?)(?=[（，。、；的在于及与因]|证言|另案)")


@cache
def family_names():
    return {row["surname"] for row in rows("surnames.csv") if float(row["ppm.1930_2008"] or 0) > 5}


def weak_person_spans(head, text):
    """Mentions of the accused of the heading, of victims and witnesses told by a cue, and of masked names."""
    roles = {}
    for pattern, role, where in ((WITNESS, "PERSON", text), (OTHER, "PERSON", text), (VICTIM, "VICTIM", text), (PARTY, "SUSPECT", head)):
        for match in pattern.finditer(where):
            name = match[match.lastindex or 0]
            if name[0] in family_names() and name[-1] not in "某" or re.search("某", name):
                roles[name] = role
    if not roles:
        return []
    pattern = re.compile("|".join(re.escape(name) for name in sorted(roles, key=lambda n: (-len(n), n))))
    return [(*match.span(), roles[match[0]]) for match in pattern.finditer(text)]


def weak_sets(count=900, length=140, seed=5):
    """Weakly labelled passages of the facts of judgments of all charges that no step holds out."""
    rng, out = random.Random(seed), []
    for record in records("judgments/lecard.jsonl.zst"):
        if held_out(record["id"]) or not record["sections"].get("facts") or rng.random() > 0.14:
            continue
        start, end = record["sections"]["facts"]
        facts = re.sub(r"\s+", "", record["text"][start:end])
        sentences = re.findall(r"[^。；]{4,}?[。；]", facts[:1500])
        if not sentences:
            continue
        first = rng.randrange(max(1, len(sentences) // 2))
        text = ""
        for sentence in sentences[first:]:
            if text and len(text) + len(sentence) > length:
                break
            text += sentence
        spans = weak_person_spans(record["text"][: record["sections"]["facts"][0]], text)
        if spans and len(text) <= 400:
            out.append((text, sorted(spans)))
    rng.shuffle(out)
    return {"weak": out[:count]}
