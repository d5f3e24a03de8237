"""What to do about a finding: the sentence it concerns, and a true one to put in its place."""

import re
from collections.abc import Callable, Sequence

from feedback.announcements.claims.reading import Reading
from feedback.announcements.claims.rules.shipped import FUTURE_RULE, PART_RULE, PLANNED_RULE
from feedback.domain.announcement import Concern, Finding

_OF_THE_DEED = frozenset({PLANNED_RULE, FUTURE_RULE, PART_RULE})
_CUT = "…"


Recheck = Callable[[str, str], Sequence[Finding]]
"""What is found when a part (by name) is one sentence only."""


def concerns_in(
    reading: Reading, findings: Sequence[Finding], *, draft: Reading, recheck: Recheck
) -> list[Concern]:
    """The findings of one part by the sentence they concern, in the order of the text.

    `draft` is the same part (or the one that says what was done) as the program writes it: true
    sentences are taken from there.
    """
    grouped: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(_span_of(reading, finding, recheck), []).append(finding)
    concerns = []
    for (start, end), found in sorted(grouped.items()):
        sentence = reading.text[start:end].strip()
        instead = _true_sentence(reading, sentence, found, draft) if sentence else ""
        concerns.append(Concern(reading.where, sentence, tuple(found), instead))
    return concerns


def mended(text: str, concern: Concern, instead: str) -> str:
    """`text` with `instead` where the sentence of the concern stood; "" leaves it out."""
    before, sentence, after = text.partition(concern.sentence)
    if not sentence:
        return text
    if instead:
        return before + instead + after
    joined = before.rstrip(" ") + (" " if before.strip() and after.strip() else "") + after.lstrip()
    if before.endswith("\n") or not before:
        joined = before + after.lstrip(" ")
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


def _span_of(reading: Reading, finding: Finding, recheck: Recheck) -> tuple[int, int]:
    """The sentence of a finding. Where its passage stands in several, the first that is found in
    when it stands alone."""
    if reading.where == "headline" and finding.found:
        return 0, len(reading.text)
    spans = _places(reading, finding.found)
    if len(spans) < 2:
        return spans[0] if spans else (0, 0)
    for start, end in spans:
        alone = recheck(reading.where, reading.text[start:end])
        if any((each.rule, each.found) == (finding.rule, finding.found) for each in alone):
            return start, end
    return spans[0]


def _places(reading: Reading, found: str) -> list[tuple[int, int]]:
    words = found.removesuffix(_CUT).split()
    if not words:
        return []
    passage = r"\s+".join(map(re.escape, words))
    whole = rf"(?<!\w){passage}" + ("" if found.endswith(_CUT) else r"(?!\w)")
    spans = (reading.sentence(match.start()) for match in re.finditer(whole, reading.text))
    return list(dict.fromkeys(spans))


def _true_sentence(
    reading: Reading, sentence: str, findings: Sequence[Finding], draft: Reading
) -> str:
    if reading.where == "headline":
        # A suggestion may be about a name that the draft has as well: nothing is truer there.
        is_false = any(finding.blocks for finding in findings)
        return draft.text if is_false and draft.text != sentence else ""
    own = [each for each in sentences(draft) if each not in reading.text]
    phrase = next((finding.instead for finding in findings if finding.instead), "")
    for each in own:
        if phrase and phrase in each:
            return each
    if any(finding.rule in _OF_THE_DEED for finding in findings):
        return own[0] if own else ""
    only = findings[0]
    if len(findings) == 1 and phrase and only.found in sentence:
        return sentence.replace(only.found, phrase, 1)
    return ""


def sentences(reading: Reading) -> list[str]:
    """The sentences of a part as they stand in its text."""
    ends = (*reading.sentence_starts[1:], len(reading.text))
    pairs = zip(reading.sentence_starts, ends, strict=True)
    return [text for start, end in pairs if (text := reading.text[start:end].strip())]
