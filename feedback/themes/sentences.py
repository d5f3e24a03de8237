"""What was done to themes, in words. Names are given beside ids: they change, events do not."""

from collections.abc import Mapping

from feedback.domain.theme_event import EditKind, Lineage, LineageKind, ThemeEvent


def edit_sentence(event: ThemeEvent, names: Mapping[int, str], *, reader: str = "") -> str:
    """One edit, who made it, and what it was before. `names` are the themes' names by id; edits of
    `reader` are told as “You”."""
    return f"{said_name(event.by, reader)} {_WORDS[event.kind](event, names)}."


def said_name(who: str, reader: str = "", *, nobody: str = "Somebody") -> str:
    """What to call who made an edit, at the beginning of a sentence."""
    return "You" if who and who == reader else who or nobody


def lineage_sentence(step: Lineage, names: Mapping[int, str]) -> str:
    """One step in the life of a theme."""
    source = _quoted(step.from_theme, names)
    target = "" if step.to_theme is None else _quoted(step.to_theme, names)
    who = "a person" if step.event is not None else "a run"
    moved = comments_in_words(step.comments)
    match step.kind:
        case LineageKind.MERGED:
            return f"{source} went into {target} with {moved}, by {who}."
        case LineageKind.SPLIT:
            return f"{target} came out of {source} with {moved}, by {who}."
        case LineageKind.RETIRED:
            return f"{source} ended: no comment was left in it after a run."
        case LineageKind.RESTORED if target:
            return f"{source} came back out of {target} with {moved}: an edit was undone."
    return f"{source} ended: the edit that made it was undone."


def comments_in_words(count: int) -> str:
    """A number of comments."""
    return "1 comment" if count == 1 else f"{count:,} comments"


def links_in_words(event: ThemeEvent) -> str:
    """How many changes went along with a merge; empty where none did."""
    count = len(event.after.get("links", []))
    return "" if not count else f"{count} linked change{'' if count == 1 else 's'}"


def _quoted(theme_id: int, names: Mapping[int, str]) -> str:
    return f"“{names[theme_id]}”" if theme_id in names else f"theme {theme_id}"


def _listed(theme_ids: tuple[int, ...], names: Mapping[int, str]) -> str:
    quoted = [_quoted(theme_id, names) for theme_id in theme_ids]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _rename(event: ThemeEvent, names: Mapping[int, str]) -> str:
    return f"renamed “{event.before['name']}” to “{event.after['name']}”"


def _describe(event: ThemeEvent, names: Mapping[int, str]) -> str:
    theme = _quoted(event.theme_ids[0], names)
    if not event.after["description"]:
        return f"took away the description of {theme}"
    return f"described {theme}"


def _owner(event: ThemeEvent, names: Mapping[int, str]) -> str:
    was, now = event.before["owner"], event.after["owner"]
    theme = _quoted(event.theme_ids[0], names)
    return f"gave {theme} from {was or 'nobody'} to {now or 'nobody'}"


def _priority(event: ThemeEvent, names: Mapping[int, str]) -> str:
    was, now = event.before["priority"], event.after["priority"]
    return f"set the priority of {_quoted(event.theme_ids[0], names)} from {was} to {now}"


def _tags(event: ThemeEvent, names: Mapping[int, str]) -> str:
    was, now = (", ".join(tags["tags"]) or "none" for tags in (event.before, event.after))
    return f"set the tags of {_quoted(event.theme_ids[0], names)} from {was} to {now}"


def _pin(event: ThemeEvent, names: Mapping[int, str]) -> str:
    verb = "pinned" if event.after["pinned"] else "unpinned"
    return f"{verb} {_quoted(event.theme_ids[0], names)}"


def _hide(event: ThemeEvent, names: Mapping[int, str]) -> str:
    theme = _quoted(event.theme_ids[0], names)
    return f"hid {theme}" if event.after["hidden"] else f"showed {theme} again"


def _merge(event: ThemeEvent, names: Mapping[int, str]) -> str:
    into, *sources = event.theme_ids
    moved = " and ".join(filter(None, (comments_in_words(event.comments), links_in_words(event))))
    decided = event.after.get("outcome")
    said = f"; decided as “{decided}” then" if decided else ""
    return f"merged {_listed(tuple(sources), names)} into {_quoted(into, names)} ({moved}{said})"


def _split(event: ThemeEvent, names: Mapping[int, str]) -> str:
    theme, *parts = event.theme_ids
    return f"split {_listed(tuple(parts), names)} off from {_quoted(theme, names)}"


def _move(event: ThemeEvent, names: Mapping[int, str]) -> str:
    if "made" in event.after:
        theme = _quoted(event.theme_ids[0], names)
        return f"made {theme} of {comments_in_words(event.comments)}"
    return f"moved {comments_in_words(event.comments)} into {_quoted(event.theme_ids[0], names)}"


def _second(event: ThemeEvent, names: Mapping[int, str]) -> str:
    if event.after.get("second") is None:
        return "took the second theme of a comment away"
    return f"gave a comment {_quoted(event.after['second'], names)} as second theme"


def _remove(event: ThemeEvent, names: Mapping[int, str]) -> str:
    moved = comments_in_words(event.comments)
    return f"took {moved} out of {_quoted(event.theme_ids[0], names)}"


def _leave(event: ThemeEvent, names: Mapping[int, str]) -> str:
    return "left a comment alone: it speaks of no theme"


_WORDS = {
    EditKind.RENAME: _rename,
    EditKind.DESCRIBE: _describe,
    EditKind.OWNER: _owner,
    EditKind.PRIORITY: _priority,
    EditKind.TAGS: _tags,
    EditKind.PIN: _pin,
    EditKind.HIDE: _hide,
    EditKind.MERGE: _merge,
    EditKind.SPLIT: _split,
    EditKind.MOVE: _move,
    EditKind.SECOND: _second,
    EditKind.REMOVE: _remove,
    EditKind.LEAVE: _leave,
}
