"""Tables of characters: which characters are one character, or none, under a rule.

Each table says whose word it is: Unicode's data, which Python has, or a published list. They are functions of a
word, and do nothing to a word that has none of their characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_QUOTES = str.maketrans(
    dict.fromkeys("‘’‚‛‹›ʼʻ`´′＇᾽❛❜﹁﹂", "'") | dict.fromkeys("“”„‟«»″〝〞〟＂❝❞「」『』﹃﹄｢｣", '"')
)
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−⸺⸻﹘﹣－", "-") | {"\u00ad": None})
_COMMAS = str.maketrans("şţŞŢ", "șțȘȚ")
_INVISIBLE = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
)
_ARABIC_MARKS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\
\u06ea-\u06ed]+"
)
_ARABIC = str.maketrans("أإآٱىیک", "ااااييك")
_HIRAGANA = str.maketrans({point: point - 0x60 for point in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)})
_SHAPED = ("\u0132\u0133", "\u01c4\u01cc", "\u01f1\u01f3", "\ufb00\ufb17", "\ufb50\ufdfb", "\ufe70\ufefc")
"""First and last of the letters that Unicode has for print: of Dutch, of Serbian, Latin and Armenian ligatures, and
Arabic letters by their place in a word."""


def composed(word: str) -> str:
    """The word in Unicode's normalization form C."""
    return unicodedata.normalize("NFC", word)


def caseless(word: str) -> str:
    """The word in small letters: The Unicode Standard, section 3.13, definition D145, which folds decomposed text.

    Example:
        >>> caseless("ΣΤΡΑΤΟΣ") == caseless("στρατος")
        True
    """
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).casefold())


def visible(word: str) -> str:
    """The word without what is not seen: marks of direction, zero width spaces and joints, variation selectors.

    Joiner and non-joiner stay, since Persian and Indic words differ by them.
    """
    return _INVISIBLE.sub("", word)


def with_plain_quotes(word: str) -> str:
    """The word with ASCII quotation marks and apostrophes."""
    return word.translate(_QUOTES)


def with_plain_hyphens(word: str) -> str:
    """The word with ASCII hyphens and without soft ones."""
    return word.translate(_HYPHENS)


def with_comma_below(word: str) -> str:
    """The word with Romanian's letters, for which fonts and keyboards had Turkish ones until about 2007."""
    return word.translate(_COMMAS)


def in_european_digits(word: str) -> str:
    """The word with the decimal digits of any script as ASCII ones, by Unicode's values; no ideographs.

    Example:
        >>> in_european_digits("١٩٤١"), in_european_digits("五")
        ('1941', '五')
    """
    return re.sub(r"\d", _digit, word)


def _digit(found: re.Match[str]) -> str:
    return str(unicodedata.decimal(found[0], found[0]))


@cache
def _widths() -> dict[int, str]:
    found = {}
    for point in range(0xFF01, 0xFFEF):
        kind, _, of = unicodedata.decomposition(chr(point)).partition(" ")
        if kind in ("<wide>", "<narrow>"):
            found[point] = chr(int(of, 16))
    return found


def of_one_width(word: str) -> str:
    """The word without full-width and half-width forms, by Unicode's decompositions.

    Example:
        >>> of_one_width("ＧＡＴＴ１"), unicodedata.normalize("NFC", of_one_width("ｶﾞｽ"))
        ('GATT1', 'ガス')
    """
    return word.translate(_widths())


@cache
def _shaped() -> dict[int, str]:
    letters = (chr(point) for ends in _SHAPED for point in range(ord(ends[0]), ord(ends[1]) + 1))
    plain = {ord(letter): unicodedata.normalize("NFKC", letter) for letter in letters}
    return {point: letters for point, letters in plain.items() if letters != chr(point) and " " not in letters}


def unjoined(word: str) -> str:
    """The word without ligatures and letters shaped for their place, by Unicode's decompositions; `æ` is a letter.

    Example:
        >>> unjoined("oﬃcial"), unjoined("ǈubǉana"), unjoined("æ")
        ('official', 'Ljubljana', 'æ')
    """
    return word.translate(_shaped())


def without_arabic_marks(word: str) -> str:
    """The word without vowel marks and other signs over Arabic letters, and without lengthening strokes.

    Hamza and madda stay, which are letters.
    """
    return _ARABIC_MARKS.sub("", word)


def in_plain_arabic(word: str) -> str:
    """The word with bare alif for those with hamza, madda and wasla, dotted ya for the bare one, Arabic kaf and ya.

    Larkey, Ballesteros and Connell 2002, "Improving stemming for Arabic information retrieval", without their
    stemming and their ta marbuta.
    """
    return word.translate(_ARABIC)


def in_hiragana(word: str) -> str:
    """The word with hiragana for katakana, as Unicode sets them out side by side.

    Example:
        >>> in_hiragana("締約國ハ"), in_hiragana("スヘシ")
        ('締約國は', 'すへし')
    """
    return word.translate(_HIRAGANA)


_OLD_AND_NEW = (
    "乘乗 亂乱 亙亘 亞亜 佛仏 來来 倂併 假仮 傳伝 僞偽 價価 儉倹 兒児 內内 兩両 册冊 决決 况況 剝剥 剩剰 "
    "劍剣 劑剤 劒剣 勞労 勳勲 勵励 勸勧 區区 卷巻 卻却 卽即 參参 吳呉 吿告 單単 嚴厳 囑嘱 圈圏 國国 圍囲 "
    "圓円 圖図 團団 堯尭 塡填 增増 墮堕 壓圧 壘塁 壞壊 壤壌 壯壮 壹壱 壻婿 壽寿 奧奥 奬奨 姬姫 娛娯 孃嬢 "
    "學学 寢寝 實実 寫写 寬寛 寶宝 將将 專専 對対 尙尚 屆届 屛屏 屬属 峽峡 嶽岳 巖巌 巢巣 帶帯 幷并 廢廃 "
    "廣広 廳庁 强強 彈弾 彌弥 彎弯 彥彦 徑径 從従 徵徴 德徳 恆恒 悅悦 惠恵 惡悪 惱悩 愼慎 慘惨 應応 懷懐 "
    "戀恋 戰戦 戲戯 戶戸 戾戻 拂払 拔抜 拜拝 挾挟 插挿 揭掲 搖揺 搜捜 擇択 擊撃 擔担 據拠 擧挙 擴拡 攝摂 "
    "收収 效効 敍叙 敎教 敕勅 敘叙 數数 斷断 旣既 晉晋 晚晩 晝昼 曆暦 曉暁 曾曽 會会 查査 條条 棧桟 榮栄 "
    "槇槙 槪概 樂楽 樓楼 樞枢 樣様 橫横 檜桧 檢検 櫻桜 權権 歐欧 歡歓 步歩 歲歳 歷歴 歸帰 殘残 殼殻 毆殴 "
    "每毎 氣気 污汚 沒没 涉渉 淚涙 淨浄 淸清 淺浅 渴渇 溪渓 溫温 溼湿 滯滞 滿満 潛潜 澀渋 澁渋 澤沢 濕湿 "
    "濟済 濤涛 濱浜 瀆涜 瀧滝 瀨瀬 灣湾 燈灯 燒焼 營営 爐炉 爭争 爲為 犧犠 狀状 狹狭 獨独 獵猟 獸獣 獻献 "
    "瓣弁 甁瓶 產産 畫画 當当 疊畳 瘦痩 癡痴 發発 盜盗 盡尽 眞真 硏研 碎砕 祕秘 祿禄 禪禅 禮礼 禱祷 稅税 "
    "稱称 稻稲 穎頴 穗穂 穩穏 穰穣 竊窃 竝並 粹粋 絕絶 絲糸 經経 綠緑 緖緒 緣縁 縣県 縱縦 總総 繩縄 繪絵 "
    "繫繋 繼継 續続 纖繊 缺欠 罐缶 羣群 聯連 聰聡 聲声 聽聴 肅粛 脫脱 腦脳 腳脚 膽胆 臟臓 臺台 與与 舉挙 "
    "舊旧 舍舎 艷艶 莊荘 莖茎 萬万 蔣蒋 薰薫 藏蔵 藝芸 藥薬 處処 虛虚 號号 螢蛍 蟲虫 蠶蚕 蠻蛮 衞衛 裝装 "
    "襃褒 覺覚 覽覧 觀観 觸触 說説 謠謡 證証 譯訳 譽誉 讀読 變変 讎讐 讓譲 豐豊 豫予 貳弐 賣売 賴頼 贊賛 "
    "踐践 輕軽 轉転 辨弁 辭辞 辯弁 遙遥 遞逓 遲遅 邊辺 郞郎 鄉郷 鄕郷 醉酔 醫医 釀醸 釋釈 銳鋭 錄録 錢銭 "
    "鍊錬 鎭鎮 鐵鉄 鑄鋳 鑛鉱 閱閲 關関 陷陥 隨随 險険 隱隠 雙双 雜雑 雞鶏 霸覇 靈霊 靑青 靜静 頰頬 顏顔 "
    "顯顕 飜翻 飮飲 餘余 餠餅 騷騒 驅駆 驗験 驛駅 髓髄 體体 髮髪 鬭闘 鷄鶏 鹽塩 麥麦 麵麺 黃黄 黑黒 默黙 "
    "點点 黨党 齊斉 齋斎 齒歯 齡齢 龍竜 龜亀 "
).split()
PRESENT_JAPANESE: dict[int, str] = {ord(pair[0]): pair[1] for pair in _OLD_AND_NEW}
"""Old forms of Japanese characters and those now in use.

The forms in brackets of the joyo kanji table of 1981 and 2010, which go back to the list of 1946 and its forms of
1949; the old forms of the list of characters for names of 2004; and forms of one character in other typefaces.
Where the reform made one character of several (`辨`, `瓣` and `辯` are `弁`), so does the table. What Unicode takes
for one character (`海` in two forms) is left to NFC.
"""


def in_present_japanese(word: str) -> str:
    """The word with the characters of present Japanese.

    Example:
        >>> in_present_japanese("締約國間ノ關係"), in_present_japanese("條約ノ效力")
        ('締約国間ノ関係', '条約ノ効力')
    """
    return word.translate(PRESENT_JAPANESE)
