"""A number of themes, shared out over languages."""

from __future__ import annotations

from collections.abc import Mapping


def share_out(n_themes: int | str, sizes: Mapping[str, int]) -> dict[str, int | str]:
    """Themes per language, by amount of texts and at least one each; "auto" stays "auto".

    What rounding leaves goes to the languages furthest below their exact share.
    """
    if n_themes == "auto" or not sizes:
        return dict.fromkeys(sizes, "auto")
    total = sum(sizes.values())
    exact = {code: int(n_themes) * size / total for code, size in sizes.items()}
    shares = {code: max(1, int(share)) for code, share in exact.items()}
    # Furthest below its exact share gains first; furthest above it gives first.
    while sum(shares.values()) < int(n_themes):
        shares[max(shares, key=lambda code: (exact[code] - shares[code], code))] += 1
    while sum(shares.values()) > max(int(n_themes), len(shares)):
        richer = [code for code in shares if shares[code] > 1]
        shares[max(richer, key=lambda code: (shares[code] - exact[code], code))] -= 1
    return dict(shares)
