"""The check as a person works with it: by sentence, each with what to do about it."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from feedback.actions.announcements import check_text
from feedback.actions.ports import Store
from feedback.announcements.claims.grounds import grounds
from feedback.announcements.claims.mending import concerns_in, mended
from feedback.announcements.claims.reading import read_part
from feedback.announcements.drafting import write_draft
from feedback.announcements.phrases import number
from feedback.announcements.words_folder import BUILT_IN, Words, load_words
from feedback.domain.announcement import Announcement, Concern, Finding

PARTS = ("headline", "you_said", "we_did")


def concerns(
    store: Store,
    announcement: Announcement,
    *,
    headline: str,
    you_said: str,
    we_did: str,
    today: date,
    words_folder: Path = BUILT_IN,
) -> list[Concern]:
    """What the check finds in a text somebody may still be writing, by the sentence it concerns.

    A true sentence comes from the draft the program itself makes of the same facts, in the same
    tone. Stores nothing.
    """
    texts = {"headline": headline, "you_said": you_said, "we_did": we_did}
    words = load_words(announcement.language, words_folder)

    def check(**parts: str) -> list[Finding]:
        nothing = dict.fromkeys(PARTS, "")
        return check_text(
            store, announcement, **(nothing | parts), today=today, words_folder=words_folder
        )

    return _by_sentence(announcement, texts, words, check)


def _by_sentence(
    announcement: Announcement,
    texts: Mapping[str, str],
    words: Words,
    check: Callable[..., list[Finding]],
) -> list[Concern]:
    facts, decimal = announcement.facts, number(words, 0.5)[1]
    draft, found = write_draft(facts, words, announcement.tone), check(**texts)
    made: list[Concern] = []
    for where in PARTS:
        made += concerns_in(
            read_part(where, texts[where], facts, decimal),
            [finding for finding in found if finding.where == where],
            draft=read_part(where, getattr(draft, where), facts, decimal),
            recheck=lambda part, sentence: check(**{part: sentence}),
        )
    return made


def text_mended(text: str, concern: Concern, instead: str) -> str:
    """`text` with `instead` where the sentence of the concern stood; "" leaves it out."""
    return mended(text, concern, instead)


def what_it_stands_on(
    announcement: Announcement, *, words_folder: Path = BUILT_IN
) -> list[tuple[str, tuple[str, ...]]]:
    """Each sentence with a number, a date or a quote, and the fields of Facts that carry it."""
    decimal = number(load_words(announcement.language, words_folder), 0.5)[1]
    found = []
    for where in PARTS:
        found += grounds(where, getattr(announcement, where), announcement.facts, decimal)
    return found
