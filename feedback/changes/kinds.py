"""The kind of a change, from its section, its prefix or its first word."""

import re

_SECTIONS: dict[str, str] = {}
for _kind, _names in {
    "added": "added add new feature features feat additions addition introduced "
    "ditambahkan baru fitur adicionado adicionados adicionadas novo novos novidades recursos "
    "қосылды жаңа жаңалықтар",
    "changed": "changed change changes modified updated update updates breaking "
    "diubah perubahan alterado alterados modificado mudanças өзгертілді өзгерістер",
    "improved": "improved improvement improvements improve enhancement enhancements enhanced "
    "optimization optimizations performance perf "
    "ditingkatkan peningkatan melhorado melhorias жақсартылды жақсартулар",
    "fixed": "fixed fix fixes bugfix bugfixes bug bugs hotfix hotfixes resolved corrected "
    "diperbaiki perbaikan corrigido corrigidos correções түзетілді түзетулер",
    "removed": "removed remove removals dropped dihapus removido removidos алынып жойылды",
    "deprecated": "deprecated deprecations usang obsoleto descontinuado ескірген",
    "security": "security vulnerability vulnerabilities keamanan segurança қауіпсіздік",
    "other": "other others misc miscellaneous internal chore chores docs documentation test tests "
    "build ci refactor refactoring style technical maintenance lainnya outros басқа",
}.items():
    for _name in _names.split():
        _SECTIONS[_name] = _kind

_VERBS = {
    "added": "add adds added support supports introduce introduced allow allows implement "
    "implemented enable enabled tambah menambahkan adiciona adicionar қосылды",
    "fixed": "fix fixes fixed correct corrects corrected resolve resolves resolved prevent "
    "prevents repair repaired memperbaiki corrige corrigir түзетілді",
    "removed": "remove removes removed drop drops dropped hapus menghapus remove remover",
    "improved": "improve improves improved enhance enhances enhanced optimize optimise optimized "
    "meningkatkan melhora melhorar жақсартылды",
    "changed": "change changes changed update updates updated rename renamed replace replaced "
    "migrate migrated move moved mengubah altera alterar өзгертілді",
    "deprecated": "deprecate deprecates deprecated",
}
_FIRST_WORDS = {word: kind for kind, words in _VERBS.items() for word in words.split()}

_NOT_CHANGES = re.compile(
    r"\b(?:contributors?|credits?|thanks|acknowledge?ments?|downloads?|checksums?|sha-?256|assets|"
    r"known (?:issues|bugs|problems)|full changelog|statistics|translators|sponsors|"
    r"masalah yang diketahui|terima kasih|problemas conhecidos|agradecimentos)\b",
    re.IGNORECASE,
)
_NEUTRAL = re.compile(
    r"(?:what.?s (?:changed|new)|highlights?|change ?log|release notes|full list|overview|summary|"
    r"apa yang baru|novidades|жаңалықтар)\b",
    re.IGNORECASE,
)
_FILLERS_WORDS = "and the of major minor & new other"
_FILLERS = frozenset(_FILLERS_WORDS.split())


def kind_of_section(heading: str) -> str:
    """The kind a section heading names, or "" when it names none (a part of the product, say)."""
    words = re.findall(r"[^\W\d_]+", heading.lower())
    kinds = list(dict.fromkeys(_SECTIONS[word] for word in words if word in _SECTIONS))
    strangers = [word for word in words if word not in _SECTIONS and word not in _FILLERS]
    if not kinds or len(strangers) > 1:
        return ""
    return kinds[0] if kinds[0] != "added" or len(kinds) == 1 else kinds[1]


def kind_of_prefix(prefix: str) -> str:
    """The kind a prefix such as "fix" or "NEW" names, or ""."""
    return _SECTIONS.get(prefix.strip().lower(), "")


def kind_of_first_word(title: str) -> str:
    """The kind the first word of a title tells, or ""."""
    match = re.match(r"[^\W\d_]+", title)
    return _FIRST_WORDS.get(match[0].lower(), "") if match else ""


def holds_no_changes(heading: str) -> bool:
    """Whether the list under a heading is of something else: people, downloads, open faults."""
    return bool(_NOT_CHANGES.search(heading))


def is_neutral(heading: str) -> bool:
    """Whether a heading only says that changes follow: "What's changed", "Highlights"."""
    return bool(_NEUTRAL.match(re.sub(r"^\W+", "", heading)))
