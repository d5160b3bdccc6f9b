"""Languages that count 第N条: Japanese, Chinese, Korean: what they call the parts of treaties."""

from __future__ import annotations

from treatydiff.readers.recognition.languages.language import Language

JAPANESE = Language(
    "ja",
    units={"annex": "附属書 付属書 附屬書 別表", "protocol": "議定書"},
    preambles="前文",
    finals="最終規定",
    closings=(
        r"以上の証拠として",
        r"右証拠として",
        r"右證據トシテ",
        r"(?:千九百|二千|昭和|平成|令和)[^\n]{1,40}に(?:作成|於て)",
    ),
    signings=(r".{0,20}(?:政府|代表)の?(?:ために|代表)", r"(?:日本国|大日本帝国)のために"),
    recitals=(r".{0,60}(?:希望し|確認し|考慮し|認識し|決意し|願い)、?$",),
    counter="第",
    counted={
        "part": "部",
        "book": "編篇",
        "chapter": "章",
        "section": "節",
        "subsection": "款",
        "article": "条條",
        "paragraph": "項",
        "point": "号號",
    },
    counting_on="の之",
)

CHINESE = Language(
    "zh",
    units={"annex": "附件 附录 附錄", "protocol": "议定书 議定書"},
    preambles="序言 前言 序文",
    finals="最后条款 最後條款 附则 附則",
    closings=(
        r"(?:为此|為此|兹由|茲由|以资证明|以資證明|下列|具名)[^\n]{0,20}(?:签|簽|署)",
        r"(?:本|此)?[^\n]{0,12}(?:订|訂)[于於]",
        r"[本此][^\n]{1,12}[于於](?:[一二三四五六七八九〇○零\d]{4}|公元)[^\n]{1,40}(?:签订|签署|簽訂|簽署|订立|訂立)",
    ),
    signings=(r".{0,24}(?:代表|全权代表|全權代表)[：:]?$",),
    recitals=(r"(?:鉴于|鑒於|考虑到|考慮到|确认|確認|认识到|認識到|希望|重申|忆及|铭记)",),
    counter="第",
    counted={
        "part": "部",
        "book": "编編",
        "chapter": "章",
        "section": "节節",
        "subsection": "",
        "article": "条條",
        "paragraph": "款",
        "point": "项項",
    },
    counting_on="之",
)

KOREAN = Language(
    "ko",
    units={"annex": "부속서 부록 별표", "protocol": "의정서"},
    preambles="전문",
    finals="최종조항 최종규정 부칙",
    closings=(r"이상의 증거로", r"\d{4}년[^\n]{1,40}작성"),
    signings=(r".{0,30}(?:정부|대한민국)를 (?:위하여|대표하여)",),
    recitals=(r".{0,60}(?:희망하며|인식하며|고려하여|상기하며|확인하며),?$",),
    counter="제",
    counted={
        "part": "부",
        "book": "편",
        "chapter": "장",
        "section": "절",
        "subsection": "관",
        "article": "조",
        "paragraph": "항",
        "point": "호",
    },
    counting_on="의",
)
