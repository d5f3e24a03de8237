"""The garbage collector passes over what is loaded, and over nothing that came later."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from feedback.ui.loaded_code import _pass_over, pass_over_loaded_code


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    _pass_over.cache_clear()
    gc.disable()  # it would come between the lines of a test
    yield
    gc.enable()
    gc.unfreeze()
    _pass_over.cache_clear()


class Ring:
    """Refers to itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.me = self


def test_what_is_loaded_is_looked_at_no_more() -> None:
    before = len(gc.get_objects())
    pass_over_loaded_code()
    assert gc.get_freeze_count() > 0.9 * before
    assert len(gc.get_objects()) < 0.1 * before


def test_what_comes_later_is_still_freed() -> None:
    pass_over_loaded_code()
    ring = weakref.ref(Ring())
    pass_over_loaded_code()  # nothing was loaded in between: nothing more is passed over
    assert ring() is not None
    gc.collect()
    assert ring() is None


def test_garbage_is_freed_before_it_would_be_kept_for_ever() -> None:
    ring = weakref.ref(Ring())
    pass_over_loaded_code()
    assert ring() is None
