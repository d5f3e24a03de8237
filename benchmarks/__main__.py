"""`python -m benchmarks [NAME…]`: run all benchmarks, or those named.

Each module of this folder with a function `main()` is one; it prints a table.
"""

import importlib
import pkgutil
import sys

import benchmarks


def names() -> list[str]:
    """The benchmarks there are."""
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    return [
        name
        for name in found
        if name != "__main__" and hasattr(importlib.import_module(f"benchmarks.{name}"), "main")
    ]


if __name__ == "__main__":
    for name in sys.argv[1:] or names():
        print(f"\n## {name}\n", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()
