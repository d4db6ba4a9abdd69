"""Stolen things by rule: a noun of a list of goods, with what stands before it and the count on either side."""

import re

NUMBER = r"(?:[\d.]+|[一二两三四五六七八九十百几数半]+)(?:余|多)?"
COUNT = rf"{NUMBER}(?:部|辆|台|个|只|条|包|瓶|箱|张|件|枚|套|把|头|根|块|对|双|串|本|副|支|盒|袋|公斤|斤|千克|米|吨|桶|组|棵|株|捆|盘|卷|匹|盆|扇|片|顶|床|架|批|些|尊|幅|升)"
GOODS = (
    "手机 电话机 对讲机 笔记本电脑 平板电脑 电脑主机 电脑 显示器 显示屏 主机 硬盘 键盘 鼠标 内存条 充电器 充电宝 耳机 相机 照相机 摄像机 摄像头 镜头 电视机 电视 机顶盒 空调 空调外机 洗衣机 冰箱 冰柜 电磁炉 电饭锅 热水器 电风扇 音响 功放 "
    "摩托车 电动车 电动自行车 自行车 三轮车 电瓶车 面包车 轿车 小车 货车 汽车 车辆 挖掘机 电瓶 蓄电池 电池 轮胎 后视镜 车牌 牌照 车钥匙 钥匙 备胎 水箱 配件 "
    "项链 戒指 手镯 手链 耳环 耳钉 吊坠 挂坠 挂件 项坠 钻戒 脚链 手串 玉佩 玉坠 玉石 转运珠 金条 金块 银元 首饰 饰品 手表 手把件 纪念币 收藏币 "
    "香烟 烟 白酒 红酒 葡萄酒 酒 茅台酒 五粮液 茶叶 牛奶 饮料 口香糖 槟榔 大米 食用油 奶粉 腊肉 水果 化妆品 洗发水 护肤品 面膜 卫生巾 口红 香水 "
    "钱包 皮夹 挎包 手提包 提包 拎包 背包 双肩包 单肩包 手包 皮包 包 行李箱 箱子 保险箱 保险柜 银行卡 信用卡 身份证 驾驶证 行驶证 购物卡 加油卡 公交卡 会员卡 证件 存折 "
    "衣服 外套 大衣 羽绒服 裤子 牛仔裤 T恤 衬衫 内衣 裙子 鞋子 运动鞋 皮鞋 鞋 皮带 帽子 被子 眼镜 雨伞 手套 "
    "牛 耕牛 奶牛 黄牛 水牛 羊 山羊 绵羊 狗 土狗 猪 生猪 鸡 土鸡 鸭 鹅 鱼 树 树木 杨树 树苗 苗木 药材 玉米 "
    "电缆线 电缆 电线 铜线 铜芯线 铜板 铜块 铜管 铜排 铜 铝线 铝合金 铝 钢筋 钢管 钢板 钢材 角铁 角钢 铁块 铁板 废铁 铁 扣件 井盖 变压器 电机 电动机 水泵 发电机 电焊机 切割机 电表 水表 门窗 木材 木头 水泥 模板 柴油 汽油 轨道 螺丝 顶托 工字钢 光缆 蓄电池组 太阳能板 游戏机 自动麻将机 头盔"
).split()
NOUN = re.compile("|".join(sorted(map(re.escape, GOODS), key=lambda w: (-len(w), w))) + "|(?<=该)车(?=价值|盗|，|被|、|以|卖|销|骑|推|停|藏|丢)")
LEFT = re.compile(
    r"(?:盗走|窃得|窃取|盗窃|盗得|偷走|窃走|盗取|偷得|偷取|偷窃|偷|窃|拿走|取走|抢走|将|把|及其|及|和|与|以及|还有|内有|[内里上中处下]的?|该|涉案|上述|放|扣押|缴获|追回|追缴|购买|买|搬|装|拆下|剪断|砸烂|撬开|此的|所有的|停放的|放置的|使用的|携带的|随身|、|，|。|；|：|（|）|价值|定|有|得|元的|是|(?<!华)为|给|卖|被害人|单位)$"
)
COUNT_AT_END = re.compile(COUNT + "的?$")
COUNT_HERE = re.compile(COUNT)
# Things no list knows, by their count: before it, or after it.
COUNTED = re.compile(
    rf"(?:(?<=[窃盗偷]得)|(?<=[盗窃偷拿]走)|(?<=盗窃)|(?<=窃取)|(?<=[、，的及和内上将]))"
    rf"((?:(?![内上的将、，及和元从在被])[一-龥A-Za-z\d“”\-.*]){{2,14}}(?:{COUNT}|数(?:条|包|瓶|件|个)|若干))(?=[，。、；和及（]|以及|盗走|等|价值)"
    rf"|(?<![\d第一二三四五六七八九十])({COUNT}(?!家|人|钱|的?价|以[上下])(?:(?![、，及和被卖放盗价以])[一-龥A-Za-z\d“”\-.*]){{2,16}})(?=[，。、；（]|和|及|以及|盗走|等物|价值|被盗)"
)
CALLED_STOLEN = re.compile("被盗(?:财物|物品|钱物|赃物)|赃物")
NOT_A_THING = re.compile(r"^(?:店|车?门|玻璃|门市|市场|厂|公司|收购|维修|专卖|修理|号码?|卡密|行驶|驾驶|城|销售|业|回收|配件|行业|发票|支付|银行|短信|验证|主人|门|盗窃|钥匙孔|内|里|上|座|筐|头|后备)")
LONGEST = 18
ATTRIBUTE = re.compile(r"[一-龥A-Za-z\d“”\-·.×*\"]")


def items(text, persons):
    """(start, end, "NASI")."""
    ends = {e: s for s, e, _ in persons}
    for match in NOUN.finditer(text):
        start, end = match.span()
        if NOT_A_THING.match(text[end:]) or text[end : end + 1] == "的" and match[0] in ("家", "车辆"):
            continue
        start = widened(text, start)
        counted = COUNT_AT_END.search(text[:start])
        # A noun of one character is part of too many words to stand without a count.
        if len(match[0]) == 1 and match[0] != "车" and not counted and not COUNT_HERE.match(text[end:]):
            continue
        if counted:
            start = counted.start()
        if text[start - 1 : start] == "的" and start - 1 in ends and not text[: ends[start - 1]].endswith(("被害人", "失主")):
            start = ends[start - 1]
        elif text[start - 2 : start] == "被盗":
            start -= 2
        after = COUNT_HERE.match(text[end:])
        if after and not counted:
            end += after.end()
        yield start, end, "NASI"
    yield from ((*match.span(), "NASI") for match in CALLED_STOLEN.finditer(text))
    for match in COUNTED.finditer(text):
        start, end = match.span(match.lastindex)
        if not re.search("[元角]|现金|次|盗窃|被告|价值|人民币|犯罪|作案|年|月", match[0]):
            yield start, end, "NASI"


def widened(text, start):
    """Where brand, colour and kind before a noun begin: after the nearest verb, particle, mark or count."""
    at = start
    while at > 0 and start - at < LONGEST:
        before = text[:at]
        if LEFT.search(before[-3:]) or COUNT_AT_END.search(before[-8:]) and not re.search(r"[型牌]$", before):
            return at
        if before.endswith("的") and not re.search(r"[色牌型]的$", before) or not ATTRIBUTE.match(before[-1]):
            return at
        at -= 1
    return start if at and start - at >= LONGEST else at
