"""The week in words and numbers, for a person who reads it on Monday."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from feedback.tracking.shares import day, percent

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: what it is about, and what there is to say."""

    subject: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest says. Names are as people wrote them; a format makes them safe.

    `week` is the Monday of the week reported on. Figures that nobody records are left out of the
    lines, or None.
    """

    week: date
    received: int
    received_before: int
    waiting: int
    people: int
    over_90: int
    median_days: float | None
    closed_share: float | None
    never_heard: int
    longest: Sequence[Line] = ()
    promises: Sequence[Line] = ()
    arrivals: Sequence[str] = ()
    impacts: Sequence[str] = field(default_factory=tuple)

    @property
    def subject(self) -> str:
        """The subject of a mail."""
        return (
            f"Heard: {counted(self.people, 'person waits', 'people wait')}, "
            f"{counted(self.received, 'comment')} in the week of {day(self.week)}"
        )

    @property
    def title(self) -> str:
        """The title of a document."""
        return f"The week of {day(self.week)}"

    def sections(self) -> list[tuple[str, list[str]]]:
        """The lists, each with its title; empty ones are left out. Lines are as people wrote."""
        sections = [
            ("Waiting longest", [f"{line.subject}: {line.remark}" for line in self.longest]),
            ("Promises", [f"{line.subject}: {line.remark}" for line in self.promises]),
            ("Arrivals", list(self.arrivals)),
            ("Impact", list(self.impacts)),
        ]
        return [(title, lines) for title, lines in sections if lines]

    def sentences(self) -> list[str]:
        """The figures in words."""
        change = _compared(self.received, self.received_before)
        said = [
            f"{counted(self.received, 'comment')} came in ({change}).",
            f"{counted(self.people, 'person waits', 'people wait')} with "
            f"{counted(self.waiting, 'comment')}; {_of_these(self.over_90, self.waiting)} waited "
            "more than 90 days.",
        ]
        if self.median_days is not None:
            said.append(
                f"Half of these comments have waited {counted(round(self.median_days), 'day')} or "
                "longer."
            )
        if self.closed_share is not None:
            said.append(
                f"{percent(self.closed_share)} of all loops are closed: announced, told in person, "
                "or an honest no."
            )
        said.append(
            f"{counted(self.never_heard, 'comment')} never got an answer, a decision or a word."
        )
        return said


def _of_these(some: int, of: int) -> str:
    if some == of:
        return "it has" if of == 1 else "all of these have"
    return f"{some:,} of these {'has' if some == 1 else 'have'}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 comment", "1,200 comments"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _compared(now: int, before: int) -> str:
    """A number beside the one of the week before, in words."""
    if not before:
        return "none in the week before"
    if now == before:
        return "as many as in the week before"
    return f"{abs(now - before):,} {'more' if now > before else 'fewer'} than in the week before"


def last_whole_week(today: date) -> date:
    """The Monday of the last week that is over."""
    return today - timedelta(days=today.weekday()) - WEEK


def markdown(digest: Digest) -> str:
    """The digest as Markdown; what people wrote cannot become markup in it."""
    parts = [f"# {digest.title}", " ".join(digest.sentences())]
    for title, lines in digest.sections():
        items = "\n".join(f"- {_escaped(line)}" for line in lines)
        parts.append(f"## {title}\n\n{items}")
    return "\n\n".join(parts) + "\n"


def plain_text(digest: Digest) -> str:
    """The digest as text for a mail."""
    parts = [digest.title, "\n".join(digest.sentences())]
    for title, lines in digest.sections():
        items = "\n".join(f"* {one_line(line)}" for line in lines)
        parts.append(f"{title}\n{items}")
    return "\n\n".join(parts) + "\n"


def one_line(text: str) -> str:
    """Text without line breaks and what cannot be printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _escaped(text: str) -> str:
    """One line in which Markdown and HTML see letters only (CommonMark 0.31, backslash escapes)."""
    special = set("\\`*_{}[]<>#|!~&$")
    line = "".join("\\" + letter if letter in special else letter for letter in one_line(text))
    return line.replace("://", ":\u2060//").replace("www.", "www\u2060.").replace("@", "\u2060@")
