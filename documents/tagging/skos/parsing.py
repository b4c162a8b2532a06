"""From the bytes of a SKOS file to a graph.

Nothing is fetched: a JSON-LD file has to bring its context along.
"""

import json
import logging
import re
from typing import Any

from rdflib import Graph
from rdflib.term import Node

from documents import storable
from documents.storable import Unstorable, shown
from documents.tagging.skos import VERBATIM

LARGEST = 2_000_000
"""Bytes of a file."""
MOST_PROBLEMS = 20


class SkosError(Exception):
    """A file cannot be taken over; `problems` say why, each in a sentence."""

    def __init__(self, *problems: str) -> None:
        self.problems = tuple(map(storable.repaired, problems))
        super().__init__(" ".join(self.problems))


def parse(content: bytes) -> Graph:
    """The statements of a file in Turtle or JSON-LD. Raises SkosError."""
    if len(content) > LARGEST:
        raise SkosError(f"The file has more than {LARGEST:,} bytes: that is no list of terms.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SkosError("The file is not UTF-8, as Turtle and JSON-LD are.") from None
    if not text.strip():
        raise SkosError("The file is empty.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # a browser changes the ends of lines
    is_json = text.lstrip()[:1] in ("{", "[")
    graph = Graph()
    # What rdflib has to say of a file is for the one who gave it, not for the log.
    logger = logging.getLogger("rdflib.term")
    level, logger.level = logger.level, logging.CRITICAL
    try:
        if is_json:
            _refuse_remote_contexts(json.loads(text))
        format_ = "json-ld" if is_json else "turtle"
        graph.parse(data=text, format=format_, publicID=f"{VERBATIM}file/")
    except SkosError:
        raise
    except RecursionError:
        raise SkosError("The file is nested too deeply to be read.") from None
    except Exception as error:  # rdflib's parsers raise whatever they meet
        kind = "JSON-LD" if is_json else "Turtle"
        raise SkosError(f"The file is not {kind}: {_first_line(error)}") from None
    finally:
        logger.level = level
    if not len(graph):
        raise SkosError("The file says nothing that can be read as RDF.")
    _refuse_unstorable(graph)
    return graph


def _first_line(error: Exception) -> str:
    said = str(error).encode("utf-8", "replace").decode()
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return " ".join(lines[:2])[:200] or type(error).__name__


def _refuse_unstorable(graph: Graph) -> None:
    wrong = set()
    for subject, relation, said in graph:
        parts = (subject, relation, said, language_tag(said), getattr(said, "datatype", None) or "")
        for part in parts:
            try:
                storable.text(str(part))
            except Unstorable as error:
                named = re.split("[/#]", str(relation))[-1]
                wrong.add(f"What is said of {shown(str(subject))} by {shown(named)} {error}.")
    if wrong:
        raise SkosError(*not_too_many(sorted(wrong)))


def not_too_many(problems: list[str]) -> list[str]:
    """The first problems, and how many more there are."""
    more = len(problems) - MOST_PROBLEMS
    return [*problems[:MOST_PROBLEMS], *([f"And {more} more."] if more > 0 else [])]


def _refuse_remote_contexts(data: Any) -> None:
    """Nothing is fetched from elsewhere while a file is read."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
            context = value.get("@context")
            named = context if isinstance(context, list) else [context]
            remote = [each for each in named if isinstance(each, str)]
            remote += [value["@import"]] if "@import" in value else []
            if remote:
                raise SkosError(
                    f"The file takes its context from elsewhere ({str(remote[0])[:100]}), and "
                    "nothing is fetched. Write the context itself into the file."
                )


def language_tag(literal: Node) -> str:
    """The language of a literal, in small letters; empty where it has none."""
    language = getattr(literal, "language", None)
    return language.lower() if language else ""
