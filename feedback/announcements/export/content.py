"""What every format shows, in order: one reading of an announcement for all of them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlsplit

from feedback.announcements import phrases
from feedback.announcements.plain import one_line, visible
from feedback.announcements.words_folder import Words
from feedback.domain.announcement import Announcement, AnnouncementStatus, Facts

_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SAFE_IN_LINKS = "/:?#@!$&*+,;=%~-._"
NOT_DONE = ("cannot", "will-not")


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with its name, in the language of the announcement."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address that is safe to follow, and what it leads to."""

    label: str
    address: str


class PartKind(StrEnum):
    """What a part tells, for layouts that treat parts differently."""

    SAID = "said"
    DID = "did"
    NOT_DONE = "not-done"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its paragraphs."""

    kind: PartKind
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """An announcement ready to be laid out. All text is visible characters, none of it markup.

    `outcome` is did, partly, planned, cannot, will-not or exists, `outcome_label` what readers
    call it. `draft_mark` says that it is a draft or was withdrawn, "" for the others. `parts`
    begin with what was said; after what was done can stand what was not, and what comes next.
    `remarks` close the text: whom to talk to, whether it helped. `page` is where the announcement
    stands on the web, "" where nobody said. `announcement` is what all this was read from, for
    formats made for programs.
    """

    announcement: Announcement
    language: str
    draft_mark: str
    outcome: str
    outcome_label: str
    headline: str
    parts: tuple[Part, ...]
    remarks: tuple[str, ...] = ()
    facts_heading: str
    facts: tuple[FactRow, ...]
    links: tuple[Link, ...]
    page: Link | None = None

    @property
    def said(self) -> Part:
        """What was said."""
        return self.parts[0]

    @property
    def answer(self) -> Part:
        """What became of it: the first part after what was said."""
        return self.parts[1]

    @property
    def leads(self) -> tuple[Link, ...]:
        """Every link, that to the announcement's own page first."""
        return (self.page, *self.links) if self.page is not None else self.links

    @property
    def mark(self) -> str:
        """What even the shortest form must say first: a draft, withdrawn, or not (all) done."""
        label = "" if self.outcome == "did" else self.outcome_label
        return " · ".join(each for each in (self.draft_mark, label) if each)


# The phrase that says on the face of a file that it is not to be used.
_MARKS = {
    AnnouncementStatus.DRAFT: "draft_mark",
    AnnouncementStatus.IN_REVIEW: "draft_mark",
    AnnouncementStatus.WITHDRAWN: "withdrawn_mark",
}


def content_of(announcement: Announcement, words: Words, page: str = "") -> Content:
    """What to show of an announcement, with `words` of its language for the rest.

    `page` is the address of its page on the web; one that is no ordinary address is left out.
    """
    facts = announcement.facts
    outcome_label = words.named("outcome", facts.outcome.replace("-", ""))
    mark = _MARKS.get(announcement.status, "")
    own = safe_address(page)
    return Content(
        announcement=announcement,
        language=str(words.locale).replace("_", "-"),
        draft_mark=words.phrase(mark) if mark else "",
        outcome=facts.outcome,
        outcome_label=outcome_label,
        headline=one_line(announcement.headline),
        parts=(
            Part(PartKind.SAID, words.phrase("heading_said"), _paragraphs(announcement.you_said)),
            Part(
                PartKind.NOT_DONE if facts.outcome in NOT_DONE else PartKind.DID,
                words.phrase(_heading_of(facts.outcome)),
                _paragraphs(announcement.we_did),
            ),
        ),
        facts_heading=words.phrase("heading_facts"),
        facts=fact_rows(facts, words),
        links=_links(facts, words),
        page=Link(words.phrase("read_page"), own) if own else None,
    )


def fact_rows(facts: Facts, words: Words) -> tuple[FactRow, ...]:
    """The facts that are known, each with its name, in the language of `words`."""
    rows = [
        ("fact_comments", _comments(facts, words)),
        ("fact_customers", _customers(facts, words)),
        ("fact_period", phrases.said_when(words, facts)),
        ("fact_channels", phrases.channels(words, facts)),
        ("fact_languages", phrases.comment_languages(words, facts)),
        ("fact_rating", phrases.rating(words, facts)),
        ("fact_changes", phrases.changes(words, facts)),
        ("fact_reason", one_line(facts.decided.reason)),
        ("fact_where", one_line(facts.decided.where)),
        ("fact_plan", phrases.day_or_nothing(words, facts.decided.planned_for)),
        ("fact_review", phrases.day_or_nothing(words, facts.decided.review_on)),
        ("fact_decided", phrases.decided(words, facts)),
        ("fact_note", _note(facts, words)),
    ]
    return tuple(FactRow(words.phrase(name), _row(value)) for name, value in rows if value)


def safe_address(address: str) -> str:
    """`address` if it is an ordinary web address, with odd characters encoded; "" otherwise."""
    address = address.strip()
    if any(letter.isspace() for letter in address) or address != visible(address):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        return ""
    return quote(_LONE_PERCENT.sub("%25", address), safe=_SAFE_IN_LINKS)


def _heading_of(outcome: str) -> str:
    return f"heading_{outcome.replace('-', '_')}"


def _row(value: str) -> str:
    """A value on one line; the blanks inside numbers stay unbreakable."""
    return visible(value).replace("\n", " ")


def _paragraphs(text: str) -> tuple[str, ...]:
    blocks = visible(text).split("\n\n")
    return tuple(block.strip("\n ") for block in blocks if block.strip())


def _comments(facts: Facts, words: Words) -> str:
    share = phrases.share(words, facts)
    percent = phrases.percent(words, facts.comments, facts.of_comments)
    return f"{share} ({percent})" if percent else share


def _customers(facts: Facts, words: Words) -> str:
    if not facts.customers:
        return ""
    count = phrases.number(words, facts.customers)
    known = facts.with_customer >= facts.comments
    return count if known else words.phrase("at_least", count=count)


def _note(facts: Facts, words: Words) -> str:
    """That names are in another language than the announcement, and when it was counted."""
    others = {code for code in facts.theme_languages if code and code != words.code}
    notes = []
    if others:
        names = [phrases.language_name(words, code) for code in sorted(others)]
        notes.append(words.phrase("names_as_given", languages=phrases.listing(words, names)))
    if facts.computed_at is not None:
        day = phrases.day(words, facts.computed_at.date())
        notes.append(words.phrase("counted_on", date=day))
    return " ".join(note if note.endswith(".") else f"{note}." for note in notes)


def _links(facts: Facts, words: Words) -> tuple[Link, ...]:
    addresses = dict.fromkeys(safe_address(shipped.url) for shipped in facts.shipped)
    return tuple(Link(words.phrase("more"), address) for address in addresses if address)
