"""What may be given as texts, or as one value for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from models.errors import ParameterError


def as_sequence(values: object, name: str = "texts") -> Sequence[object]:
    """`values` that can be counted and read again, in their order: a list or tuple as it is; a
    column of a table, a one-dimensional array or a generator as a list.

    Raises ParameterError for anything else: one text, a whole table, a set without order. `name`
    is what the error calls the values.
    """
    if isinstance(values, (list, tuple)):
        return values
    one_dimension = getattr(values, "ndim", 1) == 1
    no_order = isinstance(values, (str, bytes, bytearray, Mapping, Set))
    if no_order or not one_dimension or not isinstance(values, Iterable):
        raise ParameterError(
            f"{name} must be a list or one column of a table, not {type(values).__name__}. "
            f"Give a list, even for a single one."
        )
    return list(values)
