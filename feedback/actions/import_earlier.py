"""What a source's earlier imports mean for the next one: its ids, and the order of its dates."""

from collections.abc import Set
from dataclasses import dataclass, replace

from feedback.actions.import_channels import sources_of
from feedback.actions.ports import Store
from feedback.domain.summaries import CommentFilter
from feedback.domain.wording import plain_question, plain_words
from feedback.intake.date_order_of_before import OrderBefore, order_before
from feedback.intake.earlier import Earlier, what_was_said
from feedback.intake.external_ids import IdForm, id_form, stored_id
from feedback.intake.mapping import text_fields
from feedback.intake.preview import Understood
from feedback.intake.profile import Profile
from feedback.intake.row_parts import Fixed
from feedback.intake.rows import RowMaker

LOOKED_AT = 200
"""Rows and stored comments that tell in which form earlier exports were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntBefore:
    """What earlier imports say, the profile as it is with that, and sentences for the report."""

    earlier: Earlier
    found: Profile
    notes: tuple[str, ...] = ()


def learnt_before(store: Store, seen: Understood, found: Profile, fixed: Fixed) -> LearntBefore:
    """Look at what is stored of the sources that the file's comments will have."""
    names = sources_of(fixed, found)
    there = {source.name for source in store.comments.sources()}
    earlier = _of_ids(store, seen, found, fixed, names)
    if fixed.source in there:
        earlier = _in_the_form_of_before(store, seen, found, fixed, earlier)
    order, column = found.created_order, seen.mapping.get("created_at", "")
    is_by_id = "id" in seen.mapping and found.believes_all_ids
    if not column or not order.needed or (is_by_id and not earlier.reused_ids):
        return LearntBefore(earlier=earlier, found=found)
    if names.isdisjoint(there):
        return LearntBefore(earlier=earlier, found=found)
    maker, turned = (
        RowMaker(seen.table.columns, seen.mapping, found, fixed, one)
        for one in (earlier, replace(earlier, dates_turned=True))
    )
    before = order_before(seen.table.rows(), maker, turned, store.comments.with_keys)
    return _in_the_order_of(before, column, earlier, found)


def _of_ids(
    store: Store, seen: Understood, found: Profile, fixed: Fixed, names: Set[str]
) -> Earlier:
    """Only ids need it: content is its own witness."""
    if "id" not in seen.mapping:
        return Earlier()
    stored = store.comments
    reused = {one for name in sorted(names) for one in stored.reused_ids(name)}
    said: dict[str, bytes] = {}
    if reused or not found.believes_all_ids:
        here = found.reused_ids
        doubted = reused | here | {stored_id(fixed.key, one) for one in here}
        for name in sorted(names):
            comments = stored.iterate(CommentFilter(source=name))
            said |= what_was_said(comments, lambda one: found.ids_believed and one not in doubted)
    return Earlier(reused, said)


def _in_the_form_of_before(
    store: Store, seen: Understood, found: Profile, fixed: Fixed, earlier: Earlier
) -> Earlier:
    """How the source wrote its ids, and what it asked."""
    earlier = replace(earlier, ids=ids_of_before(store, seen, fixed.source))
    most = _found_again(store, seen, found, fixed, earlier)
    for questions in other_questions(seen):
        one = replace(earlier, questions=questions)
        again = _found_again(store, seen, found, fixed, one)
        if again > most:
            most, earlier = again, one
    return earlier


def ids_of_before(store: Store, seen: Understood, source: str) -> IdForm | None:
    """How a source writes its ids; None if as the file does, or if that cannot be told."""
    if "id" not in seen.mapping:
        return None
    place = seen.table.columns.index(seen.mapping["id"])
    here = id_form({cells[place].strip() for _, cells in seen.sample if cells[place].strip()})
    stored = store.comments.page(CommentFilter(source=source), limit=LOOKED_AT)
    before = id_form({one.external_id for one in stored if one.external_id})
    return before if here and before and here != before else None


def other_questions(seen: Understood) -> list[dict[str, str]]:
    """What keys may have in the place of what the file asks: an export in which a question has no
    answer yet has one question less, and with a single one comments are stored without it."""
    asked = [seen.mapping[name] for name in text_fields(seen.mapping)]
    if len(asked) == 1:
        return [{"": plain_question(asked[0])}]
    return [{one: ""} for one in asked]


def _found_again(
    store: Store, seen: Understood, found: Profile, fixed: Fixed, earlier: Earlier
) -> int:
    """How many comments of the first rows are stored under their keys, with their words."""
    maker = RowMaker(seen.table.columns, seen.mapping, found, fixed, earlier)
    comments, _ = maker.make(list(seen.sample[:LOOKED_AT]))
    said = {one.key: plain_words(one.text) for one in comments}
    stored = store.comments.with_keys(fixed.source, list(said))
    return sum(said[one.key] == plain_words(one.text) for one in stored)


def _in_the_order_of(
    before: OrderBefore, column: str, earlier: Earlier, found: Profile
) -> LearntBefore:
    """Where the file leaves the order of day and month open, the earlier one stays. Otherwise it
    is known better now, and the dates of the comments that are there are put right."""
    order = found.created_order
    if not before.dates_turned:
        return LearntBefore(earlier=replace(earlier, dates_turned=before.keys_turned), found=found)
    words = ("day first", "month first")
    then, now = words[::-1] if order.day_first else words
    if order.sure:
        note = (
            f"The dates in “{column}” are read {now} now, and were read {then} before. Those "
            "of comments that are in this file and were here already are put right."
        )
        turned = replace(earlier, dates_turned=before.keys_turned)
        return LearntBefore(earlier=turned, found=found, notes=(note,))
    note = f"The dates in “{column}” were read {then}, as in earlier imports of this source."
    order = replace(order, day_first=not order.day_first, sure=True)
    answered = found.answered_order
    return LearntBefore(
        earlier=replace(earlier, dates_turned=not before.keys_turned),
        found=replace(
            found, created_order=order, answered_order=answered if answered.sure else order
        ),
        notes=(note,),
    )
