"""One part of an announcement, read once for all rules."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from feedback.announcements.claims.calendar_dates import FoundDate, read_dates
from feedback.announcements.claims.clock import clock_times
from feedback.announcements.claims.letters import plain_letters
from feedback.announcements.claims.lexicon import Lexicon, lexicons
from feedback.announcements.claims.numerals import Number, read_numbers
from feedback.announcements.plain import one_line, shaped, visible
from feedback.domain.announcement import Facts, Quote

_OPEN, _CLOSE = "“”„«»\"‘’'‚‹›", "“”«»\"‘’'‹›"
_QUOTED = (
    re.compile(r"[“„”]([^“”„]+)[”“]"),
    re.compile(r"«([^«»]+)»"),
    re.compile(r"‹([^‹›]+)›"),
    re.compile(r'"([^"]+)"'),
    re.compile(r"(?<!\w)[‘‚]([^‘’]{12,}(?:’\w[^‘’]*)*)[’‘](?!\w)"),
    re.compile(r"(?<!\w)'([^']{12,})'(?!\w)"),
)
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[”“»\"’)\]]*\s+|\n+")
_CLAUSE_END = re.compile(r"[.,;:!?\n\0]")
_FEWEST_WORDS_OF_A_QUOTE = 2
_LONGEST_LABEL = 4  # words
_LONGEST_EXCERPT = 160  # characters


@dataclass(frozen=True, slots=True)
class Reading:
    """A part's text, and the same text with what is quoted from the facts blanked out.

    `claims` has the length of `text`; names of themes, titles, versions and whatever stands in
    quotation marks are blank in it. `pinned` are the quotes of the facts that stand in the text,
    `quotes` the other passages in quotation marks.
    """

    where: str
    text: str
    claims: str
    sentence_starts: tuple[int, ...]
    dates: tuple[FoundDate, ...]
    numbers: tuple[Number, ...]
    pinned: tuple[Quote, ...]
    quotes: tuple[str, ...]

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around position `at` begins and ends."""
        after = bisect_right(self.sentence_starts, at)
        ends = self.sentence_starts[after : after + 1] or (len(self.claims),)
        return self.sentence_starts[after - 1], ends[0]

    def numbers_in(self, span: tuple[int, int]) -> tuple[Number, ...]:
        """The numbers that begin in this span."""
        first = bisect_left(self.numbers, span[0], key=_start)
        return self.numbers[first : bisect_left(self.numbers, span[1], key=_start)]

    def excerpt(self, start: int, end: int) -> str:
        """What stands there, on one line, cut where it is very long."""
        return shortened(self.text[start:end])


def _start(number: Number) -> int:
    return number.start


def read_part(where: str, text: str, facts: Facts, decimal: str) -> Reading:
    """Read one part against the facts; `decimal` is the language's decimal sign."""
    text = visible(text)
    kept, pinned, quotes = _quotes_in(text, facts)
    quotes = [each for each in quotes if not _is_label(kept, *each)]
    kept = plain_letters(blank(kept, [span for _, span in quotes]))
    dates = tuple(read_dates(kept))
    counts = blank(kept, [(each.start, each.end) for each in dates] + clock_times(kept))
    shares = [
        match.span()
        for lexicon in lexicons()
        for pattern, _ in lexicon.fractions
        for match in pattern.finditer(counts)
    ]
    numbers = tuple(read_numbers(blank(counts, shares), decimal))
    return Reading(
        where=where,
        text=text,
        claims=kept,
        sentence_starts=(0, *(stop.end() for stop in _SENTENCE_END.finditer(kept))),
        dates=dates,
        numbers=numbers,
        pinned=pinned,
        quotes=tuple(words for words, _ in quotes),
    )


def passages_in(text: str, facts: Facts) -> tuple[str, ...]:
    """What one part quotes, as the check sees it: quotes of the facts, then what else stands in
    quotation marks and is no name or title of the facts. Each on one line."""
    _, pinned, quotes = _quotes_in(visible(shaped(text)), facts)
    said = [one_line(quote.text) for quote in pinned] + [words for words, _ in quotes]
    return tuple(dict.fromkeys(said))


def shortened(text: str) -> str:
    """`text` on one line, fit for a message."""
    line = one_line(text)
    return line if len(line) <= _LONGEST_EXCERPT else line[: _LONGEST_EXCERPT - 1] + "…"


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with these spans replaced by NULs, which no rule reads as part of anything."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = "\0" * (end - start)
    return "".join(letters)


def negated(lexicon: Lexicon, before: str, after: str) -> bool:
    """Whether what stands between `before` and `after` is denied in its clause.

    One of the three words before it says "not", or (in Kazakh) the verb after it does.
    """
    clause = _CLAUSE_END.split(before)[-1]
    if lexicon.has("not_words", " ".join(clause.split()[-3:])):
        return True
    return lexicon.has("not_after", _CLAUSE_END.split(after, maxsplit=1)[0])


def _blank_names(text: str, facts: Facts) -> str:
    names = [one_line(name) for name in facts.themes]
    names += [one_line(shipped.title) for shipped in facts.shipped]
    # What a person decided and signed is itself a fact, said in their words.
    names += [one_line(facts.decided.reason), one_line(facts.decided.where)]
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = blank(text, _quoted_spans(text, name, re.IGNORECASE))
        may_stand_bare = name not in facts.themes or not _claims(name)
        if may_stand_bare and len(name.split()) > 1 and any(map(str.isalpha, name)):
            bare = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
            text = blank(text, [match.span() for match in bare.finditer(text)])
    for shipped in facts.shipped:
        if shipped.version:
            text = _blank_version(text, one_line(shipped.version))
    return text


def _claims(name: str) -> bool:
    """Whether the name of a theme would be a claim, were it not read as a name."""
    lists = ("absolutes", "superlatives", "most", "done", "complete", "vows")
    return any(lexicon.has(each, name) for lexicon in lexicons() for each in lists)


def _quoted_spans(text: str, words: str, flags: int = 0) -> list[tuple[int, int]]:
    pattern = re.compile(f"[{_OPEN}]{re.escape(one_line(words))}[{_CLOSE}]", flags)
    return [match.span() for match in pattern.finditer(text)]


def _blank_version(text: str, version: str) -> str:
    """Blank the version beside the word "version"; anywhere when it can be nothing but one.

    Never where people or comments are counted by it.
    """
    counted = "|".join(
        lexicon.patterns[name].pattern for lexicon in lexicons() for name in ("people", "comments")
    )
    itself = rf"{re.escape(version)}(?!\w|\.\d)(?!\s+(?:{counted}))"
    words = "|".join(lexicon.patterns["versions"].pattern for lexicon in lexicons())
    sources = [
        rf"(?:{words})\s*{itself}",
        rf"(?<!\w)v\.?{itself}",
        rf"(?<![\w.]){itself}\s*(?:{words})",
    ]
    if version.count(".") > 1 or re.search(r"[^\W\d_]", version):
        sources.append(rf"(?<![\w.]){itself}")
    for source in sources:
        found = re.finditer(source, text, re.IGNORECASE)
        text = blank(text, [match.span() for match in found])
    return text


def _quotes_in(
    text: str, facts: Facts
) -> tuple[str, tuple[Quote, ...], list[tuple[str, tuple[int, int]]]]:
    """The text without quotes of the facts and names, those quotes, and what else is quoted."""
    pinned = [(quote, _quoted_spans(text, quote.text)) for quote in facts.quotes]
    kept = _blank_names(blank(text, [span for _, spans in pinned for span in spans]), facts)
    return kept, tuple(quote for quote, spans in pinned if spans), _quoted(kept)


def _is_label(text: str, words: str, span: tuple[int, int]) -> bool:
    """Whether a passage in quotation marks is what a button or menu says: press “Send again”."""
    if len(words.split()) > _LONGEST_LABEL:
        return False
    before = " ".join(text[max(0, span[0] - 40) : span[0]].split()[-2:])
    after = " ".join(text[span[1] : span[1] + 40].split()[:1])
    return any(
        any(match.end() == len(before) for match in lexicon.finds("label_leads", before))
        or any(match.start() == 0 for match in lexicon.finds("label_tails", after))
        for lexicon in lexicons()
    )


def _quoted(text: str) -> list[tuple[str, tuple[int, int]]]:
    found = []
    for pattern in _QUOTED:
        for match in pattern.finditer(text):
            words = one_line(match[1].replace("\0", " "))
            if len(words.split()) >= _FEWEST_WORDS_OF_A_QUOTE:
                found.append((words, match.span()))
    return found
