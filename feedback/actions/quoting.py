"""Whose words an announcement quotes, found as the claim check finds them."""

from collections.abc import Iterable

from feedback.actions.ports import Store
from feedback.announcements.claims import passages_in, stands_in
from feedback.announcements.facts import may_be_quoted
from feedback.announcements.plain import one_line
from feedback.domain.announcement import Announcement, Facts
from feedback.domain.announcement_history import AnnouncementStep
from feedback.domain.comment import Comment
from feedback.domain.summaries import CommentFilter

_LONG = 20  # signs: a whole comment of more than these is quoted without quotation marks too
_ALL = 1_000_000_000  # comments of one customer


def quoted_of(
    text: Announcement | AnnouncementStep, facts: Facts, comments: Iterable[Comment]
) -> tuple[str, ...]:
    """The passages of a text that are words of these comments, each on one line.

    A quote of the facts is one by its comment, also when that comment reads otherwise now.
    """
    passages, everything = _passages(text, facts), _line(text)
    pinned: dict[int, list[str]] = {}
    for quote in facts.quotes:
        pinned.setdefault(quote.comment_id, []).append(one_line(quote.text))
    found: dict[str, None] = {}
    for comment in comments:
        found |= dict.fromkeys(q for q in pinned.get(comment.id, ()) if q in everything)
        said = one_line(comment.text)
        found |= dict.fromkeys(each for each in passages if stands_in(each, said))
        if len(said) > _LONG and said in everything:
            found[said] = None
    return tuple(found)


def lost_quotes(store: Store, announcement: Announcement) -> tuple[str, ...]:
    """The quotes of an announcement that may not be used any more.

    Those of the facts whose comment is gone or may not be quoted now, and every other passage that
    stands only in comments whose writer does not agree: of its themes, or of whoever withdrew.
    """
    facts = announcement.facts
    stored = {each.id: each for each in store.comments.get([q.comment_id for q in facts.quotes])}
    everything = _line(announcement)
    pinned = dict.fromkeys(
        quote.text
        for quote in facts.quotes
        if one_line(quote.text) in everything
        and (quote.comment_id not in stored or not may_be_quoted(stored[quote.comment_id]))
    )
    return tuple(pinned | dict.fromkeys(_lost_passages(store, announcement)))


def _lost_passages(store: Store, announcement: Announcement) -> list[str]:
    facts = announcement.facts
    of_facts = {one_line(quote.text) for quote in facts.quotes}
    passages = [each for each in _passages(announcement, facts) if each not in of_facts]
    if not passages:
        return []
    agreed: dict[str, bool] = {}
    for comment in _said(store, announcement):
        said = one_line(comment.text)
        for passage in passages:
            if not agreed.get(passage) and stands_in(passage, said):
                agreed[passage] = comment.consent is True
    return [passage for passage, yes in agreed.items() if not yes]


def _passages(text: Announcement | AnnouncementStep, facts: Facts) -> list[str]:
    parts = (text.headline, text.you_said, text.we_did)
    return list(dict.fromkeys(each for part in parts for each in passages_in(part, facts)))


def _line(text: Announcement | AnnouncementStep) -> str:
    return one_line("\n".join((text.headline, text.you_said, text.we_did)))


def _said(store: Store, announcement: Announcement) -> Iterable[Comment]:
    for theme_id in announcement.theme_ids:
        yield from store.comments.iterate(CommentFilter(theme_id=theme_id))
    for customer in sorted(store.tellings.unquoted()):
        yield from store.tracking.of_customer(customer, limit=_ALL)
