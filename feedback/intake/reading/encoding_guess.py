"""Telling apart the encodings that are not Unicode, by the letters they would give."""

import unicodedata

# Codec → the letters and marks its languages write most. The first codec wins a tie.
_LATIN_MARKS = "“”‘’–—…«»€£°ºª¿¡´"
_USUAL = {
    "cp1252": "áàâãäåæçéèêëíìîïñóòôõöøœúùûüßÿ" + _LATIN_MARKS,
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёәғқңөұүһі“”‘’–—…«»№",
    "kz1048": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёәғқңөұүһі“”‘’–—…«»№",
    "ptcp154": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёәғқңөұүһі“”‘’–—…«»№",
    "koi8_r": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžőűăâîşţäöü„”–",
    "cp1254": "çğıöşüâîİ“”‘’–…",
    "cp437": "áàâäåæçéèêëíìîïñóòôöúùûüß",
    "cp850": "áàâãäåæçéèêëíìîïñóòôõöøúùûüßÿ",
    "mac_roman": "áàâãäåæçéèêëíìîïñóòôõöøúùûüßÿ" + _LATIN_MARKS,
}
_SELDOM = frozenset("åæëìïòùûÿœ")
"""Letters few languages write: a text full of them is more likely one read wrongly."""
_WIDE = ("cp932", "euc_jp", "gb18030", "big5", "euc_kr")
LOOK_ALIKE = frozenset((*_USUAL, *_WIDE))
"""Codecs that nothing but the letters tells apart."""


def guess_encoding(telling: bytes) -> str:
    """The likeliest codec for lines that hold bytes beyond ASCII."""
    best, best_score = "cp1252", float("-inf")
    for codec in (*_USUAL, *_WIDE):
        text = _decode(telling, codec)
        if text is None:
            continue
        score = _wide_score(text, codec) if codec in _WIDE else _score(text, _USUAL[codec])
        if score > best_score + 1e-9:
            best, best_score = codec, score
    return best


def _decode(telling: bytes, codec: str) -> str | None:
    """The text, if no more than one place in a hundred cannot be read."""
    text = telling.decode(codec, "replace")
    beyond = sum(byte > 0x7F for byte in telling)
    return None if text.count("\N{REPLACEMENT CHARACTER}") * 100 > beyond else text


def _score(text: str, usual: str) -> float:
    """Mean worth of the letters beyond ASCII: usual ones 1, others little, odd signs nothing."""
    wanted = set(usual)
    total, worth = 0, 0.0
    before = " "
    for letter in text:
        if letter > "\x7f":
            total += 1
            worth += _worth(letter, before, wanted)
        before = letter
    return worth / max(1, total)


def _worth(letter: str, before: str, wanted: set[str]) -> float:
    if "\u0400" <= letter <= "\u04ff" and before.isascii() and before.isalpha():
        return -1.0  # no word is written in two alphabets
    if letter in wanted:
        return 0.7 if letter in _SELDOM else 1.0
    if letter.isalpha():
        # A capital after a small letter shows the wrong half of an alphabet.
        if letter.isupper():
            return -0.5 if before.islower() else (0.8 if letter.lower() in wanted else 0.2)
        return 0.2
    category = unicodedata.category(letter)
    return -1.0 if before.isalpha() or category in ("Cc", "Co", "So") else 0.0


def _wide_score(text: str, codec: str) -> float:
    """Two bytes for a sign: right when nearly all of it is kana, Hangul or common Han."""
    beyond = [letter for letter in text if letter > "\x7f"]
    if not beyond:
        return 0.0
    good = 0.0
    for letter in beyond:
        if "\u3040" <= letter <= "\u30ff":
            good += 1.2 if codec in ("cp932", "euc_jp") else 0.3
        elif "\uac00" <= letter <= "\ud7a3":
            good += 1.0 if codec == "euc_kr" else 0.0
        elif "\u4e00" <= letter <= "\u9fff" or (
            unicodedata.category(letter) in ("Po", "Ps", "Pe") and letter > "\u2fff"
        ):
            # Korean is hardly written with them any more.
            good += 0.0 if codec == "euc_kr" and letter.isalpha() else 0.9
        elif "\uff61" <= letter <= "\uff9f":
            good -= 0.5
    if codec in ("cp932", "euc_jp") and not any(
        "\u3040" <= letter <= "\u30ff" for letter in beyond
    ):
        return 0.5 * good / len(beyond)  # Japanese has endings, which are kana
    return good / len(beyond)


def _is_wide_mark(letter: str) -> bool:
    return letter > "\u2fff" and unicodedata.category(letter) in ("Po", "Ps", "Pe")
