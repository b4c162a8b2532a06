"""Quotations inside prose: which words between marks are quoted, and whose they are."""

from documents.ingest.quotations.attribution import find_quotations

__all__ = ["find_quotations"]
