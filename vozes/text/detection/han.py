"""Whether Chinese characters are Chinese or Japanese, by the kana among them and by forms that only one of them has."""

from collections.abc import Mapping, Sequence

from vozes.text.detection.scripts import HAN, KANA, Script

_JAPANESE = frozenset(
    "々〆気駅円込働畑峠枠栃辻塀広売読対応変図実験発県関経済営帰歩渋両単厳戦楽薬様転伝沢浜桜黒毎氷涙渇満帯鉄銭竜乗価"
    "仮仏労効勧囲団圏圧塩壊壌増奨姫嬢専巣巻庁廃弾従徳徴恵悪悩戯択拝拠拡挙捜掲揺摂撃斉晩暁暦桟検権歓歴殻浄渓焼獣畳痩砕"
    "穂穏窓粋絵継続総緑縁縦繊聴脳臓荘蔵薫蛍覚観訳謡豊賛軽辺逓遅郷酔醤釈鉱録錬隠雑霊頼顔髪鶏黙齢咲匂凧俣杢枡笹雫"
)
"""Forms and characters that only Japanese has."""
_CHINESE = frozenset(
    "们这来说时开问间见现话语请谢谁让认识车东两个么给为从还进过边远运动发样买卖书钱银铁错长张马鸟鱼风飞习爱妈爷岁气汉热电脑视"
    "亲业乐饭馆吗吧呢哪你妳您她很啊哦嗯咱俩怎啥跟欢兴惊讶听药厂广应该难险验题页须顺预领频类吃做找别"
    "們這說嗎麼沒對國學會來氣樂從關發樣賣讀寫錢鐵廣驗藥醫圖變單戰傳體轉應聽實覺觀總數兩區臺灣號價點啦嘛呀喔"
    "关门头实对图单战传转总价经济团网络务员场级线结编织绝统继续红约纪终绍组细费资质贵贺购赛赵赶达迟选适邮邻郑"
    "钟钢钥锁锅镇闭闹闻阅队阳阴阵阶际陆陈随隐雾韩顶项顾颗颜饮饼饿骑骗鲜鸡鸭齐龙龟创剧劝劳势协卫厅压变"
)
"""Forms and characters that only Chinese has, or Japanese hardly ever without kana."""
_LONGEST = 20
"""Characters that Japanese hardly ever writes without kana."""


def chinese_or_japanese(text: str, letters: Mapping[Script, int], preferred: Sequence[str]) -> str:
    """Returns `zh` or `ja` for a text of Chinese characters or kana, the preferred one where nothing tells."""
    chinese = sum(sign in _CHINESE for sign in text)
    japanese = sum(sign in _JAPANESE for sign in text) + letters.get(KANA, 0)
    if chinese != japanese:
        return "zh" if chinese > japanese else "ja"
    if letters.get(HAN, 0) > _LONGEST:
        return "zh"
    return next((language for language in preferred if language in HAN.common), "zh")
