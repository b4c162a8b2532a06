"""The formats in which judgments go out and come in, by name and by the ending of a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from documents.tagging import exchange, tables
from documents.tagging.marks import ExchangeError, Mark


@dataclass(frozen=True)
class Format:
    """How judgments are written: `write` takes them with what the whole is called."""

    label: str
    suffix: str
    media_type: str
    write: Callable[[Sequence[Mark], str], str]


FORMATS = {
    "jsonld": Format("Web Annotations (JSON-LD)", ".jsonld", "application/ld+json", exchange.write),
    "csv": Format("Table (CSV)", ".csv", "text/csv", lambda marks, _: tables.write_csv(marks)),
    "jsonl": Format(
        "JSON Lines", ".jsonl", "application/jsonl", lambda marks, _: tables.write_jsonl(marks)
    ),
}
READERS: dict[str, Callable[[str], list[Mark]]] = {
    ".jsonld": exchange.parse,
    ".json": exchange.parse,
    ".csv": tables.parse_csv,
    ".jsonl": tables.parse_jsonl,
}


def read(name: str, text: str) -> list[Mark]:
    """The judgments of a file of that name, in the format of its ending. Raises ExchangeError."""
    for suffix, reader in READERS.items():
        if name.lower().endswith(suffix):
            return reader(text)
    raise ExchangeError(f"ends with none of {', '.join(READERS)}, so that its format is not known")


def decoded(data: bytes) -> str:
    """The text of a file, as UTF-8. Raises ExchangeError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExchangeError("is not UTF-8 text") from None
