"""How far the loop of a theme has come."""

from collections.abc import Iterable

from feedback.domain.theme import ThemeStatus


def theme_status(*, retired: bool, announced: bool, shipped: bool) -> ThemeStatus:
    """The farthest of what holds.

    `announced`: a published announcement names the theme, or one that was merged into it.
    `shipped`: it has an accepted link to a change that customers have.
    """
    if retired:
        return ThemeStatus.RETIRED
    if announced:
        return ThemeStatus.ANNOUNCED
    if shipped:
        return ThemeStatus.SHIPPED
    return ThemeStatus.OPEN


def announced_with_merged(announced: Iterable[int], merges: Iterable[tuple[int, ...]]) -> set[int]:
    """The themes announcements name, and those these were merged into: whoever heard the answer
    does not wait again because two themes turned out to be one.

    `merges` hold, in the order they were made; each is the theme that is left, then those merged
    into it.
    """
    found = set(announced)
    for into, *sources in merges:
        if found.intersection(sources):
            found.add(into)
    return found
