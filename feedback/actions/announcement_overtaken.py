"""Whether what an announcement says of its themes still holds, or has been overtaken."""

from dataclasses import dataclass

from feedback.actions.ports import Store
from feedback.changes.outcomes import DONE
from feedback.domain.announcement import Announcement, AnnouncementStatus
from feedback.domain.theme import Outcome

_IN_WORDS = {
    Outcome.UNDECIDED: "open again",
    Outcome.PLANNED: "planned",
    Outcome.DID: "done",
    Outcome.PARTLY: "done in part",
    Outcome.CANNOT: "not possible",
    Outcome.WILL_NOT: "not going to be done",
    Outcome.EXISTS: "there already",
}


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What holds now in place of what was said. `by` is the latest published announcement that
    says so, None where customers have not been told of it yet."""

    said: Outcome
    now: Outcome
    by: int | None = None

    @property
    def sentence(self) -> str:
        """In words, with what to do."""
        known = f"It says “{_IN_WORDS[self.said]}”, and its theme is {_IN_WORDS[self.now]} now"
        if self.by is not None:
            return f"{known}, as announcement {self.by} tells. Withdraw this one."
        if self.now is Outcome.UNDECIDED:
            return f"{known}. Decide about it, then tell people."
        return f"{known}. Draft the new answer."


def overtaken(store: Store, announcement: Announcement) -> Overtaken | None:
    """What overtook an announcement; None while it holds, and for one that was withdrawn."""
    if announcement.status is AnnouncementStatus.WITHDRAWN:
        return None
    said, present = Outcome(announcement.facts.outcome), _present(store, announcement)
    if present is None or present is said:
        return None
    return Overtaken(said, present, _told_by(store, announcement, present))


def _present(store: Store, announcement: Announcement) -> Outcome | None:
    """What holds for its themes together; None where nobody decided about them."""
    outcomes = set()
    for theme_id in announcement.theme_ids:
        theme = store.themes.get(theme_id)
        if theme is None or theme.retired:
            continue
        if theme.outcome is not Outcome.UNDECIDED or store.decisions.of_theme(theme_id):
            outcomes.add(theme.outcome)
    if outcomes and outcomes <= set(DONE):
        return Outcome.PARTLY if Outcome.PARTLY in outcomes else Outcome.DID
    others = sorted(outcomes - {Outcome(announcement.facts.outcome)})
    return others[0] if others else Outcome(announcement.facts.outcome) if outcomes else None


def _told_by(store: Store, announcement: Announcement, outcome: Outcome) -> int | None:
    themes = set(announcement.theme_ids)
    for each in store.announcements.all():
        if (
            each.status is AnnouncementStatus.PUBLISHED
            and each.id != announcement.id
            and each.facts.outcome == outcome
            and themes & set(each.theme_ids)
        ):
            return each.id
    return None
