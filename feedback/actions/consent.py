"""A customer does not want to be quoted any more, or agrees to it again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from feedback.actions.announcement_news import made_files, text_in
from feedback.actions.exports import render_announcement
from feedback.actions.ports import Store
from feedback.actions.quoting import quoted_of
from feedback.announcements.words_folder import languages
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.announcement_history import ExportedFile
from feedback.domain.comment import Comment
from feedback.errors import NotFoundError, StateError

QuotedIn = list[tuple[Announcement, list[ExportedFile]]]
"""Announcements that quote somebody and are out or on their way, with the files made of them."""
_AT_THE_DESK = (AnnouncementStatus.DRAFT, AnnouncementStatus.IN_REVIEW)
_WITH_FACTS = ("json", "csv", "xlsx", "zip")  # hold every quote of the facts, used or not
_SHORTENED = ("post-280", "post-500", "sms", "push")  # may have left the quote out
_ALL = 1_000_000_000  # comments of one customer


def withdraw_consent(store: Store, comment_ids: Sequence[int], *, now: datetime) -> QuotedIn:
    """Note that the writers of these comments do not want to be quoted any more.

    It holds for every comment of each of them, as far as the writer is known, also for those that
    are imported later: no file gives the consent back, `give_consent_again` does. Returns every
    announcement that quotes one of them, a draft only where files were made of it, with those
    files: what has to be taken down or made anew. Raises NotFoundError for an unknown comment.
    """
    named = store.comments.get(comment_ids)
    missing = set(comment_ids) - {comment.id for comment in named}
    if missing:
        raise NotFoundError(f"There is no comment {min(missing)}.")
    found = {comment.id: comment for comment in named}
    customers = list(dict.fromkeys(comment.customer for comment in named if comment.customer))
    with store.writing():
        store.tellings.unquote(customers, at=now)
        for customer in customers:
            found |= {each.id: each for each in store.tracking.of_customer(customer, limit=_ALL)}
        _set_consent(store, list(found.values()), consent=False)
    return _quoted_in(store, list(found.values()))


def withdraw_consent_of(store: Store, customer: str, *, now: datetime) -> QuotedIn:
    """As `withdraw_consent`, for a customer by digest. Raises NotFoundError if nobody wrote."""
    with store.writing():
        store.tellings.unquote([customer], at=now)
        comments = _written_by(store, customer)
        _set_consent(store, comments, consent=False)
    return _quoted_in(store, comments)


def give_consent_again(store: Store, customer: str) -> int:
    """Note that a customer, by digest, said anew that all they wrote may be quoted.

    Returns how many comments that is. Raises NotFoundError if nobody wrote, StateError for one who
    had not withdrawn: what they said is in your files.
    """
    with store.writing():
        comments = _written_by(store, customer)
        if not store.tellings.quote_again([customer]):
            raise StateError(
                "This customer did not withdraw their consent here. Whether they may be quoted is "
                "what your files say: correct it there and import them again."
            )
        _set_consent(store, comments, consent=True)
    return len(comments)


def _written_by(store: Store, customer: str) -> list[Comment]:
    comments = store.tracking.of_customer(customer, limit=_ALL)
    if not comments:
        raise NotFoundError(
            "Nobody with this id has written. Ids are the ones in your files, letter case counts."
        )
    return comments


def _set_consent(store: Store, comments: Sequence[Comment], *, consent: bool) -> None:
    by_source: dict[str, list[Comment]] = {}
    for comment in comments:
        by_source.setdefault(comment.source, []).append(replace(comment, consent=consent))
    for changed in by_source.values():
        store.comments.upsert(changed)


def _quoted_in(store: Store, comments: Sequence[Comment]) -> QuotedIn:
    quoted = []
    for announcement in store.announcements.all():
        made = made_files(store, announcement.id)
        files = [each for each in made if _file_quotes(store, announcement, each, comments)]
        left_the_desk = announcement.status not in _AT_THE_DESK
        if files or (left_the_desk and quoted_of(announcement, announcement.facts, comments)):
            quoted.append((announcement, files))
    return quoted


def _file_quotes(
    store: Store, announcement: Announcement, made: ExportedFile, comments: Sequence[Comment]
) -> bool:
    """Whether a file that was made of an announcement holds words of these comments."""
    facts = announcement.facts
    if made.as_ in _WITH_FACTS:
        ids = {comment.id for comment in comments}
        if any(quote.comment_id in ids for quote in facts.quotes):
            return True
    text = text_in(store, made) or announcement
    passages = quoted_of(text, facts, comments)
    if not passages or made.as_ not in _SHORTENED or announcement.language not in languages():
        return bool(passages)
    whole = replace(
        announcement, headline=text.headline, you_said=text.you_said, we_did=text.we_did
    )
    left = _letters(str(render_announcement(whole, as_=made.as_)))
    return any(_letters(passage) in left for passage in passages)


def _letters(text: str) -> str:
    """What is left of a text where signs are changed to fit a telephone."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
