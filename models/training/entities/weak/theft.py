"""Labels of the theft schema by rule: who, when, where, what was taken, its value, what it brought, with which tool."""

import re

from entities import general
from entities.weak import roles
from entities.weak.goods import items

SUBJECT = re.compile("犯盗窃罪")
RELEVANT = re.compile("盗|窃|偷|价值|赃|价格|归案|抓获|发还|退赔|谅解|被告人|被害人")
PER_CASE = 12

DEED = re.compile("盗|窃|偷|窜至|窜到|来到|行至|进入|潜入|伙同|撬|驾驶|趁")
AFTER = re.compile("抓获|到案|投案|民警|公安|谅解|发还|退赔|判处|刑满|羁押|逮捕|拘留|鉴定|出生|传唤|归案|供述")
MONEY = re.compile(
    rf"(?:现金)?(?:人民币|港币|美元)?(?:现金)?(?<![约近]){general.AMOUNT}(?:多|余)?(?:元|美元|港元|港币)(?:整)?(?:人民币|现金)?(?:左右)?"
)
WORTH = re.compile(r"(?:价值|价格|值|共计|合计|总计|认定|估价|折合|损失|金额|数额|每斤|计)[为约计共人民币是：:]{0,5}$")
GAIN = re.compile(r"(?:销赃|赃款|得款|获利|分得|卖得|变卖|卖给|分给|获款|所得|报酬|获赃|出售)[^，。；]{0,6}$")
SOLD = re.compile(r"^的?(?:低价|价格)|^(?:卖|变卖|销|出售|收购)")
TAKEN = re.compile(r"(?:盗|窃|偷|内有|内的|里的|中的|包内|车内|内|现金|、|及|和|的)[^，。；]{0,8}$")
ORGANISATION = re.compile(
    r"(?:^|(?<=[，。；、）日后]))(?:经|被|由|后经|后被|经由|案发后|主动到|到)?"
    r"((?:(?!被|经|由|于|日|到|后|向|在|将)[一-龥×*]){0,16}(?:价格认证中心|价格认定中心|价格认证局|价格认定局|价格评估有限公司|价格事务所|公安局(?:[一-龥×*]{2,12}?(?:分局|派出所|大队|支队))?|公安分局(?:[一-龥×*]{2,8}?派出所)?|派出所|物价局|物价部门|公安机关|鉴定中心|鉴定所))"
)
FOUND_BY = re.compile(r"(?<=[经被由向到将])((?:(?!被|经|由|于|日|到|后|向|在|将)[一-龥×*]){0,14}(?:价格认证中心|价格认定中心|公安局[一-龥×*]{0,10}?派出所|派出所|公安机关|物价部门))")
PLACE_SIGN = "省市县区镇乡村路街道巷弄号楼室店超市商场广场花园医院学校网吧宾馆酒店家房车站工地公司厂附近旁银行公园桥宿舍餐厅库棚站门前后侧院组栋幢单元"
PLACE = re.compile(
    r"(?:窜至|窜到|窜入|来到|去到|行至|骑至|驶至|潜入|溜进|溜入|进入|到达|途经|路过|流窜至|(?<![得直及以甚乃])至|(?<![得受遭达找看感])到|(?<![正现存])在|至在|位于|于(?=[一-龥]{2,3}[省市县区镇村]))"
    r"(?!其|此|该|案|同|逃|归|[\d一二三四五六七八九十]+[时日月年人次])((?:[^，。；、（）]|（[^）]{1,8}）){3,46}?)"
    r"(?=，|。|；|（|时[，盗]|实施|盗窃|盗走|盗得|窃得|窃取|偷|行窃|趁|将|采用|采取|使用|用|撬|伺机|预谋|准备盗|翻|推|拉开|用手|徒手|发现|见|以|欲|准备|寻找|物色|乘|被害人[^的，]{2,4}(?:停|放)|停放|的一|、[一-龥×*]{2,8}等地)"
)
DRIVEN = re.compile(r"(?:驾驶|骑着|骑行|骑|驾乘|乘坐)(?:其|自己|一辆|一部)*((?:[^，。；、（）驶]){0,18}?(?:面包车|轿车|小车|摩托车|电动车|三轮车|自行车|货车|汽车|车辆))(?=[，。；、窜来到至行前伙搭载流离逃从沿（在])")
TOOLS = (
    "老虎钳|液压钳|断线钳|大力钳|钢丝钳|尖嘴钳|管钳|钳子|钢锯|锯条|撬棍|撬棒|铁撬|撬杠|螺丝刀|起子|扳手|套筒|六角匙|六角钥匙|内六角|万能钥匙|钥匙|T型锥|T型工具|L型工具|开锁工具|铁丝|铁钩|铁棍|铁棒|铁锤|锤子|榔头|"
    "镊子|刀片|小刀|水果刀|菜刀|剪刀|剪线钳|电缆剪|大剪刀|弹弓|钢珠|石头|石块|砖头|木棍|竹竿|手电筒|手套|口罩|錾子|电钻|切割机|斧头|砍刀|匕首|干扰器|锡纸|塑料片|卡片|梯子|绳子|编织袋|麻袋|强开器|破窗器"
)
TOOL = re.compile(rf"(?:(?:采用|使用|利用|携带|用|持|以|带的?|准备好?的|自制的?|拿出|掏出|工具)(?:其|事先|随身|携带的|一把|一根|一个|自制的?|自带的?)*|(?<=[、和]))((?:[一-龥]{{0,2}}色)?(?:{TOOLS}))")


def people(text):
    return roles.roles(text)


def labels(text, known):
    """[(start, end, label)], of overlapping ones the surest."""
    deed = bool(DEED.search(text))
    persons = [(s, e, {"accused": "NHCS", "victim": "NHVI"}[role]) for s, e, role in roles.mentions(text, known) if role != "other"]
    out = list(times(text, persons))
    spots = list(places(text)) if deed else []
    taken = [(s, e) for s, e, _ in spots]
    driven = [(*m.span(1), "NATS") for m in DRIVEN.finditer(text)] if deed else []
    tools = [(*m.span(1), "NATS") for m in TOOL.finditer(text)] if deed else []
    goods = [s for s in items(text, persons) if not any(a < s[1] and s[0] < b for a, b, _ in driven)]
    out += spots + list(sums(text, deed)) + driven
    out += [s for pattern in (ORGANISATION, FOUND_BY) for m in pattern.finditer(text) if (s := (*m.span(1), "NO"))]
    out += goods + tools + persons
    # A name within an address or a thing belongs to it.
    inside = {(s, e) for s, e, _ in persons for a, b in taken if a <= s and e <= b}
    return roles.disjoint([s for s in out if (s[0], s[1]) not in inside])


def times(text, persons):
    for match in general.TIME.finditer(text):
        end = text.find("。", match.end())
        rest = text[match.end() : end if end > 0 else len(text)][:90]
        deed, after = DEED.search(rest), AFTER.search(rest)
        if deed and (not after or deed.start() < after.start()):
            yield (*match.span(), "NT")


def places(text):
    for match in PLACE.finditer(text):
        start, end = match.span(1)
        found = text[start:end]
        if any(c in found for c in PLACE_SIGN) and not re.search("驾驶|抓获|民警|公安|派出所|盗窃|明知|被害人$|公诉|人民法院|期间", found) and not found.endswith(("的", "后", "时")):
            yield start, end, "NS"


def sums(text, deed):
    for match in MONEY.finditer(text):
        start, end = match.span()
        before, after = text[max(0, start - 14) : start], text[end : end + 6]
        if re.search("罚金|罚款|保证金|医疗费", before):
            continue
        if "现金" not in match[0] and WORTH.search(before):
            yield start, end, "NCGV"
        elif GAIN.search(before) or (before.endswith("以") and SOLD.search(after)) or SOLD.search(after):
            yield start, end, "NCSP"
        elif "现金" in match[0] or deed and TAKEN.search(before):
            yield start, end, "NCSM"
        elif re.search("价|值|鉴定|共计", before):
            yield start, end, "NCGV"
