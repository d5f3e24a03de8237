"""One text message, and one notification on a telephone."""

from feedback.announcements.export.content import Content
from feedback.announcements.export.inert import inert, inert_in_sms
from feedback.announcements.export.lengths import (
    GSM_PLACES,
    cut,
    first_fitting,
    is_gsm,
    signs,
    sms_share,
)
from feedback.announcements.plain import one_line

LONGEST_PUSH = 120
# Typographic signs that the seven-bit alphabet of telephones lacks, and what stands for them.
_TYPED = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}
    | {"…": "...", "\xa0": " ", "\u202f": " ", "·": "-", "•": "-"}
)


def as_sms(content: Content) -> str:
    """The headline with a link, in one message: 160 places, or 70 with letters outside of GSM-7."""
    link = f" {content.leads[0].address}" if content.leads else ""
    head = _start(content)
    typed = head.translate(_TYPED)
    if is_gsm(typed):
        head = typed
    head = inert_in_sms(head)
    whole = first_fitting([head + link, head], GSM_PLACES, sms_share)
    if whole:
        return whole
    # A headline that has to be cut keeps its link only where that is not most of the message.
    tail = link if sms_share(link) <= GSM_PLACES // 3 else ""
    ending = "..." if is_gsm(head) else "…"
    return cut(head, GSM_PLACES, lambda text: sms_share(text + tail), ending) + tail


def as_push(content: Content) -> str:
    """The headline in 120 signs; what it leads to is up to the app that shows it."""
    return cut(inert(_start(content)), LONGEST_PUSH, signs)


def _start(content: Content) -> str:
    return one_line(": ".join(each for each in (content.mark, content.headline) if each))
