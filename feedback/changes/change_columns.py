"""Which column of a tracker's table is what: Jira, Linear, GitHub, Azure DevOps, Trello, others."""

import re
from collections.abc import Sequence

# Names are compared in lower case without spaces and signs; earlier ones are preferred.
_NAMES = {
    "title": "title summary cardname workitemtitle issuetitle name subject headline change changes "
    "whatchanged releasenote judul ringkasan perubahan titulo resumo mudanca тақырып атауы өзгеріс",
    "id": "issuekey key identifier issuenumber number workitemid cardid id changeid iid issueid "
    "nomor numero kode codigo нөмірі",
    "details": "releasenotes details description carddescription body notes text issuedescription "
    "deskripsi keterangan rincian descricao detalhes сипаттама мәлімет",
    "product": "product projectname project app application team board boardname teamproject "
    "produk produto өнім",
    "component": "component components module area areapath produkmodul modul komponen "
    "modulo componente бөлім",
    "version": "version fixversion fixversions fixversionfixversions releaseversion release "
    "milestone milestonetitle targetversion iterationpath sprint versi rilis versao lancamento "
    "нұсқа",
    "date": "shippedon releasedon releasedat releasedate released shipped shippedat deployedat "
    "publishedat resolved resolutiondate resolvedat completed completedat completeddate closeddate "
    "closedat closed donedate done date tanggal tanggalrilis data datadelancamento dataderilis "
    "күні шығарылғанкүні mergedat duedate due",
    "url": "url link htmlurl weburl issueurl cardurl permalink address tautan endereco сілтеме",
    "kind": "type issuetype workitemtype kind category tipe jenis tipo categoria түрі",
    "status": "status state issuestate listname liststatus stage keadaan estado situacao күйі",
}
_FIELDS = {field: names.split() for field, names in _NAMES.items()}

_DONE_WORDS = (
    "done closed resolved completed complete shipped released deployed live fixed merged "
    "selesai dirilis concluido concluído fechado lançado lancado бітті шығарылды жабылды"
)
_DONE = frozenset(_DONE_WORDS.split())


def guess_columns(headers: Sequence[str]) -> dict[str, list[int]]:
    """Field → positions of its columns, best first; only "version" may have several.

    A column serves one field. Jira repeats a header for every value it has.
    """
    plain = [_plain(header) for header in headers]
    taken: set[int] = set()
    found: dict[str, list[int]] = {}
    for field, names in _FIELDS.items():
        for name in names:
            places = [i for i, header in enumerate(plain) if header == name and i not in taken]
            if places:
                found[field] = places
                taken.update(places)
                break
    return found


def is_due_date(header: str) -> bool:
    """Whether a column says when something should be ready, not when it was."""
    return _plain(header) in ("duedate", "due")


def is_done(status: str) -> bool:
    """Whether a status says that the work is with the customers, or nothing against it."""
    words = re.findall(r"[^\W\d_]+", status.lower())
    return not words or any(word in _DONE for word in words)


def _plain(header: str) -> str:
    text = header.lower().translate(str.maketrans("áàâãéêíóôõúç", "aaaaeeiooouc"))
    return re.sub(r"[\W_]+", "", text)
