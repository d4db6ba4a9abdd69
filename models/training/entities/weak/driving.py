"""Labels of the traffic schema by rule: vehicles, how and where they went, breaches, who else was there, who was responsible."""

import re

from entities.weak import roles

SUBJECT = re.compile("犯(?:交通肇事|危险驾驶)罪")
RELEVANT = re.compile("驾驶|责任|酒精|乙醇|赔偿|受伤|死亡|谅解|检验|鉴定|到案|投案|报警|供述")
PER_CASE = 14

KIND = (
    r"(?:小|大中型|普通|重型|轻型|中型|小型|微型|大型|正三轮|两轮|二轮|三轮|半挂|自卸|仓栅式|厢式|越野|牵引|罐式|电动|人力|燃油|低速|特殊结构|载货|专项作业)*"
    r"(?:轿车|小轿车|客车|面包车|货车|摩托车|电动自行车|自行车|电动车|越野客车|越野车|出租车|三轮车|牵引车|半挂车|拖拉机|汽车|小车|电瓶车|助力车|小汽车|公交车|客运车|罐车|架子车|挂车)"
)
VEHICLE = re.compile(KIND)
RESPONSIBILITY = re.compile(r"(?:全部|主要|次要|同等)(?:事故)?责任|不(?:负|承担)(?:本次|此次|该次|该起|本起|本|交通|道路)*(?:事故)?的?责任|无(?:事故)?责任")
STATE = re.compile(r"(?:[属系达到构成于为已]|已达|达到|属于|涉嫌|符合|在道路上)((?:醉酒|酒后)(?:后?驾驶(?:机动车)?|驾车|状态|标准)?)(?=[。；，的标])")
BREACH = re.compile(
    r"(?:醉酒后?|饮酒后|酒后|饮酒|(?:在)?未依法取得(?:有效)?(?:机动车)?驾驶(?:证|资格)|未取得(?:机动车)?驾驶(?:证|资格)|无(?:有效)?(?:机动车)?驾驶(?:证|资格)|无证|未戴安全头盔|未佩戴安全头盔|超速|超载|吸毒后)"
    r"(?=驾驶|驾车|、|无证|醉酒|，?驾|[（且并又]|未|无|在|持|超)"
)
WAY = re.compile(
    r"(?:(?:沿|从|由|在)[^，。；：由]{2,30}?)?(?:由|自)[东南西北]{1,2}(?:向|往|朝)[东南西北]{1,2}(?:方向)?(?:逆向|直行|倒车)?(?:行驶|驶来|行走|行进)?|逆向行驶|倒车|(?:沿)[^，。；：]{3,28}?(?:行驶)(?=至|到|，|时)"
)
UNMARKED = re.compile(r"(?:无号牌|无牌照|无牌号|无牌|无照|套牌|未注册登记|未依法登记|未经登记|逾期未(?:审验|检验)|已?达到?报废标准|号牌为无)(?=的?[^，。；]{0,12}?车)")
OTHERS_WAY = re.compile(
    r"(?:前方|后方|对面|对向|右侧|左侧|同向|相向|停(?:放|驶|靠|在)?(?:于|在)?[^，。；与]{0,12}?(?:路边|路面|路旁|车道内|道路[东南西北左右]侧|[东南西北左右]侧|上|内)|同方向|在前|横过|横穿|顺行)"
    r"(?:(?:同向|相向|对向|前方|正在|逆向|停放|行驶|行走|直行|而来|驶来|行人?|在|车道|方向|等候|红绿灯|信号灯|左转弯|右转弯|掉头|停车|等待|绿灯|红灯|的道路|道路|公路|马路))*(?=的|由|，|骑|驾|$)"
)
PLACE = re.compile(
    r"(?:行驶至|驾驶至|驶至|行至|途经|途径|行经|驶到|行驶到|驶入|，至|，在(?=[^，。；]{3,30}(?:路段|路口|处|公里)[，时（])|行驶在)(?!此|该|案)((?:[^，。；、（）]|（[^）]{1,12}）){3,44}?)(?=时|，|。|（|与(?!.{1,14}(?:交叉|交汇|路口))|向?右转|向?左转|左侧超|转弯|掉头|变更|超车|倒车|，)"
)
RIDER = re.compile(rf"(?:乘客|搭乘人员|搭载(?:着|了)?|乘坐人|乘员|乘车人|车载|载着?|乘坐在[^，。；]{{0,10}}的)(?:被害人)?({roles.MASK}|[一-龥]{{2,3}}(?=[（，。、；受死沿由在从等]))")
COLLISION = re.compile("相撞|碰撞|追尾|撞|刮擦|碰擦|相碰|肇事")


def people(text):
    """Everybody but the accused is somebody else on the road, or carried; the accused are kept to tell them apart."""
    found = roles.roles(text)
    body = re.sub(r"\s+", "", text)
    for pattern in (
        rf"与(?:[^，。；]{{0,40}}?的)?(?:被害人|行人|驾驶人)?({roles.MASK})(?:驾驶|骑)", rf"(?:行人|被害人|由|致|造成|撞[到倒上])({roles.MASK})(?=[驾骑当受死经。，、的])",
        rf"(?:赔偿|补偿|支付|支付给|取得|获得)(?:了|给)?(?:被害人)?({roles.MASK})",
        rf"({roles.MASK})(?:不负|不承担|无责任|负(?:事故)?次要|血液|经抢救|当场死亡|受伤)",
    ):
        for match in re.finditer(pattern, body):
            if roles.plausible(match[1]):
                found.setdefault(match[1], "victim")
    riders = {match[1] for match in RIDER.finditer(body) if roles.plausible(match[1])}
    return {name: "rider" if name in riders and role != "accused" else role for name, role in found.items()}


def labels(text, known):
    mentions = roles.mentions(text, known)
    out = [(s, e, "Name_of_carrier" if role == "rider" else "Other_participants") for s, e, role in mentions if role in ("victim", "rider")]
    clash = COLLISION.search(text)
    turn = first_other(text, out)
    for match in PLACE.finditer(text):
        found = match[1]
        if not re.search("抓获|民警|查获|医院|公安|驾驶", found) and not found.endswith(("后", "中")):
            out.append((*match.span(1), "Place_of_action"))
    for match in STATE.finditer(text):
        out.append((*match.span(1), "Summary_of_the_defendants_conduct"))
    for match in RESPONSIBILITY.finditer(text):
        out.append((*match.span(), "Identification_of_" + ("defendants" if nearest_accused(text, match.start(), mentions) else "participants") + "_responsibility"))
    for match in BREACH.finditer(text):
        by_other = turn is not None and match.start() >= turn
        out.append((*match.span(), "Violations_by_participants" if by_other else "Violations_of_the_defendant"))
    driving = re.search("驾驶|骑", text)
    if not driving:
        return roles.disjoint(out)
    for pattern in (UNMARKED, WAY):
        for match in pattern.finditer(text):
            by_other = turn is not None and match.start() >= turn
            out.append((*match.span(), "driving_conditions_of_the_participant" if by_other else "defendants_driving_conditions"))
    if clash and turn is not None:
        for match in OTHERS_WAY.finditer(text, turn):
            if match.start() < clash.end() + 40 and match.end() - match.start() > 1:
                out.append((*match.span(), "driving_conditions_of_the_participant"))
    for match in VEHICLE.finditer(text):
        if match.start() < driving.start() or re.match("(?:行驶证|驾驶|登记|辆|技术|安全|损|道|间|速|上|内|头|尾|门|牌|号|证)", text[match.end() :]):
            continue
        if turn is None or match.start() < turn:
            if not any(label == "Defendants_vehicle" for *_, label in out):
                out.append((*match.span(), "Defendants_vehicle"))
        elif clash and re.search(r"驾驶|骑|的|乘|推|停|牌|号|色", text[turn : match.start() + 1]):
            if not any(label == "Participants_vehicle" and abs(s - match.start()) < 30 for s, _, label in out):
                out.append((*match.span(), "Participants_vehicle"))
    return roles.disjoint(sorted(out, key=lambda s: (s[2] not in ("Place_of_action",), s[0] - s[1])))


def first_other(text, others):
    """Where the telling turns from the accused to those he met: 与, 将, 撞 or 遇 before somebody else or a vehicle, after the place."""
    drive = re.search("驾驶", text)
    if not drive:
        return None
    match = re.search(r"(?:，|时|处|中)(?:，)?(?:车辆|其|该车|车头|遇|因)?[^，。；]{0,8}?(?:与|将|撞|遇|碰|追尾|被)(?=[^，。；]{0,60}(?:车|行人|某|×|被害人|人))", text[drive.end() :])
    return drive.end() + match.end() if match else None


def nearest_accused(text, at, mentions):
    """Whether the last person before a finding of responsibility is an accused; where nobody is named, he is."""
    before = [(s, role) for s, _, role in mentions if s < at and "。" not in text[s:at] and "；" not in text[s:at]]
    return not before or before[-1][1] == "accused"
