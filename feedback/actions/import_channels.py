"""Files whose rows came by several channels: a source has one, so each has a source of its own."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from feedback.actions.ports import Store
from feedback.domain.comment import Channel
from feedback.intake.making import chunks_of
from feedback.intake.mapping import listed
from feedback.intake.preview import Understood
from feedback.intake.profile import Profile
from feedback.intake.row_parts import Fixed, name_of_channel
from feedback.intake.rows import RowMaker


def channels_apart(
    store: Store, seen: Understood, found: Profile, fixed: Fixed
) -> tuple[Fixed, list[str]]:
    """Keep the rows of a source apart by their channel, where a column says it.

    A source keeps the channel it has; a new one gets that of most of its rows, so that a longer
    export is taken apart as the first one was. Comments that are in a source already although
    they came by another channel stay there, and with them all of the file: apart from them they
    would come in twice. With what holds for the import come sentences for its report.
    """
    if fixed.channel_is_given or not found.channels:
        return fixed, []
    column = seen.mapping["channel"]
    stored = {source.name: source.channel for source in store.comments.sources()}
    counted = channels_by_source(fixed, found)
    homes = {
        name: stored.get(name) or _home(name, channels, stored)
        for name, channels in counted.items()
        if channels
    }
    parts = {
        name: [name_of_channel(name, one) for one in sorted(counted[name]) if one != home]
        for name, home in homes.items()
    }
    apart = replace(fixed, homes=homes)
    # Where a part is there, its source was taken apart from the beginning.
    whole = {name for name in parts if name in stored and stored.keys().isdisjoint(parts[name])}
    if any(parts[name] for name in whole) and _are_together(store, seen, found, apart, whole):
        return fixed, [
            f"“{column}” is not used: comments of several channels came in before as one source. "
            "To count each by its own channel, undo the imports of that source and import the "
            "file again."
        ]
    return apart, _said(column, homes, parts)


def _home(name: str, channels: Mapping[Channel, int], stored: Mapping[str, Channel]) -> Channel:
    """The channel of most rows; where the source was taken back and parts of it were not, of
    most of those that are not in a part."""
    left = [one for one in channels if name_of_channel(name, one) not in stored]
    return max(left or channels, key=channels.__getitem__)


def _said(column: str, homes: Mapping[str, Channel], parts: Mapping[str, list[str]]) -> list[str]:
    names = [part for name in homes for part in parts[name]]
    if not names:
        return []
    return [
        f"“{column}” names several channels, and a source has one: what did not come by the "
        f"channel of its source has a source of its own, {listed(names)}."
    ]


def _are_together(
    store: Store, seen: Understood, found: Profile, apart: Fixed, whole: set[str]
) -> bool:
    """Whether any row that would go to a part of a source is in the source itself."""
    table, mapping = seen.table, seen.mapping
    now, before = (
        RowMaker(table.columns, mapping, found, one) for one in (apart, replace(apart, homes={}))
    )
    for chunk in chunks_of(table.rows()):
        keys: dict[str, list[str]] = {name: [] for name in whole}
        for (part, _, _), (source, key, _) in zip(now.keys(chunk), before.keys(chunk), strict=True):
            if source != part and source in keys:
                keys[source].append(key)
        if any(store.comments.with_keys(source, own) for source, own in keys.items() if own):
            return True
    return False


def sources_of(fixed: Fixed, found: Profile) -> set[str]:
    """The sources that comments of a file will have."""
    return {
        fixed.origin(name, channel)[0]
        for name, channels in channels_by_source(fixed, found).items()
        for channel in ("", *channels)
    }


def channels_by_source(fixed: Fixed, found: Profile) -> dict[str, Counter[Channel]]:
    """How many rows of each source of a file came by which channel, as far as a column tells."""
    by_source: dict[str, Counter[Channel]] = {fixed.source: Counter()}
    if not fixed.source_is_given:
        by_source |= {name: Counter() for name in found.sources}
    for name, channels in found.channels.items():
        by_source[fixed.source if fixed.source_is_given or not name else name].update(channels)
    return by_source
