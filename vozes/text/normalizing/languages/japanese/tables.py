"""The tables of Japanese: units, currencies, signs, and the words around numbers that are read in another way."""

from vozes.text.normalizing.language import Currency
from vozes.text.normalizing.languages.east_asian.language import units

UNITS = units(
    """km:キロメートル
    m:メートル
    cm:センチメートル
    mm:ミリメートル
    µm μm um:マイクロメートル
    nm:ナノメートル
    ft:フィート
    in:インチ
    yd:ヤード
    mi:マイル
    m² ㎡ m2:平方メートル
    km² km2:平方キロメートル
    cm² cm2:平方センチメートル
    mm² mm2:平方ミリメートル
    ha:ヘクタール
    m³ m3:立方メートル
    cm³ cm3:立方センチメートル
    cc:シーシー
    L l:リットル
    mL ml ML:ミリリットル
    dL dl:デシリットル
    kL kl:キロリットル
    t:トン
    kg KG Kg:キログラム
    g:グラム
    mg:ミリグラム
    µg μg ug:マイクログラム
    lb lbs:ポンド
    oz:オンス
    h:時間
    min:分
    s:秒
    ms:ミリ秒
    µs μs:マイクロ秒
    ns:ナノ秒
    km/h:キロメートル毎時
    m/s:メートル毎秒
    km/s:キロメートル毎秒
    m/s²:メートル毎秒毎秒
    mph:マイル毎時
    rpm:回転毎分
    kB KB:キロバイト
    MB:メガバイト
    GB:ギガバイト
    TB:テラバイト
    PB:ペタバイト
    bps:ビーピーエス
    kbps Kbps:キロビーピーエス
    Mbps:メガビーピーエス
    Gbps:ギガビーピーエス
    MB/s:メガバイト毎秒
    GB/s:ギガバイト毎秒
    dpi:ディーピーアイ
    px:ピクセル
    pt:ポイント
    fps:フレーム毎秒
    W:ワット
    kW KW:キロワット
    MW:メガワット
    GW:ギガワット
    mW:ミリワット
    kWh:キロワット時
    Wh:ワット時
    J:ジュール
    kJ:キロジュール
    cal:カロリー
    kcal:キロカロリー
    V:ボルト
    kV:キロボルト
    mV:ミリボルト
    mA:ミリアンペア
    mAh:ミリアンペア時
    Ω:オーム
    kΩ:キロオーム
    Hz:ヘルツ
    kHz:キロヘルツ
    MHz:メガヘルツ
    GHz:ギガヘルツ
    Pa:パスカル
    hPa:ヘクトパスカル
    kPa:キロパスカル
    MPa:メガパスカル
    mmHg:ミリメートル水銀柱
    N:ニュートン
    dB:デシベル
    lx:ルクス
    °C ℃:度
    °F ℉:華氏度
    °:度
    mol:モル
    mg/L:ミリグラム毎リットル
    mg/dL:ミリグラム毎デシリットル
    μg/m³ µg/m³:マイクログラム毎立方メートル
    kg/m³:キログラム毎立方メートル
    ppm:ピーピーエム"""
)

CURRENCIES = {
    "JPY": Currency("円", "円", minor_digits=0),
    "USD": Currency("ドル", "ドル", "m", "セント", "セント"),
    "EUR": Currency("ユーロ", "ユーロ", "m", "セント", "セント"),
    "GBP": Currency("ポンド", "ポンド", "m", "ペンス", "ペンス"),
    "CNY": Currency("人民元", "人民元", minor_digits=0),
    "KRW": Currency("ウォン", "ウォン", minor_digits=0),
    "HKD": Currency("香港ドル", "香港ドル", "m", "セント", "セント"),
    "TWD": Currency("台湾ドル", "台湾ドル", minor_digits=0),
    "AUD": Currency("オーストラリアドル", "オーストラリアドル", "m", "セント", "セント"),
    "CAD": Currency("カナダドル", "カナダドル", "m", "セント", "セント"),
    "NZD": Currency("ニュージーランドドル", "ニュージーランドドル", "m", "セント", "セント"),
    "SGD": Currency("シンガポールドル", "シンガポールドル", "m", "セント", "セント"),
    "CHF": Currency("スイスフラン", "スイスフラン", minor_digits=0),
    "RUB": Currency("ルーブル", "ルーブル", minor_digits=0),
    "INR": Currency("ルピー", "ルピー", minor_digits=0),
    "THB": Currency("バーツ", "バーツ", minor_digits=0),
    "VND": Currency("ドン", "ドン", minor_digits=0),
    "BRL": Currency("レアル", "レアル", minor_digits=0),
    "BTC": Currency("ビットコイン", "ビットコイン", minor_digits=0),
}
CURRENCY_SIGNS = {
    "¥": "JPY", "￥": "JPY", "JP¥": "JPY", "CN¥": "CNY", "$": "USD", "US$": "USD", "HK$": "HKD", "NT$": "TWD",
    "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "S$": "SGD", "R$": "BRL", "€": "EUR",
    "£": "GBP", "₩": "KRW", "₽": "RUB", "₹": "INR", "฿": "THB", "₫": "VND", "₿": "BTC", "RMB": "CNY",
} | {code: code for code in CURRENCIES}  # fmt: skip
SCALES = {scale: (scale, scale) for scale in "千 百万 千万 億 十億 百億 千億 兆 万".split()}

SYMBOLS = {
    "@": "アットマーク", "#": "シャープ", "&": "アンド", "+": "プラス", "=": "イコール", "%": "パーセント",
    "‰": "パーミル", "*": "アスタリスク", "/": "スラッシュ", "\\": "バックスラッシュ", "_": "アンダーバー",
    "-": "ハイフン", ":": "コロン", "?": "クエスチョンマーク", "!": "ビックリマーク", "|": "縦棒", "^": "ハット",
    "$": "ドル", "€": "ユーロ", "£": "ポンド", "¥": "円", "￥": "円", "₩": "ウォン", "¢": "セント", "°": "度",
    "℃": "度", "±": "プラスマイナス", "×": "かける", "÷": "割る", "<": "小なり", ">": "大なり", "≤": "以下",
    "≦": "以下", "≥": "以上", "≧": "以上", "≠": "ノットイコール", "≈": "ニアリーイコール", "≒": "ニアリーイコール",
    "√": "ルート", "∞": "無限大", "∑": "シグマ", "∫": "インテグラル", "∴": "ゆえに", "∵": "なぜならば", "π": "パイ",
    "Ω": "オーム", "µ": "マイクロ", "←": "左矢印", "→": "右矢印", "↑": "上矢印", "↓": "下矢印", "⇒": "右矢印",
    "©": "コピーライト", "®": "登録商標", "™": "トレードマーク", "§": "セクション", "№": "ナンバー", "〒": "郵便番号",
    "※": "米印", "∠": "角", "⊥": "垂直", "′": "分", "″": "秒", "²": "の二乗", "³": "の三乗", "~": "チルダ",
    "½": "二分の一", "¼": "四分の一", "¾": "四分の三", "⅓": "三分の一", "⅔": "三分の二",
}  # fmt: skip
OPERATORS = {
    "-": "マイナス", "+": "プラス", "=": "イコール", "×": "かける", "÷": "割る", "*": "かける",
}  # fmt: skip

LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス "
        "ティー ユー ブイ ダブリュー エックス ワイ ゼット".split(),
        strict=True,
    )
)
ENGLISH_DIGITS = "ゼロ ワン ツー スリー フォー ファイブ シックス セブン エイト ナイン".split()
"""The digits as they are read beside letters."""
ERAS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
WEEKDAYS = {day: f"{day}曜日" for day in "月火水木金土日"} | {"祝": "祝日", "休": "休日"}

ANNOUNCE_DIGITS = (
    "暗証番号 電話番号 番号 パスワード 認証コード 確認コード コード 郵便番号 口座番号 会員番号 注文番号 内線 型番 ID"
).split()
DATE_BEFORE = (
    "締切 締め切り 締切り 期限 期日 日時 日程 開催 開始 発売 予定 公開 更新 本日 今日 明日 昨日 誕生日"
).split()
"""What announces a day of a month in numbers, perhaps with a particle behind it."""
ADDRESS_BEFORE = "区 町 村 市 丁目 条 通 字".split()
"""What stands before the numbers of a house."""
WON = "勝 負 敗 引き分け 破 下 リード 逆転 のスコア".split()
"""What follows a score, perhaps with a particle before it."""
EVENTS = "事件 テロ 震災 大震災 戦争 事変 運動 革命 独立".split()
"""What follows the month and day of an event, which are read digit by digit."""
