"""Files whose names are alike and whose comments are not."""

from dataclasses import replace

from feedback.actions.ports import Store
from feedback.intake.preview import Understood
from feedback.intake.profile import Profile
from feedback.intake.row_parts import Fixed
from feedback.intake.rows import RowMaker
from feedback.intake.source_names import whole_name


def kept_apart(
    store: Store, seen: Understood, found: Profile, fixed: Fixed
) -> tuple[Fixed, list[str]]:
    """Give the file a source by its whole name if its ids stand for other comments in the source
    that its name would be shortened to: two surveys may both count their answers from 1.

    Looks at the first rows. With what holds for the import come sentences for its report.
    """
    whole = whole_name(seen.table.file_name)
    if fixed.source_is_given or fixed.source == whole or "id" not in seen.mapping:
        return fixed, []
    maker = RowMaker(seen.table.columns, seen.mapping, found, fixed)
    comments, _ = maker.make(list(seen.sample))
    texts = {one.key: one.text for one in comments if one.source == fixed.source}
    stored = store.comments.with_keys(fixed.source, list(texts))
    others = sum(one.text != texts[one.key] for one in stored)
    if others * 2 <= len(stored):
        return fixed, []
    note = (
        f"The ids stand for other comments than those of the source “{fixed.source}”, so these "
        f"have a source of their own, “{whole}”."
    )
    return replace(fixed, source=whole), [note]
