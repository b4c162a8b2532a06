"""Who is who in a text: names, roles and parts of the voices, with the evidence for each."""

from documents.ingest.people.cast import Attribution, Cast, cast_of_transcript
from documents.ingest.people.described import apply_described
from documents.ingest.people.single import authors_of, speaker_of

__all__ = [
    "Attribution",
    "Cast",
    "apply_described",
    "authors_of",
    "cast_of_transcript",
    "speaker_of",
]
