"""Where each comment goes after a run: what the engine found, under what people decided."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from feedback.domain.theme import AssignedBy, Assignment, Theme
from feedback.themes.identity import match_clusters
from feedback.themes.places import Places
from feedback.themes.replay import Standing

DOMINATES = 0.5
"""Share of a cluster's known comments that makes it a part of the theme they come from."""

Nearest = Callable[[Sequence[int], Sequence[int]], Mapping[int, int]]
"""Of some themes and some comments: comment → the theme it is nearest to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What is there before a run: main themes by comment, open themes by id, edits that hold.

    `steady` are themes people work with (a name, an owner, a decision, an edit): no run dissolves
    them.
    """

    places: Mapping[int, Assignment]
    themes: Mapping[int, Theme]
    standing: Standing
    steady: frozenset[int] = frozenset()

    def is_open(self, theme_id: int) -> bool:
        """Whether the theme is there and in use."""
        return theme_id in self.themes

    def is_pinned(self, theme_id: int) -> bool:
        """Whether no run may touch it."""
        return self.is_open(theme_id) and self.themes[theme_id].pinned


@dataclass(slots=True)
class Plan:
    """What a run does.

    `theme_of`: cluster → theme it becomes; the others are new. `matched`: themes that a cluster
    is. `parent`: new cluster → theme most of its comments come from. `goes`: comment → place;
    a new theme's place has the id −1 − cluster; None takes the comment out of its theme.
    """

    theme_of: dict[int, int] = field(default_factory=dict)
    matched: set[int] = field(default_factory=set)
    parent: dict[int, int] = field(default_factory=dict)
    goes: dict[int, Assignment | None] = field(default_factory=dict)

    def new_clusters(self) -> list[int]:
        """Clusters that become themes of their own, by number."""
        ids = {row.theme_id for row in self.goes.values() if row is not None and row.theme_id < 0}
        return sorted(-1 - number for number in ids)


def as_new(cluster: int) -> int:
    """The id that stands for a theme that is not there yet."""
    return -1 - cluster


def plan_run(places: Places, found: Sequence[Theme], present: Present, nearest: Nearest) -> Plan:
    """Match clusters to themes, then say of each comment where it goes."""
    plan = Plan()
    clusters = places.clusters()
    _match(plan, clusters, found, present)
    waiting: dict[tuple[int, ...], list[tuple[int, float]]] = defaultdict(list)
    rows = zip(places.ids.tolist(), places.labels.tolist(), places.scores.tolist(), strict=True)
    for comment_id, label, score in rows:
        settled = _settled(comment_id, plan, present)
        if settled is not None:
            plan.goes[comment_id] = settled
        elif label < 0:
            plan.goes[comment_id] = None
        elif label not in plan.theme_of:
            plan.goes[comment_id] = Assignment(comment_id, as_new(label), score)
        else:
            family = present.standing.family(plan.theme_of[label])
            open_now = tuple(member for member in family if present.is_open(member))
            waiting[open_now].append((comment_id, score))
    for family, members in waiting.items():
        _place_in(plan, family, members, present, nearest)
    return plan


def _match(
    plan: Plan, clusters: Mapping[int, int], found: Sequence[Theme], present: Present
) -> None:
    """Which cluster is which theme, one-to-one; then those that people keep together or apart."""
    standing = present.standing
    seen = {
        comment_id: standing.origin.get(comment_id, place.theme_id)
        for comment_id, place in present.places.items()
        if comment_id in clusters
    }
    terms = {theme_id: theme.terms for theme_id, theme in present.themes.items()}
    found_terms = {cluster: theme.terms for cluster, theme in enumerate(found)}
    for cluster, theme_id in match_clusters(
        seen, clusters, theme_terms=terms, cluster_terms=found_terms
    ).items():
        final = standing.final(theme_id)
        if present.is_open(final):
            plan.theme_of[cluster] = final
    plan.matched = set(plan.theme_of.values())
    bound = _bound(standing)
    known: dict[int, Counter[int]] = defaultdict(Counter)
    for comment_id, cluster in clusters.items():
        if (place := present.places.get(comment_id)) is not None:
            known[cluster][place.theme_id] += 1
    for cluster in sorted(set(clusters.values()) - set(plan.theme_of)):
        counts = known[cluster]
        theme_id, most = max(counts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
        if not present.is_open(theme_id) or most < DOMINATES * counts.total():
            continue
        unmatched = theme_id in present.steady and theme_id not in plan.matched
        if unmatched or theme_id in bound:
            plan.theme_of[cluster] = theme_id
        else:
            plan.parent[cluster] = theme_id
    plan.matched = set(plan.theme_of.values())


def _bound(standing: Standing) -> set[int]:
    """Themes that people merged or split: what comes out of them again is not a new theme."""
    merged = {standing.final(theme_id) for theme_id in standing.survivor}
    split = {part for parts in standing.parts.values() for part in parts}
    return merged | split


def _settled(comment_id: int, plan: Plan, present: Present) -> Assignment | None:
    """The place a comment has whatever the engine says."""
    place = present.places.get(comment_id)
    if place is not None and present.is_pinned(place.theme_id):
        return place
    held = present.standing.held.get(comment_id)
    if held is not None and present.is_open(held):
        if place is not None and place.theme_id == held:
            return place
        return Assignment(comment_id, held, 1.0, AssignedBy.PERSON)
    if place is None or not present.is_open(place.theme_id):
        return None
    if place.assigned_by is AssignedBy.PERSON:
        return place
    dissolved = place.theme_id not in plan.matched
    return place if dissolved and place.theme_id in present.steady else None


def _place_in(
    plan: Plan,
    family: tuple[int, ...],
    members: Sequence[tuple[int, float]],
    present: Present,
    nearest: Nearest,
) -> None:
    """Put comments of one cluster into the theme it is, or into the nearest of its parts."""
    loose = [number for number, _ in members if _present_in(number, family, present) is None]
    chosen = nearest(family, loose) if len(family) > 1 and loose else {}
    for number, score in members:
        stays = _present_in(number, family, present)
        target = stays if stays is not None else chosen.get(number, family[0])
        place = present.places.get(number)
        if present.is_pinned(target):
            # A pinned theme gains nothing; the comment stays where it is, if that goes on.
            keeps = place is not None and place.theme_id in plan.matched
            plan.goes[number] = place if keeps else None
        elif present.standing.is_barred(number, target):
            plan.goes[number] = None
        else:
            plan.goes[number] = Assignment(number, target, score)


def _present_in(comment_id: int, family: tuple[int, ...], present: Present) -> int | None:
    place = present.places.get(comment_id)
    return place.theme_id if place is not None and place.theme_id in family else None
