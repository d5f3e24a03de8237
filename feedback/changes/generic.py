"""Lines that say nothing in particular, such as "Bug fixes and performance improvements"."""

import re

# A line is generic when it is made of these words alone and at least one of the first group.
_CORE_WORDS = (
    "bug bugs bugfix bugfixes fix fixes fixed fixing improvement improvements improved refinements "
    "enhancements stability performance translation translations transifex cleanup dependencies "
    "release tweaks maintenance housekeeping updates refactoring "
    "perbaikan peningkatan kinerja performa stabilitas terjemahan pembaruan "
    "correção correções melhoria melhorias desempenho estabilidade tradução traduções "
    "ajustes atualizações erros falhas "
    "түзету түзетулер түзетілді жақсарту жақсартулар жақсартылды өнімділік өнімділікті "
    "тұрақтылық тұрақтылықты аударма аудармалар қателер қателерді"
)
_CORE = frozenset(_CORE_WORDS.split())
_FILLERS_WORDS = (
    "a an and or the of to for in with our we some more many lots various several multiple minor "
    "small little other general misc miscellaneous further even under hood provide stable app "
    "application ui ux code internal changes change update updated speed security crash crashes "
    "issue issues first initial "
    "version this new latest includes contains bump bumped version versions dependency library "
    "libraries compiling compiler compilation build builds warnings typo typos usual as always "
    "also better make makes making made keep you your experience regular user users "
    "dan kecil bug berbagai beberapa umum aplikasi lainnya minor rilis "
    "e de da do das dos em no na bugs pequenas pequenos diversas diversos várias vários gerais "
    "menores outras outros app aplicativo "
    "және шағын бірнеше түрлі басқа жалпы қолданба"
)
_FILLERS = frozenset(_FILLERS_WORDS.split())


_LEAD_IN = re.compile(
    r"\b(?:includes?|including|highlights?\b.*|what.?s new\b.*|new features|changes)\s*:$",
    re.IGNORECASE,
)


def is_generic(title: str) -> bool:
    """Whether a title could stand in any release of any product."""
    if _LEAD_IN.search(title):
        return True
    words = re.findall(r"[^\W_]+", title.lower())
    return any(word in _CORE for word in words) and all(
        word in _CORE or word in _FILLERS for word in words
    )
