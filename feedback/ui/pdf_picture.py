"""A page of a PDF as a picture, where a browser cannot be trusted to show one."""

import io

import pypdfium2

SCALE = 1.6  # pixels per point


def first_page(pdf: bytes) -> bytes:
    """The first page as PNG."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        out = io.BytesIO()
        document[0].render(scale=SCALE).to_pil().save(out, format="PNG")
        return out.getvalue()
    finally:
        document.close()
