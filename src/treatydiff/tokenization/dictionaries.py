"""Words of Japanese by a dictionary: MeCab's, with UniDic's short units (the extra ``japanese``).

The dictionary only joins what stands alone without it, ideographs and kana; whatever else is cut as always, and no
letter is parted from what stands on it. It is asked about present forms of characters, since it knows few of the
old ones; words stay as they are written.

Kudo, Yamamoto, Matsumoto 2004, "Applying conditional random fields to Japanese morphological analysis".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from treatydiff.errors import InputError
from treatydiff.normalization.characters import PRESENT_JAPANESE
from treatydiff.tokenization.words import SINGLE

_ALONE = re.compile(f"[{SINGLE}][^\\s\\w]*")


def rejoined(tokens: Sequence[str]) -> list[str]:
    """Tokens with the ideographs and kana of one word joined.

    Args:
        tokens: tokens of a text, each with the white space behind it; `Segmentation.CHARACTERS` cuts them.

    Raises:
        InputError: the dictionary is not installed.
    """
    surfaces = dictionary()
    joined: list[str] = []
    run: list[str] = []
    for token in tokens:
        if _ALONE.fullmatch(token.rstrip()):
            run.append(token)
            if token[-1].isspace():
                joined += _words(run, surfaces)
                run = []
            continue
        joined += [*_words(run, surfaces), token]
        run = []
    return [*joined, *_words(run, surfaces)]


def _words(run: Sequence[str], surfaces: Callable[[str], list[str]]) -> Iterator[str]:
    """The words in a run of characters: the dictionary's, as far as they end where a token ends."""
    if not run:
        return
    ends = set()
    done = 0
    for surface in surfaces("".join(run).strip().translate(PRESENT_JAPANESE)):
        done += len(surface)
        ends.add(done)
    lead = len(run[0]) - len(run[0].lstrip())
    word, at = "", -lead
    for token in run:
        word += token
        at += len(token)
        if at in ends:
            yield word
            word = ""
    if word:
        yield word


@cache
def dictionary() -> Callable[[str], list[str]]:
    """What gives the words of a text without spaces; joined, they are the text."""
    try:
        import fugashi
        import unidic_lite
    except ImportError:
        raise InputError(
            "found no dictionary to cut Japanese into words with",
            expected="fugashi and unidic-lite",
            todo="pip install 'treatydiff[japanese]', or compare characters, as without --words dictionary",
        ) from None
    tagger = fugashi.Tagger(f'-Owakati -d "{unidic_lite.DICDIR}"')
    return lambda text: str(tagger.parse(text)).split()
