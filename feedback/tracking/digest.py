"""The week in words and numbers, for a person who reads it on Monday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from feedback.tracking.shares import day, percent

WEEK = timedelta(days=7)


class Figure(StrEnum):
    """What a digest gives that has a page of its own."""

    RECEIVED = "received"
    WAITING = "waiting"
    OVER_90 = "over 90 days"
    MEDIAN = "median days"
    CLOSED = "closed"
    NEVER_HEARD = "never heard"
    LONGEST = "Waiting longest"
    PROMISES = "Promises"
    ARRIVALS = "Arrivals"
    IMPACT = "Impact"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a sentence; `address` is where it leads, if anywhere."""

    text: str
    address: str = ""


Sentence = Sequence[Span]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: what it is about, what there is to say, and where that leads."""

    subject: str
    remark: str
    address: str = ""

    @property
    def spans(self) -> Sentence:
        """The line as a sentence."""
        return Span(self.subject, self.address), Span(f": {self.remark}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest says. Names are as people wrote them; a format makes them safe.

    `week` is the Monday of the week reported on. Figures that nobody records are left out of the
    lines, or None. `addresses` are the pages that figures and sections lead to, empty where nobody
    said where Heard is.
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
    addresses: Mapping[Figure, str] = field(default_factory=dict)

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

    def sections(self) -> list[tuple[Span, list[Sentence]]]:
        """The lists, each with its title; empty ones are left out. Lines are as people wrote."""
        sections: list[tuple[Figure, list[Sentence]]] = [
            (Figure.LONGEST, [line.spans for line in self.longest]),
            (Figure.PROMISES, [line.spans for line in self.promises]),
            (Figure.ARRIVALS, [(Span(text),) for text in self.arrivals]),
            (Figure.IMPACT, [(Span(text),) for text in self.impacts]),
        ]
        return [(self._to(title, title.value), lines) for title, lines in sections if lines]

    def sentences(self) -> list[str]:
        """The figures in words."""
        return ["".join(span.text for span in sentence) for sentence in self.spoken()]

    def spoken(self) -> list[Sentence]:
        """The same, each figure with where it leads."""
        to, change = self._to, _compared(self.received, self.received_before)
        received, waiting = counted(self.received, "comment"), counted(self.waiting, "comment")
        said: list[Sentence] = [
            (to(Figure.RECEIVED, received), Span(f" came in ({change}).")),
            (
                Span(f"{counted(self.people, 'person waits', 'people wait')} with "),
                to(Figure.WAITING, waiting),
                Span("; "),
                to(Figure.OVER_90, _of_these(self.over_90, self.waiting)),
                Span(" waited more than 90 days."),
            ),
        ]
        if self.median_days is not None:
            days = to(Figure.MEDIAN, counted(round(self.median_days), "day"))
            said.append((Span("Half of these comments have waited "), days, Span(" or longer.")))
        if self.closed_share is not None:
            closed = to(Figure.CLOSED, f"{percent(self.closed_share)} of all loops")
            rest = " are closed: announced, told in person, or an honest no."
            said.append((closed, Span(rest)))
        unheard = to(Figure.NEVER_HEARD, counted(self.never_heard, "comment"))
        said.append((unheard, Span(" never got an answer, a decision or a word.")))
        return said

    def _to(self, figure: Figure, text: str) -> Span:
        return Span(text, self.addresses.get(figure, ""))


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
    said = " ".join(_linked(sentence) for sentence in digest.spoken())
    parts = [f"# {digest.title}", said]
    for title, lines in digest.sections():
        items = "\n".join(f"- {_linked(line)}" for line in lines)
        parts.append(f"## {_linked([title])}\n\n{items}")
    return "\n\n".join(parts) + "\n"


def plain_text(digest: Digest) -> str:
    """The digest as text for a mail; addresses stand below the line they belong to."""
    parts = [digest.title, "\n".join(_with_addresses("", line) for line in digest.spoken())]
    for title, lines in digest.sections():
        items = "\n".join(_with_addresses("* ", line) for line in lines)
        parts.append(_with_addresses("", [title]) + f"\n{items}")
    return "\n\n".join(parts) + "\n"


def _with_addresses(mark: str, sentence: Sentence) -> str:
    said = mark + one_line("".join(span.text for span in sentence))
    return "\n".join([said, *(f"  {span.address}" for span in sentence if span.address)])


def _linked(sentence: Sentence) -> str:
    """A sentence as Markdown. An address was put together by us: it holds no bracket or space."""
    return "".join(
        f"[{_escaped(span.text)}](<{span.address}>)"
        if span.address
        else _outer_spaces(span.text, _escaped(span.text))
        for span in sentence
    )


def _outer_spaces(text: str, line: str) -> str:
    """The line with a space at the ends where `text` has one: its neighbours begin there."""
    before = " " if text[:1].isspace() else ""
    after = " " if line and text[-1:].isspace() else ""
    return before + line + after


def one_line(text: str) -> str:
    """Text without line breaks and what cannot be printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _escaped(text: str) -> str:
    """One line in which Markdown and HTML see letters only (CommonMark 0.31, backslash escapes)."""
    special = set("\\`*_{}[]<>#|!~&$")
    line = "".join("\\" + letter if letter in special else letter for letter in one_line(text))
    return line.replace("://", ":\u2060//").replace("www.", "www\u2060.").replace("@", "\u2060@")
