"""Vocabularies as SKOS, the W3C's model for controlled lists, in Turtle and JSON-LD.

`writing` says what goes out. `parsing` makes a graph of a file and `reading` understands it, both
without the database; `taking` rehearses and writes it. For what SKOS has no word there are names
of our own.
"""

VERBATIM = "urn:x-verbatim:"
"""Names for what SKOS has no property for: counter-examples, and how a list is used here."""

FORMATS = {"ttl": ("turtle", "text/turtle"), "jsonld": ("json-ld", "application/ld+json")}
"""By the ending of a file, the name that rdflib has for the format, and the media type."""
