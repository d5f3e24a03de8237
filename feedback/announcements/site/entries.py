"""What stands on the public pages: published announcements, sorted by what became of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from babel import Locale

from feedback.announcements import phrases
from feedback.announcements.export.content import NOT_DONE, Content, Part, content_of
from feedback.announcements.export.lengths import cut, first_sentences
from feedback.announcements.words_folder import FALLBACK_LANGUAGE, Words
from feedback.domain.announcement import Announcement, AnnouncementStatus

LONGEST_EXCERPT = 240  # characters


@dataclass(frozen=True, slots=True)
class LoopFigures:
    """How many comments are answered or have a reasoned no, out of how many there are."""

    closed: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One published announcement on the pages. `path` is relative to their folder.

    `others` are the same topics in other languages: code and path.
    """

    id: int
    language: str
    content: Content
    published_at: datetime
    published: str
    share: str
    path: str
    others: tuple[tuple[str, str], ...] = ()

    @property
    def urn(self) -> str:
        """A name for feeds that stays the same wherever the pages move."""
        made = self.content.announcement.created_at
        return uuid5(NAMESPACE_URL, f"heard:announcement:{self.id}:{made}").urn

    @property
    def section(self) -> str:
        """Where it belongs: done, planned or not_done."""
        if self.content.outcome in NOT_DONE:
            return "not_done"
        return "planned" if self.content.outcome == "planned" else "done"

    @property
    def said_excerpt(self) -> str:
        """The beginning of what was said."""
        return excerpt(self.content.said)

    @property
    def answer_excerpt(self) -> str:
        """The beginning of the answer."""
        return excerpt(self.content.answer)


def entries_of(
    announcements: Iterable[Announcement], words: Mapping[str, Words]
) -> tuple[Entry, ...]:
    """The published ones among `announcements`, newest first.

    `words` are those of every language that is used.
    """
    published = [each for each in announcements if each.status is AnnouncementStatus.PUBLISHED]
    published.sort(key=lambda each: (_when(each), each.id), reverse=True)
    return tuple(_entry(each, words[each.language], published) for each in published)


def main_language(entries: Sequence[Entry]) -> str:
    """The language most entries are in; of two alike the first by code; English for none."""
    counts = Counter(entry.language for entry in entries)
    return min(counts, key=lambda code: (-counts[code], code), default=FALLBACK_LANGUAGE)


def path_of(language: str, announcement_id: int) -> str:
    """Where an entry lies. Nothing a person wrote is in it, so that it can lead nowhere else."""
    return f"{language}/{int(announcement_id)}.html"


def own_name(locale: Locale) -> str:
    """What a language calls itself, with a capital letter."""
    name = str(locale.get_language_name(locale) or locale.language)
    return name[:1].upper() + name[1:]


def excerpt(part: Part) -> str:
    """The first whole sentences of a part, as far as they fit; else its first words."""
    text = " ".join(part.paragraphs).replace("\n", " ")
    whole = first_sentences(text, lambda beginning: len(beginning) <= LONGEST_EXCERPT)
    return whole or cut(text, LONGEST_EXCERPT, len)


def _entry(announcement: Announcement, words: Words, published: Sequence[Announcement]) -> Entry:
    when = _when(announcement)
    others: dict[str, str] = {}
    for other in published:
        if other.says_the_same_as(announcement) and other.language != announcement.language:
            others.setdefault(other.language, path_of(other.language, other.id))
    return Entry(
        id=announcement.id,
        language=announcement.language,
        content=content_of(announcement, words),
        published_at=when,
        published=words.phrase("site_published", date=phrases.day(words, when.date())),
        share=phrases.share(words, announcement.facts),
        path=path_of(announcement.language, announcement.id),
        others=tuple(sorted(others.items())),
    )


def _when(announcement: Announcement) -> datetime:
    """When it was published; a time without an offset is taken for UTC."""
    when = announcement.published_at or announcement.created_at or datetime(1970, 1, 1)
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
