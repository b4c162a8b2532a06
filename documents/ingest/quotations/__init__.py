"""Quotations inside prose: which words between marks are quoted, and whose they are."""

from documents.ingest.quotations.attribution import find_quotations
from documents.ingest.quotations.in_talk import quotations_in_talk

__all__ = ["find_quotations", "quotations_in_talk"]
