"""What a web page declares of itself: meta elements, JSON-LD, its title and language."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from documents.ingest.wordlists import words as word_set

# "Title | Name of the site"; a dash counts only where the site's name is known.
_SITE_AFTER_STROKE = re.compile(r"\s+[|»·]\s+[^|»·]{2,60}$")

_OF_WORKS = word_set("""
    Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BlogPosting
    ScholarlyArticle Report PodcastEpisode RadioEpisode Episode VideoObject AudioObject
    CreativeWork WebPage Event PublicationEvent BroadcastEvent
""")
_FIELDS = ("headline", "datePublished", "inLanguage", "description", "genre")
LONGEST_VALUE = 2000


class Metadata:
    """Collects declarations while a page is read; the parser says what starts and ends."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}
        self._capturing = ""
        self._captured: list[str] = []

    def starts(self, tag: str, given: Mapping[str, str]) -> bool:
        """Takes an element if it declares something; its words are then not the page's."""
        if self._capturing:
            self.ends(self._capturing)
        if tag == "html":
            self._keep("html/lang", given.get("lang") or given.get("xml:lang") or "")
        elif tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self._keep(f"meta/{name.strip()}" if name else "", given.get("content", ""))
        elif given.get("itemprop") == "datePublished" or "pubdate" in given:
            value = given.get("datetime") or given.get("content") or ""
            self._keep("html/datePublished", value)
        elif _declares(tag, given) and (tag != "title" or "html/title" not in self._found):
            self._capturing = tag
        return tag == "meta" or bool(self._capturing)

    def takes(self, words: str) -> bool:
        if self._capturing:
            self._captured.append(words)
        return bool(self._capturing)

    def ends(self, tag: str) -> bool:
        if tag != self._capturing:
            return False
        words, self._capturing, self._captured = "".join(self._captured), "", []
        if tag == "title":
            self._keep("html/title", words)
        else:
            for name, value in _json_ld(words):
                self._keep(f"json-ld/{name}", value)
        return True

    def declared(self) -> dict[str, str]:
        """The declarations by where they stand, the site's name taken off the page's title."""
        found = dict(self._found)
        title = found.get("html/title", "")
        site = found.get("meta/og:site_name", "")
        if site and re.search(rf"\s+[-–—|:·»]\s+{re.escape(site)}$", title):
            title = re.split(rf"\s+[-–—|:·»]\s+{re.escape(site)}$", title)[0]
        elif stroke := _SITE_AFTER_STROKE.search(title):
            found.setdefault("html/site_name", stroke[0].strip(" |»·"))
            title = title[: stroke.start()]
        return found | ({"html/title": title} if title else {})

    def _keep(self, name: str, value: str) -> None:
        value = " ".join(value.split())
        if name and value and len(value) <= LONGEST_VALUE:
            self._found.setdefault(name, value)


def _declares(tag: str, given: Mapping[str, str]) -> bool:
    is_json_ld = given.get("type", "").lower() == "application/ld+json"
    return tag == "title" or (tag == "script" and is_json_ld)


def _json_ld(words: str) -> Iterator[tuple[str, str]]:
    """The fields of the first work that a JSON-LD script describes (schema.org)."""
    try:
        data = json.loads(words)
    except (ValueError, RecursionError):
        return
    work = next(_works(data), None)
    if work is None:
        return
    for name in _FIELDS:
        if isinstance(work.get(name), str):
            yield name, work[name]
    for name in ("author", "publisher"):
        if called := _name_of(work.get(name)):
            yield name, called


def _works(data: Any) -> Iterator[dict[str, Any]]:
    nodes = data if isinstance(data, list) else [data]
    for node in nodes:
        if not isinstance(node, dict):
            continue
        types = node.get("@type")
        types = set(types) if isinstance(types, list) else {types}
        if types & _OF_WORKS:
            yield node
        if isinstance(node.get("@graph"), list):
            yield from _works(node["@graph"])


def _name_of(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(filter(None, map(_name_of, value)))
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""
