"""Small invented comments with known subjects, for the tests of the theme engine."""

from itertools import product

SUBJECTS = {
    "delivery": (
        ["The parcel", "My delivery", "The courier with my parcel", "The delivery van"],
        ["arrived three days late", "came late again", "was delayed for a week", "never arrived"],
        ["and the tracking page said nothing", "so the courier must improve", "to my street"],
    ),
    "login": (
        ["The login screen", "My password", "The sign-in code", "Login with password"],
        ["is rejected every morning", "does not work", "fails after the update", "was refused"],
        ["and I cannot log in", "so my account stays locked", "with an error about the account"],
    ),
    "refund": (
        ["My refund", "The money back", "A refund for the invoice", "The invoice refund"],
        ["takes far too many weeks", "was promised in May", "is still not paid", "was paid twice"],
        ["and billing does not answer", "so I called billing", "to my bank card"],
    ),
}
INDONESIAN = {
    "kirim": (
        ["Paket", "Kiriman saya", "Kurir dan paket", "Barang kiriman"],
        ["terlambat tiga hari", "datang terlambat", "belum sampai", "hilang di gudang"],
        ["padahal ongkir mahal", "dan kurir tidak ramah", "ke alamat rumah"],
    ),
    "masuk": (
        ["Kata sandi", "Akun saya", "Kode verifikasi", "Login akun"],
        ["ditolak terus", "tidak bisa masuk", "gagal setelah pembaruan", "terkunci lagi"],
        ["di aplikasi ini", "dan kode tidak muncul", "padahal sandi benar"],
    ),
}


def comments(subjects: dict = SUBJECTS) -> tuple[list[str], list[str]]:
    """All sentences the parts can make, and the subject of each."""
    texts, truth = [], []
    for subject, parts in subjects.items():
        for words in product(*parts):
            texts.append(" ".join(words) + ".")
            truth.append(subject)
    return texts, truth
