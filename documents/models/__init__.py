"""The tables of the archive, one idea a file."""

from documents.models.appearance import Appearance
from documents.models.basket import Basket, BasketItem, SharedBasket, SharedItem
from documents.models.collection import Collection
from documents.models.document import Document
from documents.models.equivalents import Equivalents
from documents.models.error_report import ErrorReport
from documents.models.identification import Identification, IdentifiedVoice
from documents.models.ingest import IngestItem, IngestRun, Outcome
from documents.models.near_duplicate import NearDuplicate, TextSketch
from documents.models.original import Original, Receipt
from documents.models.passage import Note, Passage, PassageVersion
from documents.models.quotation import Quotation
from documents.models.revision import Revision
from documents.models.speaker import Office, Speaker, SpeakerName
from documents.models.succession import FormerAddress, Succession
from documents.models.tagging import (
    Anchor,
    Batch,
    BatchEntry,
    Comment,
    Reading,
    Round,
    Tagging,
)
from documents.models.vocabulary import Term, TermVersion, Vocabulary
from documents.models.withdrawal import Remembered, Withdrawal

__all__ = [
    "Anchor",
    "Appearance",
    "Basket",
    "BasketItem",
    "Batch",
    "BatchEntry",
    "Collection",
    "Comment",
    "Document",
    "Equivalents",
    "ErrorReport",
    "FormerAddress",
    "Identification",
    "IdentifiedVoice",
    "IngestItem",
    "IngestRun",
    "NearDuplicate",
    "Note",
    "Office",
    "Original",
    "Outcome",
    "Passage",
    "PassageVersion",
    "Quotation",
    "Reading",
    "Receipt",
    "Remembered",
    "Revision",
    "Round",
    "SharedBasket",
    "SharedItem",
    "Speaker",
    "SpeakerName",
    "Succession",
    "Tagging",
    "Term",
    "TermVersion",
    "TextSketch",
    "Vocabulary",
    "Withdrawal",
]
