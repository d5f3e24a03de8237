"""What happened to a theme: edits, and where it came from or went."""

from dataclasses import dataclass
from datetime import datetime

from feedback.actions.ports import Store
from feedback.domain.theme_event import Lineage, ThemeEvent
from feedback.themes.sentences import edit_sentence, lineage_sentence, said_name


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One thing that happened to a theme, in words; the `event` or the `step` behind it."""

    at: datetime
    sentence: str
    event: ThemeEvent | None = None
    step: Lineage | None = None

    @property
    def undone(self) -> bool:
        """Whether it was an edit that no longer holds."""
        return self.event is not None and not self.event.live


def theme_history(
    store: Store, theme_id: int, *, reader: str = "", limit: int = 50
) -> list[HistoryEntry]:
    """Edits of a theme and steps of its life made by runs, latest first; `reader` is “You”."""
    events = store.theme_edits.recent(theme_id=theme_id, limit=limit)
    steps = [step for step in store.theme_edits.lineage(theme_id) if step.event is None]
    names = theme_names(store)
    entries = [
        HistoryEntry(at=event.at, sentence=_told(event, names, reader), event=event)
        for event in events
    ]
    entries += [
        HistoryEntry(at=step.at, sentence=lineage_sentence(step, names), step=step)
        for step in steps
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:limit]


def recent_edits(store: Store, *, limit: int = 50) -> list[HistoryEntry]:
    """The latest edits of all themes, latest first."""
    names = theme_names(store)
    return [
        HistoryEntry(at=event.at, sentence=_told(event, names), event=event)
        for event in store.theme_edits.recent(limit=limit)
    ]


def theme_names(store: Store) -> dict[int, str]:
    """The names of all themes, retired ones too, by id."""
    return {theme.id: theme.name for theme in store.themes.all(include_retired=True)}


def _told(event: ThemeEvent, names: dict[int, str], reader: str = "") -> str:
    sentence = edit_sentence(event, names, reader=reader)
    if event.live:
        return sentence
    by = said_name(event.undone_by, reader, nobody="somebody")
    return f"{sentence} Undone by {'you' if by == 'You' else by}."
