"""What a plan does to each theme, in sentences with numbers."""

from collections import Counter
from collections.abc import Sequence

from feedback.domain.proposal import ProposalItem, ProposalKind
from feedback.domain.theme import RunReport, Theme
from feedback.themes.planning import Plan, Present, as_new
from feedback.themes.sentences import comments_in_words

SPLIT_SHARE = 0.2
"""Share of a theme's comments from which a new theme out of it counts as a split."""


def propose(
    plan: Plan, found: Sequence[Theme], present: Present, *, also: frozenset[int] = frozenset()
) -> list[ProposalItem]:
    """One item for each theme there is or will be: kept ones first, by comments.

    `also` are themes that some comment has as its second: they do not retire when empty.
    """
    before = Counter(place.theme_id for place in present.places.values())
    after: Counter[int] = Counter()
    shared: Counter[tuple[int, int]] = Counter()
    for comment_id, place in present.places.items():
        goes = plan.goes.get(comment_id, place)
        if goes is not None:
            after[goes.theme_id] += 1
            shared[place.theme_id, goes.theme_id] += 1
    for comment_id, goes in plan.goes.items():
        if goes is not None and comment_id not in present.places:
            after[goes.theme_id] += 1
    cluster_of = {theme_id: cluster for cluster, theme_id in reversed(plan.theme_of.items())}
    items = []
    for theme_id, theme in present.themes.items():
        if after[theme_id] or theme_id in also or theme.pinned:
            cluster = cluster_of.get(theme_id)
            items.append(_kept(theme, cluster, found, before, after, shared))
        else:
            items.append(_ended(theme, before, shared, present, found))
    items += [
        _new(cluster, plan, found, present, before, after, shared)
        for cluster in plan.new_clusters()
    ]
    order = list(ProposalKind)
    return sorted(items, key=lambda item: (order.index(item.kind), -max(item.after, item.before)))


def report_of(
    items: Sequence[ProposalItem], plan: Plan, found: Sequence[Theme], *, seconds: float
) -> RunReport:
    """The numbers of a run. `kept` counts themes that the run found again."""
    kinds = Counter(item.kind for item in items)
    return RunReport(
        run=0,
        comments=len(plan.goes),
        themes=len(found),
        unassigned=sum(place is None for place in plan.goes.values()),
        kept=len(plan.matched),
        new=kinds[ProposalKind.NEW] + kinds[ProposalKind.SPLIT],
        retired=kinds[ProposalKind.RETIRED] + kinds[ProposalKind.MERGED],
        seconds=round(seconds, 2),
    )


def _kept(
    theme: Theme,
    cluster: int | None,
    found: Sequence[Theme],
    before: Counter[int],
    after: Counter[int],
    shared: Counter[tuple[int, int]],
) -> ProposalItem:
    had, has = before[theme.id], after[theme.id]
    stays = shared[theme.id, theme.id]
    if theme.pinned:
        sentence = f"“{theme.name}” is pinned and stays as it is: {comments_in_words(had)}."
    elif cluster is None:
        sentence = (
            f"“{theme.name}” was not found again. It stays with {comments_in_words(has)}, because "
            "people work with it."
        )
    elif had == has == stays:
        sentence = f"“{theme.name}” stays with the same {comments_in_words(had)}."
    else:
        sentence = (
            f"“{theme.name}” stays: {stays:,} of its {comments_in_words(had)} are in it again, "
            f"{has - stays:,} join, {had - stays:,} leave."
        )
    return ProposalItem(
        kind=ProposalKind.KEPT,
        name=theme.name,
        sentence=sentence,
        theme_id=theme.id,
        cluster=cluster,
        before=had,
        after=has,
        shared=stays,
        found=None if cluster is None or theme.pinned else found[cluster],
    )


def _ended(
    theme: Theme,
    before: Counter[int],
    shared: Counter[tuple[int, int]],
    present: Present,
    found: Sequence[Theme],
) -> ProposalItem:
    had = before[theme.id]
    goes = {to: count for (source, to), count in shared.items() if source == theme.id}
    target, most = max(goes.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    merged = had > 0 and most >= had / 2
    into = present.themes[target].name if target in present.themes else ""
    if not into and target < 0:
        into = found[-1 - target].name
    if merged:
        sentence = (
            f"“{theme.name}” goes into “{into}”: {most:,} of its {comments_in_words(had)} are "
            "there now."
        )
    elif had:
        sentence = (
            f"“{theme.name}” ends: its {comments_in_words(had)} go to {len(goes)} other themes, or "
            "to none."
        )
    else:
        sentence = f"“{theme.name}” ends: no comment is in it."
    return ProposalItem(
        kind=ProposalKind.MERGED if merged else ProposalKind.RETIRED,
        name=theme.name,
        sentence=sentence,
        theme_id=theme.id,
        other_id=target if merged else None,
        before=had,
        shared=most if merged else 0,
    )


def _new(
    cluster: int,
    plan: Plan,
    found: Sequence[Theme],
    present: Present,
    before: Counter[int],
    after: Counter[int],
    shared: Counter[tuple[int, int]],
) -> ProposalItem:
    name, target = found[cluster].name, as_new(cluster)
    parent = plan.parent.get(cluster)
    came = shared[parent, target] if parent is not None else 0
    is_split = parent is not None and came >= SPLIT_SHARE * before[parent]
    if is_split and parent is not None:
        theme = present.themes[parent]
        sentence = (
            f"“{name}” comes out of “{theme.name}”: {came:,} of its "
            f"{comments_in_words(before[parent])}, {after[target]:,} in all."
        )
    else:
        fresh = after[target] - sum(n for (_, to), n in shared.items() if to == target)
        sentence = (
            f"“{name}” is new: {comments_in_words(after[target])}, of which {fresh:,} were in no "
            "theme."
        )
    return ProposalItem(
        kind=ProposalKind.SPLIT if is_split else ProposalKind.NEW,
        name=name,
        sentence=sentence,
        cluster=cluster,
        other_id=parent if is_split else None,
        before=before[parent] if is_split and parent is not None else 0,
        after=after[target],
        shared=came if is_split else 0,
        found=found[cluster],
    )
