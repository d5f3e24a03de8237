"""What a merge of themes would do beside moving comments, said before it is done."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from feedback.actions.merged_decisions import decision_in_words, decisions_at_stake
from feedback.actions.merged_fields import fields_gained
from feedback.actions.merged_links import links_refused, links_to_take
from feedback.actions.ports import Store
from feedback.actions.theme_lookup import open_theme
from feedback.domain.announcement import AnnouncementStatus
from feedback.domain.decision import Decision
from feedback.domain.theme import Theme

_OVER = (AnnouncementStatus.PUBLISHED, AnnouncementStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class MergePreview:
    """`choices`: the decisions of which one has to be chosen where there are several, that about
    the theme that is left first. `sentences`: what comes along, and what stays behind."""

    choices: tuple[Decision, ...]
    sentences: tuple[str, ...]


def merge_preview(store: Store, theme_ids: Sequence[int], into: int) -> MergePreview:
    """What `merge_themes` would do. Raises NotFoundError for an unknown theme, InputError for a
    retired one."""
    target = open_theme(store, into)
    sources = [open_theme(store, theme_id) for theme_id in dict.fromkeys(theme_ids)]
    choices = decisions_at_stake(store, into, [theme.id for theme in sources])
    sentences = [
        *_decision(store, target, choices),
        *_fields(target, sources),
        *_links(store, target, sources),
        *_announcements(store, sources),
    ]
    return MergePreview(tuple(choices), tuple(sentences))


def _decision(store: Store, target: Theme, choices: Sequence[Decision]) -> list[str]:
    if len(choices) > 1:
        return ["They were decided in different ways: one decision holds afterwards."]
    return [
        f"“{target.name}” is {decision_in_words(decision)} afterwards, as is decided about "
        f"“{source.name}”."
        for decision in choices
        if decision.theme_id != target.id
        and (source := store.themes.get(decision.theme_id)) is not None
    ]


def _fields(target: Theme, sources: Sequence[Theme]) -> list[str]:
    gained = fields_gained(target, sources)
    said = [_field(name, value) for name, value in gained.items()]
    sentences = [f"Comes along: {', '.join(said)}."] if said else []
    left = dataclasses.replace(target, **gained)
    for source in sources:
        behind = [
            _field(name, getattr(source, name))
            for name in ("owner", "priority", "description")
            if getattr(source, name) not in ("", "none", getattr(left, name))
        ]
        if behind:
            sentences.append(f"Stays behind with “{source.name}”: {', '.join(behind)}.")
    return sentences


def _field(name: str, value: object) -> str:
    if name == "description":
        return "the description"
    shown = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"{name} “{shown}”"


def _links(store: Store, target: Theme, sources: Sequence[Theme]) -> list[str]:
    taken = len(links_to_take(store, target, sources))
    refused = [
        change.title
        for link in links_refused(store, target, sources)
        if (change := store.changes.get(link.change_id)) is not None
    ]
    sentences = []
    if taken:
        goes = "linked change goes" if taken == 1 else "linked changes go"
        sentences.append(f"{taken} {goes} along.")
    if refused:
        listed = ", ".join(f"“{title}”" for title in dict.fromkeys(refused))
        sentences.append(f"{listed} was refused for “{target.name}” and stays refused.")
    return sentences


def _announcements(store: Store, sources: Sequence[Theme]) -> list[str]:
    ids = {theme.id for theme in sources}
    about = [each for each in store.announcements.all() if ids & set(each.theme_ids)]
    published = sum(each.status is AnnouncementStatus.PUBLISHED for each in about)
    begun = sum(each.status not in _OVER for each in about)
    sentences = []
    if published:
        them = "announcement counts" if published == 1 else "announcements count"
        sentences.append(f"{published} published {them} for the merged theme too.")
    if begun:
        them = "announcement that is" if begun == 1 else "announcements that are"
        sentences.append(
            f"{begun} {them} not published yet cannot be published any more: draft it again."
        )
    return sentences
