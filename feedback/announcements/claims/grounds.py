"""Which facts each sentence stands on: its numbers, dates, quotes and names."""

from collections.abc import Iterator

from feedback.announcements.claims.calendar_dates import FoundDate
from feedback.announcements.claims.mending import sentences
from feedback.announcements.claims.reading import read_part
from feedback.announcements.claims.supported import HIGHEST_RATING
from feedback.announcements.plain import one_line
from feedback.domain.announcement import Facts

_SCALE = (1, HIGHEST_RATING)


def grounds(where: str, text: str, facts: Facts, decimal: str) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of a part that say something to be counted, dated or quoted, in order.

    Each with the names of the fields of Facts it stands on; none where nothing carries it, which
    the check says too. `decimal` is the language's decimal sign.
    """
    found = []
    for sentence in sentences(read_part(where, text, facts, decimal)):
        reading = read_part(where, sentence, facts, decimal)
        names = list(_named(sentence, facts))
        values = [number.value for number in reading.numbers]
        says_mean = any(_is_mean(value, facts) for value in values)
        for value in values:
            names += _of_number(value, facts, of_scale=says_mean and value in _SCALE)
        for each in reading.dates:
            names += _of_date(each, facts)
        names += ["quotes"] if reading.pinned else []
        if names or reading.numbers or reading.dates or reading.quotes:
            found.append((sentence, tuple(dict.fromkeys(names))))
    return found


def _named(sentence: str, facts: Facts) -> Iterator[str]:
    said = one_line(sentence)
    if any(one_line(shipped.title) in said for shipped in facts.shipped if shipped.title.strip()):
        yield "shipped"
    decided = facts.decided
    if any(words and words in said for words in (one_line(decided.reason), decided.where)):
        yield "decided"


def _of_number(value: float, facts: Facts, *, of_scale: bool) -> Iterator[str]:
    """Beside a mean, the ends of its scale are no counts of a channel or a language."""
    if value in (facts.comments, facts.of_comments):
        yield "comments"
    if value == facts.customers:
        yield "customers"
    if value in facts.channels.values() and not of_scale:
        yield "channels"
    if value in facts.languages.values() and not of_scale:
        yield "languages"
    if value == facts.rated or _is_mean(value, facts):
        yield "mean_rating"


def _is_mean(value: float, facts: Facts) -> bool:
    mean = facts.mean_rating
    return mean is not None and abs(value - mean) <= 0.05 + 1e-9


def _of_date(found: FoundDate, facts: Facts) -> Iterator[str]:
    decided = facts.decided
    days = {
        "first_said": (facts.first_said, facts.last_said),
        "shipped": tuple(shipped.shipped_on for shipped in facts.shipped),
        "decided": (decided.decided_on, decided.review_on, decided.planned_for),
    }
    for name, known in days.items():
        if any(day is not None and found.means(day) for day in known):
            yield name
