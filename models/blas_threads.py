"""How many threads linear algebra may use."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]


def one_blas_thread() -> AbstractContextManager:
    """Within this context BLAS uses one thread.

    The matrices here are small: threads that wait for each other on a busy machine cost more than
    they bring (a fit of two seconds took a minute), and sums come out the same on any machine.
    """
    return _controller().limit(limits=1, user_api="blas")


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
