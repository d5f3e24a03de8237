"""The typefaces of documents, which come along so that every letter is the same everywhere."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import emoji
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from feedback.announcements.plain import REPLACEMENT, visible

# Noto Sans (SIL Open Font License, beside the files): Latin, Cyrillic with Kazakh, Greek.
REGULAR, BOLD = "NotoSans", "NotoSans-Bold"
_FOLDER = Path(__file__).parent / "fonts"
_FILES = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}
# What belongs to the sign before it: joiners and what follows them, variants, tones of skin.
_ADDITIONS = "(?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d\ufffd)*"
_REPLACED = re.compile(f"\ufffd{_ADDITIONS}")
# Characters without a shape, which a typeface may still draw as an empty box.
_SHAPELESS = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff]")


@cache
def use_typefaces() -> frozenset[int]:
    """Make the typefaces known to ReportLab; the code points that both of them can draw."""
    drawn: list[set[int]] = []
    for name, file in _FILES.items():
        font = TTFont(name, str(_FOLDER / file))
        pdfmetrics.registerFont(font)
        drawn.append(set(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR)
    return frozenset(drawn[0] & drawn[1])


def emoji_in_words(text: str, language: str) -> str:
    """`text` with the name of each emoji that the typefaces lack in brackets, as "[red heart]": by
    the names of Unicode's CLDR in `language` (BCP 47), in English where it has none: Kazakh."""
    if text.isascii():
        return text
    code = language.split("-")[0]
    if code in emoji.LANGUAGES:
        emoji.config.load_language(code)
    return emoji.replace_emoji(text, replace=partial(_named, language=code))


def _named(sign: str, names: Mapping[str, Any], *, language: str) -> str:
    """An emoji's name; a sign that the typefaces have, as "©", stays."""
    known = use_typefaces()
    if all(ord(part) in known or part == "\ufe0f" for part in sign):
        return sign
    name = str(names.get(language) or names["en"])
    return f"[{name.strip(':').replace('_', ' ')}]"


def drawable(text: str) -> str:
    """`text` with every sign that the typefaces lack replaced by a visible one, emoji by what they
    are called in English (`emoji_in_words`).

    What has no shape is left out.
    """
    known = use_typefaces()
    composed = unicodedata.normalize("NFC", visible(emoji_in_words(text, "en")))
    signs = "".join(
        sign
        if ord(sign) in known or sign in "\n\u200d\ufe0f" or _is_addition(sign)
        else REPLACEMENT
        for sign in composed
    )
    return _SHAPELESS.sub("", _REPLACED.sub(REPLACEMENT, signs))


def _is_addition(sign: str) -> bool:
    return "\U0001f3fb" <= sign <= "\U0001f3ff" or "\U000e0020" <= sign <= "\U000e007f"
