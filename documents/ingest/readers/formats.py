"""Which reader takes a file: by what it holds first, and by its name where that says nothing."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from documents.ingest.readers import akoma_ntoso, captions, docx, html, message, pdf, pptx, tei
from documents.ingest.reading import CanonicalText, Unreadable

Reader = Callable[[bytes, str], CanonicalText]

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_XML = re.compile(r"\s*<\?xml\b|\s*<[\w:.-]+[^>]{0,2000}\bxmlns(?::\w+)?=", re.I)
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_BY_ROOT: dict[str, Reader] = {
    "akomaNtoso": akoma_ntoso.read,
    "TEI": tei.read,
    "teiCorpus": tei.read,
    "html": html.read,
}
_SRT = re.compile(r"\s*\d+\s*\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s+-->\s+\d")
_BY_NAME: dict[str, Reader] = {
    ".htm": html.read,
    ".html": html.read,
    ".xhtml": html.read,
    ".vtt": captions.read_vtt,
    ".srt": captions.read_srt,
    ".eml": message.read,
}
# What only a container holds: a file of that name that is no container is not what it claims.
_CONTAINERS = {".docx": "a Word document", ".pptx": "a PowerPoint file", ".pdf": "a PDF file"}
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_ENOUGH = 8192


def reader_of(data: bytes, name: str) -> Reader | None:
    """The reader for a file, None for plain text and Markdown.

    Raises `Unreadable` for a file that is not what its name says, or a kind of XML or Office
    document that is not read.
    """
    if data.startswith(b"PK\x03\x04"):
        return _office(data, name)
    if b"%PDF-" in data[:1024]:
        return pdf.read
    suffix = PurePath(name).suffix.lower()
    if data.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED_OFFICE in data:
        raise Unreadable(
            f"{name} is protected by a password. Open it, save it without one, and load that."
        )
    if suffix in _CONTAINERS:
        raise Unreadable(
            f"{name} is not {_CONTAINERS[suffix]}, though its name says so. Open it in the program "
            "it was made with, save it again, or give it the ending of what it is."
        )
    head = _head(data)
    if _HTML.match(head):
        return html.read
    if _XML.match(head):
        return _xml(head, name)
    if captions.BEGINS.search(head.replace("\r\n", "\n")):
        return captions.read_vtt
    if _SRT.match(head):
        return captions.read_srt
    return _BY_NAME.get(suffix)


def _head(data: bytes) -> str:
    """The first characters, well enough decoded to know a format by them."""
    head = data[:_ENOUGH]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="ignore")
    return head.decode("utf-8-sig", errors="ignore")


def _xml(head: str, name: str) -> Reader:
    root = _ROOT.search(re.sub(r"<!--.*?-->", "", head, flags=re.S))
    called = root[1] if root else ""
    if called in _BY_ROOT:
        return _BY_ROOT[called]
    raise Unreadable(
        f"{name} is XML of a kind that is not read (its root element is “{called}”). Of XML, Akoma "
        "Ntoso, TEI and web pages are read; save it as one of these or as plain text (.txt)."
    )


def _office(data: bytes, name: str) -> Reader:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError) as error:
        raise Unreadable(
            f"{name} is damaged: it cannot be opened as the archive that an Office document or a "
            "ZIP file is. Copy or download it again."
        ) from error
    if "word/document.xml" in names:
        return docx.read
    if "ppt/presentation.xml" in names:
        return pptx.read
    raise Unreadable(
        f"{name} is an archive that holds neither a Word document nor a PowerPoint file. A ZIP "
        "file of texts has a name that ends in .zip; save other documents as .docx or .txt."
    )
