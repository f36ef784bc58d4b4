"""The tables of Chinese: units, currencies, signs, and the words after which numbers are read in another way."""

from vozes.text.normalizing.language import Currency
from vozes.text.normalizing.languages.east_asian.language import units

UNITS = units(
    """km:公里
    m:米
    dm:分米
    cm:厘米
    mm:毫米
    µm μm um:微米
    nm:纳米
    ft:英尺
    in:英寸
    yd:码
    mi:英里
    m² ㎡ m2:平方米
    km² km2:平方公里
    cm² cm2:平方厘米
    mm² mm2:平方毫米
    ha:公顷
    m³ m3:立方米
    cm³ cm3 cc:立方厘米
    L l:升
    mL ml ML:毫升
    t:吨
    kg KG Kg:千克
    g:克
    mg:毫克
    µg μg ug:微克
    lb lbs:磅
    oz:盎司
    h:小时
    min:分钟
    s:秒
    ms:毫秒
    µs μs:微秒
    ns:纳秒
    km/h kmh KM/H:公里每小时
    m/s:米每秒
    km/s:公里每秒
    m/s²:米每二次方秒
    mph:英里每小时
    kn:节
    rpm r/min:转每分钟
    KB kB:千字节
    MB:兆字节
    bps:比特每秒
    kbps Kbps:千比特每秒
    Mbps:兆比特每秒
    Gbps:吉比特每秒
    kB/s KB/s:千字节每秒
    MB/s:兆字节每秒
    dpi:点每英寸
    W:瓦
    kW KW:千瓦
    MW:兆瓦
    mW:毫瓦
    kWh kW·h KWh:千瓦时
    Wh:瓦时
    J:焦耳
    kJ:千焦
    cal:卡
    kcal:千卡
    V:伏
    kV KV:千伏
    mV:毫伏
    mA:毫安
    mAh:毫安时
    Ah:安时
    Ω:欧姆
    kΩ:千欧
    Hz:赫兹
    kHz:千赫
    MHz:兆赫
    GHz:吉赫
    Pa:帕
    hPa:百帕
    kPa:千帕
    MPa:兆帕
    mmHg:毫米汞柱
    N:牛
    dB:分贝
    °C ℃:摄氏度
    °F ℉:华氏度
    °:度
    mol:摩尔
    mmol/L:毫摩尔每升
    mg/L:毫克每升
    mg/dL:毫克每分升
    μg/m³ µg/m³:微克每立方米
    kg/m³:千克每立方米
    g/cm³:克每立方厘米
    ppm:百万分之一
    w:万"""
)

CURRENCIES = {
    "CNY": Currency("元", "元"),
    "RMB": Currency("人民币", "人民币"),
    "USD": Currency("美元", "美元"),
    "EUR": Currency("欧元", "欧元"),
    "GBP": Currency("英镑", "英镑"),
    "JPY": Currency("日元", "日元"),
    "KRW": Currency("韩元", "韩元"),
    "HKD": Currency("港元", "港元"),
    "TWD": Currency("新台币", "新台币"),
    "RUB": Currency("卢布", "卢布"),
    "INR": Currency("卢比", "卢比"),
    "CHF": Currency("瑞士法郎", "瑞士法郎"),
    "CAD": Currency("加元", "加元"),
    "AUD": Currency("澳元", "澳元"),
    "SGD": Currency("新加坡元", "新加坡元"),
    "THB": Currency("泰铢", "泰铢"),
    "VND": Currency("越南盾", "越南盾"),
    "BRL": Currency("雷亚尔", "雷亚尔"),
    "BTC": Currency("比特币", "比特币"),
}
CURRENCY_SIGNS = {
    "¥": "CNY", "￥": "CNY", "CN¥": "CNY", "RMB": "RMB", "rmb": "RMB", "JP¥": "JPY", "$": "USD", "US$": "USD",
    "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "R$": "BRL",
    "€": "EUR", "£": "GBP", "₩": "KRW", "₽": "RUB", "₹": "INR", "฿": "THB", "₫": "VND", "₿": "BTC",
} | {code: code for code in CURRENCIES}  # fmt: skip
SCALES = {scale: (scale, scale) for scale in "千 万 十万 百万 千万 亿 十亿 百亿 千亿 万亿 萬 億".split()}

SYMBOLS = {
    "@": "艾特", "#": "井号", "&": "和", "+": "加", "=": "等于", "%": "百分号", "‰": "千分号", "*": "星号",
    "/": "斜杠", "\\": "反斜杠", "_": "下划线", "-": "横杠", ":": "冒号", "?": "问号", "!": "感叹号",
    "|": "竖线", "^": "上尖号", "~": "波浪号", "$": "美元", "€": "欧元", "£": "英镑", "¥": "元", "￥": "元",
    "₩": "韩元", "₽": "卢布", "₹": "卢比", "¢": "美分", "°": "度", "℃": "摄氏度", "±": "正负", "×": "乘以",
    "÷": "除以", "<": "小于", ">": "大于", "≤": "小于等于", "≥": "大于等于", "≠": "不等于", "≈": "约等于",
    "√": "根号", "∞": "无穷大", "∑": "求和", "∏": "连乘", "∫": "积分", "∈": "属于", "∩": "交", "∪": "并",
    "⊂": "包含于", "∴": "所以", "∵": "因为", "π": "派", "Ω": "欧姆", "µ": "微", "←": "左箭头", "→": "右箭头",
    "↑": "上箭头", "↓": "下箭头", "↔": "双向箭头", "⇒": "推出", "©": "版权所有", "®": "注册商标", "™": "商标",
    "§": "第", "№": "第", "¶": "段落", "†": "剑号", "℡": "电话", "∠": "角", "⊥": "垂直于", "∥": "平行于",
    "△": "三角形", "′": "分", "″": "秒", "²": "的平方", "³": "的立方", "½": "二分之一", "¼": "四分之一",
    "¾": "四分之三", "⅓": "三分之一", "⅔": "三分之二",
}  # fmt: skip
OPERATORS = {"-": "减", "+": "加", "=": "等于", "×": "乘以", "÷": "除以", "*": "乘以", "/": "除以"}

TWO_BEFORE = (
    "个 位 只 本 次 张 件 条 家 名 块 元 岁 周 点 秒 小时 种 台 部 辆 杯 瓶 碗 双 对 间 座 支 枝 把 头 匹 层 "
    "米 公里 公斤 斤 千克 克 升 吨 倍 项 场 句 首 篇 段 轮 颗 粒 片 套 封 棵 朵 根 排 箱 包 袋 盒 份 门 所 处 "
    "笔 批 万 千 亿 半 分钟 分(?!之) 天 年(?![级代]) 人 星期 季度 顿 趟 遍 声 步 股 束 串 桌 局 盘 幅 架 艘 "
    "厘米 毫米 英里 英尺 英寸 平方 平米 立方 毫升 度 美元 欧元 英镑 日元 韩元 港元 港币 卢布 角 毛 成 国 "
    "县 省 市 校 队 边 侧 手 眼 口 道 样 组 类 集(?!团) 课时 餐 夜 晚 世纪 光年 海里 磅 盎司 "
    "個 張 條 塊 歲 週 點 小時 種 臺 輛 雙 對 間 層 頭 萬 億 噸 項 場 輪 顆 門 處 筆 國 縣 隊"
).split()
"""Measure words and nouns before which 2 is 两, as patterns."""
ANNOUNCE_DIGITS = (
    "电话 手机 手机号 手机号码 号码 热线 传真 密码 验证码 校验码 卡号 账号 帐号 编号 学号 工号 单号 订单 订单号 "
    "车牌号 邮编 邮政编码 QQ QQ号 QQ群 身份证 身份证号 身份证号码 证号 代码 尾号 拨打 致电 微信 微信号 群号 区号 "
    "房间号 座位号 流水号 序列号 条形码 邀请码 口令 编码 股票代码 分机 转 電話 手機 號碼 密碼 驗證碼"
).split()
ROOMS = (
    "室 房间 房(?=[，。、]|$) 教室 宿舍 寝室 会议室 包间 包厢 病房 号房 国道 路公交 路车 次列车 次航班 航班 型"
).split()
"""What follows numbers of three digits and more that are read digit by digit, as patterns."""
SERVICES = "热线 客服 网 官网 APP 平台 短信 服务".split()
"""What follows the telephone number of a service."""
YEAR_GOES_ON = ("出生 生人 生的 毕业 入学 入职 入伍 高考 款 版 奥运 世界杯 初 底 末 春 夏 秋 冬 上半年 下半年").split()
"""What follows a year of two digits and not a number of years."""
EVENTS = (
    "事件 事变 惨案 地震 大地震 晚会 运动 革命 劳动节 国庆 讲话 打假 恐袭 空难 政变 独立 大促 购物节 黄金周"
).split()
"""What follows the month and day of an event, which are read digit by digit."""
PER = (
    "月 年 天 日 周 人 次 小时 分钟 分 秒 平方米 平米 平 件 个 斤 公斤 吨 米 套 间 晚 张 份 升 克 千克 kg m² h"
).split()
"""What a price is for, behind a slash."""
WON = "击败 战胜 大胜 险胜 完胜 胜 取胜 获胜 负于 负 不敌 逆转 领先 落后 战平 打平 输给 输 赢 淘汰".split()
"""What follows a score."""
