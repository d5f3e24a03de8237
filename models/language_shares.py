"""A number of themes, shared out over languages."""

from __future__ import annotations

from collections.abc import Mapping


def share_out(n_themes: int | str, sizes: Mapping[str, int]) -> dict[str, int | str]:
    """Themes per language, by amount of texts and at least one each; "auto" stays "auto".

    The largest remainder gets what rounding leaves (Hamilton's method).
    """
    if n_themes == "auto":
        return dict.fromkeys(sizes, "auto")
    total = sum(sizes.values())
    exact = {code: int(n_themes) * size / total for code, size in sizes.items()}
    shares = {code: max(1, int(share)) for code, share in exact.items()}
    by_remainder = sorted(exact, key=lambda code: (int(exact[code]) - exact[code], code))
    for code in by_remainder:
        if sum(shares.values()) >= int(n_themes):
            break
        shares[code] += 1
    return dict(shares)
