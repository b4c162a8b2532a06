"""Reading XML that strangers wrote: no entities of its own, no network, no bombs."""

import re

from lxml import etree

from documents.ingest.reading import Unreadable


def parse(data: bytes, name: str) -> etree._Element:
    """The root element. Raises Unreadable, naming the line, for what is not well-formed.

    External entities are never fetched, entities that the file defines are refused (they are how
    small files grow to gigabytes), and depth and size keep libxml2's limits.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = f" (line {error.lineno})" if error.lineno else ""
        raise Unreadable(
            f"{name} is not well-formed XML: {_first_sentence(error)}{line}. Mend it there, or "
            "export it again."
        ) from error
    own = root.getroottree().docinfo.internalDTD
    if own is not None and any(own.iterentities()):
        raise Unreadable(
            f"{name} defines entities of its own, which are not read for safety. Save it with the "
            "entities replaced by their text and without its DOCTYPE."
        )
    return root


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return etree.QName(tag).localname if isinstance(tag, str) else ""


def words(element: etree._Element) -> str:
    """All text in an element, white space made one blank."""
    return " ".join("".join(element.itertext()).split())


def one_blank(text: str) -> str:
    """The text with white space made one blank, at its ends too."""
    return re.sub(r"\s+", " ", text)


def _first_sentence(error: etree.XMLSyntaxError) -> str:
    return re.sub(r",? line \d+.*", "", str(error.msg)).strip().rstrip(".")
