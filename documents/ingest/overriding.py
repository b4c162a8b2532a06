"""What a description states, in place of what was inferred from the text."""

from dataclasses import replace

from documents.ingest.people import apply_described
from documents.ingest.reading import Known, Understanding
from documents.ingest.sidecar import INFERRED, Described
from documents.vocabularies import Evidence


def override(reading: Understanding, described: Described) -> Understanding:
    """The reading with everything that the description states in place of what was inferred."""
    changes: dict[str, Known | None] = {}
    for name in INFERRED:
        if name in described.stated:
            value = getattr(described, name)
            basis = f"{described.file}: {name}"
            changes[name] = value and Known(str(value), Evidence.DESCRIPTION, basis)
    reading = replace(reading, **changes)  # type: ignore[arg-type]
    return apply_described(reading, described.people) if described.people else reading
