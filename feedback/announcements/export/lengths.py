"""How long a text is for those who count, and how it is made to fit."""

import re
from collections.abc import Callable, Sequence

Measure = Callable[[str], int]

ADDRESS = re.compile(r"https?://\S+")
ADDRESS_WEIGHT = 23
# Code points that count once on X, all others twice (twitter-text, configuration v3).
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_EMOJI_BASE = "[\u203c-\u3299\U0001f000-\U0001faff]"
_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    f"|{_EMOJI_BASE}[\ufe0f\U0001f3fb-\U0001f3ff]*"
    f"(?:\u200d{_EMOJI_BASE}[\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)
# The alphabet of text messages (3GPP TS 23.038), and what takes two places in it.
_GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENDED = frozenset("^{}\\[~]|€")
GSM_PLACES = 160
UCS2_PLACES = 70
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”»’\")]))\s+|\n+")
_OPENING, _CLOSING = "“«‘(", "”»’)"


def post_weight(text: str) -> int:
    """The length of a post as X counts it: an address is 23, an emoji 2, other scripts 2 a sign."""
    rest, addresses = ADDRESS.subn("", text)
    rest, emoji = _EMOJI.subn("", rest)
    light = sum(any(first <= ord(sign) <= last for first, last in _LIGHT) for sign in rest)
    return addresses * ADDRESS_WEIGHT + emoji * 2 + light + 2 * (len(rest) - light)


def signs(text: str) -> int:
    """The length in UTF-16 units, as LinkedIn and telephones count; an address is 23 at least."""
    short = sum(max(0, ADDRESS_WEIGHT - len(found)) for found in ADDRESS.findall(text))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + short


def is_gsm(text: str) -> bool:
    """Whether a telephone sends the text in the seven-bit alphabet."""
    return all(sign in _GSM_BASIC or sign in _GSM_EXTENDED for sign in text)


def sms_share(text: str) -> int:
    """How much of one text message the text takes, out of 160.

    Outside of the seven-bit alphabet a message holds 70 UTF-16 units instead of 160 places.
    """
    if is_gsm(text):
        return sum(1 + (sign in _GSM_EXTENDED) for sign in text)
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return -(-units * GSM_PLACES // UCS2_PLACES)


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly: what ends with a full stop, a question or a line."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def cut(text: str, limit: int, measure: Measure, ending: str = "…") -> str:
    """`text` if it fits, else as many whole words as do, and `ending`. One long word is parted.

    No number is left at the end: without what it counts it would say something else.
    """
    if measure(text) <= limit:
        return text
    words = text.split(" ")

    def beginning(count: int) -> str:
        kept = words[:count]
        while kept and any(sign.isdigit() for sign in kept[-1]):
            kept = kept[:-1]
        return f"{' '.join(kept).rstrip(' ,;:–-')}{ending}"

    fitting = _most(len(words), lambda count: measure(beginning(count)) <= limit)
    if fitting and len(beginning(fitting)) > len(ending):
        return beginning(fitting)
    letters = _most(len(text), lambda count: measure(f"{text[:count]}{ending}") <= limit)
    return f"{text[:letters]}{ending}" if letters else ""


def first_sentences(text: str, fits: Callable[[str], bool]) -> str:
    """As many sentences from the beginning as fit, whole and with their quotation marks closed.

    What does not fit must not fit with a sentence more either.
    """
    parts = sentences(text)
    for count in range(_most(len(parts), lambda count: fits(" ".join(parts[:count]))), 0, -1):
        beginning = " ".join(parts[:count])
        if _is_closed(beginning) and fits(beginning):
            return beginning
    return ""


def first_fitting(candidates: Sequence[str], limit: int, measure: Measure) -> str:
    """The first of the candidates that fits; "" when none does."""
    return next((each for each in candidates if measure(each) <= limit), "")


def _is_closed(text: str) -> bool:
    return all(
        text.count(opening) <= text.count(closing)
        for opening, closing in zip(_OPENING, _CLOSING, strict=True)
    )


def _most(highest: int, fits: Callable[[int], bool]) -> int:
    """The largest number up to `highest` that fits, by halving; 0 when none does."""
    low = 0
    while low < highest:
        middle = (low + highest + 1) // 2
        if fits(middle):
            low = middle
        else:
            highest = middle - 1
    return low
