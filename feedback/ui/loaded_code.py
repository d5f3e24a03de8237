"""Let the garbage collector pass over the code and tables of the libraries, which never end.

With them a full collection looks at some 350,000 objects, which takes a seventh of a second in the
middle of one page in ten.
"""

import gc
import sys
from functools import cache

MODULES = 200
"""What is loaded only when it is needed counts once so many modules have come."""


def pass_over_loaded_code() -> None:
    """Before a page is made; costs a full collection at the first page, and nothing later on."""
    _pass_over(len(sys.modules) // MODULES)


@cache
def _pass_over(loaded: int) -> None:
    gc.collect()  # what is garbage by now would otherwise never be freed
    gc.freeze()
