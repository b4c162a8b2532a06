"""The format in which judgments travel: W3C Web Annotations in JSON-LD, one file a document.

A tagging is an annotation with the motivation "tagging", its body the term; a reading is one with
the motivation "assessing", its body the vocabulary that the passage was read for; what somebody
said of a passage has the motivation "commenting". The target names the document by its key and the
words by a TextQuoteSelector and a TextPositionSelector, both in Unicode code points (Web Annotation
Data Model, W3C 2017, sections 4.2.4 and 4.2.5). What the model has no word for (status, round,
version of the definition, revision) stands under a context of our own.

Pure: text in, dataclasses out, and back. `importing` and `exporting` know the rows.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import quote, unquote
from uuid import NAMESPACE_URL, uuid5

from documents import storable
from documents.storable import Unstorable, shown
from documents.tagging.marks import (
    LONGEST_NAME,
    CommentMark,
    ExchangeError,
    Hand,
    Mark,
    Place,
    ReadingMark,
    RoundMark,
    TaggingMark,
    read_each,
)
from documents.vocabularies import TaggingStatus

NAMESPACE = "urn:verbatim:ns#"
OWN_TERMS = (
    "status",
    "reason",
    "round",
    "blind",
    "settled",
    "decided",
    "decider",
    "definitionVersion",
    "wholePassage",
    "revision",
    "textSha256",
    "link",
)
CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"verbatim": NAMESPACE, **{name: f"verbatim:{name}" for name in OWN_TERMS}},
]
DOCUMENT = "urn:verbatim:document:"
TERM = "urn:verbatim:term:"
VOCABULARY = "urn:verbatim:vocabulary:"

MOTIVATIONS = {TaggingMark: "tagging", ReadingMark: "assessing", CommentMark: "commenting"}


def write(marks: Iterable[Mark], label: str = "") -> str:
    """The judgments as the text of a JSON-LD file, in the order given.

    Neighbours that differ in the term or vocabulary only are one annotation with several bodies.
    """
    annotations = [_annotation(list(group)) for _, group in groupby(marks, key=_without_body)]
    collection = {
        "@context": CONTEXT,
        "id": _identifier("collection", *(annotation["id"] for annotation in annotations)),
        "type": "AnnotationCollection",
        "label": label,
        "total": len(annotations),
        "first": {
            "id": _identifier("page", *(annotation["id"] for annotation in annotations)),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": annotations,
        },
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def parse(text: str) -> list[Mark]:
    """The judgments of a file: a collection, a page, a list of annotations or a single one.

    Raises ExchangeError where the text is not JSON or an annotation is not of this format.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ExchangeError(
            f"line {error.lineno}, column {error.colno}: not JSON ({error.msg})"
        ) from None
    except ValueError as error:  # a number of thousands of digits
        raise ExchangeError(f"not JSON ({error})") from None
    except RecursionError:
        raise ExchangeError("not JSON of this format: nested too deep") from None
    items = ((f"annotation {n}", item) for n, item in enumerate(_items(data), start=1))
    return read_each(items, _marks)


def _without_body(mark: Mark) -> Mark:
    if isinstance(mark, TaggingMark):
        return replace(mark, vocabulary="", term="", version=0)
    return replace(mark, vocabulary="") if isinstance(mark, ReadingMark) else mark


def _annotation(marks: list[Mark]) -> dict[str, Any]:
    mark = marks[0]
    annotation: dict[str, Any] = {
        "id": _annotation_identifier(marks),
        "type": "Annotation",
        "motivation": MOTIVATIONS[type(mark)],
        "created": mark.created.isoformat(),
        "creator": _creator(mark.hand),
    }
    if mark.round:
        annotation["round"] = _filled(
            name=mark.round.name, blind=mark.round.blind, settled=_iso(mark.round.settled)
        )
    if isinstance(mark, TaggingMark):
        annotation |= _filled(
            status=str(mark.status),
            reason=mark.reason,
            decided=_iso(mark.decided),
            decider=mark.decider,
        )
    bodies = [_body(mark) for mark in marks]
    annotation["body"] = bodies if len(bodies) > 1 else bodies[0]
    annotation["target"] = _target(mark.place)
    return annotation


def _creator(hand: Hand) -> dict[str, Any]:
    person = {"type": "Person", "nickname": hand.account} if hand.account else {}
    return {**person, "name": hand.name}


def _body(mark: Mark) -> dict[str, Any]:
    if isinstance(mark, ReadingMark):
        return {
            "type": "SpecificResource",
            "purpose": "assessing",
            "source": VOCABULARY + mark.vocabulary,
        }
    if isinstance(mark, CommentMark):
        return {"type": "TextualBody", "purpose": "commenting", "value": mark.text}
    return {
        "type": "SpecificResource",
        "purpose": "tagging",
        "source": f"{TERM}{mark.vocabulary}/{mark.term}",
        "definitionVersion": mark.version,
    }


def _target(place: Place) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = []
    if place.exact:
        selectors.append(
            {
                "type": "TextQuoteSelector",
                "exact": place.exact,
                "prefix": place.prefix,
                "suffix": place.suffix,
            }
        )
    if place.start is not None and place.end is not None:
        selectors.append({"type": "TextPositionSelector", "start": place.start, "end": place.end})
    return {
        "source": DOCUMENT + quote(place.document, safe=""),
        **_filled(
            revision=place.revision,
            textSha256=place.text_sha256,
            wholePassage=place.whole,
            link=place.link,
        ),
        "selector": selectors,
    }


def _items(data: object) -> list[object]:
    while isinstance(data, dict):
        if "first" not in data and "items" not in data:
            data = [data] if "target" in data else None
        else:
            data = data["first"] if "first" in data else data["items"]
    if isinstance(data, list):
        return data
    raise ExchangeError("no annotations: a collection, a page or a list of annotations is expected")


def _marks(item: object) -> list[Mark]:
    """The judgments of one annotation, one for each of its bodies."""
    annotation = _mapping(item, "the annotation")
    place = _place(_mapping(annotation.get("target"), "its target"))
    creator = _mapping(annotation.get("creator"), "its creator")
    account = _optional_text(creator.get("nickname"), "the creator's nickname")
    name = _text(creator.get("name") or account, "the creator's name", LONGEST_NAME)
    hand = Hand(name, account)
    bodies = annotation.get("body")
    bodies = bodies if isinstance(bodies, list) and bodies else [bodies]
    return [_mark(annotation, _mapping(body, "its body"), place, hand) for body in bodies]


def _mark(annotation: Mapping[str, Any], body: Mapping[str, Any], place: Place, hand: Hand) -> Mark:
    """The judgment that one body of an annotation is."""
    motivation = annotation.get("motivation")
    created = _time(annotation.get("created"), "created")
    round_mark = _round(annotation.get("round"))
    if motivation == "commenting":
        return CommentMark(
            place, _text(body.get("value"), "the comment"), hand, created, round_mark
        )
    source = _text(body.get("source"), "the body's source")
    if motivation == "assessing" and source.startswith(VOCABULARY):
        return ReadingMark(place, source.removeprefix(VOCABULARY), hand, created, round_mark)
    if motivation == "tagging" and source.startswith(TERM) and "/" in source:
        vocabulary, _, term = source.removeprefix(TERM).partition("/")
        return TaggingMark(
            place=place,
            vocabulary=vocabulary,
            term=term,
            version=_number(body.get("definitionVersion", 1), "definitionVersion"),
            hand=hand,
            created=created,
            status=_status(annotation.get("status", TaggingStatus.SUGGESTED)),
            round=round_mark,
            reason=_optional_text(annotation.get("reason"), "reason"),
            decided=_optional_time(annotation.get("decided"), "decided"),
            decider=_optional_text(annotation.get("decider"), "decider", LONGEST_NAME),
        )
    raise ExchangeError(
        f"motivation {shown(motivation)} with the body {shown(source)} is neither a tagging with a"
        " term nor a reading with a vocabulary nor a comment"
    )


def _place(target: Mapping[str, Any]) -> Place:
    source = _text(target.get("source"), "the target's source")
    if not source.startswith(DOCUMENT):
        raise ExchangeError(f"the target {shown(source)} does not name a document ({DOCUMENT}…)")
    selectors = target.get("selector")
    by_type = {
        str(selector.get("type")): selector
        for selector in (selectors if isinstance(selectors, list) else [selectors])
        if isinstance(selector, dict)
    }
    position = by_type.get("TextPositionSelector", {})
    digest = _optional_text(target.get("textSha256"), "textSha256")
    if position and digest and "TextQuoteSelector" not in by_type:
        words: Mapping[str, Any] = {}
    else:
        words = _mapping(by_type.get("TextQuoteSelector"), "a TextQuoteSelector")
        _text(words.get("exact"), "the quoted words (exact)")
    revision = target.get("revision")
    return Place(
        document=_text(unquote(source.removeprefix(DOCUMENT)), "the document's key"),
        exact=_optional_text(words.get("exact"), "exact"),
        prefix=_optional_text(words.get("prefix"), "prefix"),
        suffix=_optional_text(words.get("suffix"), "suffix"),
        start=_number(position["start"], "start") if position else None,
        end=_number(position["end"], "end") if position else None,
        whole=_truth(target.get("wholePassage"), "wholePassage"),
        revision=None if revision is None else _number(revision, "revision"),
        text_sha256=digest,
        link=_optional_text(target.get("link"), "link"),
    )


def _round(value: object) -> RoundMark | None:
    if value is None:
        return None
    mapping = _mapping(value, "its round")
    return RoundMark(
        name=_text(mapping.get("name"), "the round's name", LONGEST_NAME),
        blind=_truth(mapping.get("blind"), "blind"),
        settled=_optional_time(mapping.get("settled"), "settled"),
    )


def _status(value: object) -> TaggingStatus:
    if value not in TaggingStatus.values:
        raise ExchangeError(f"status {shown(value)} is none of {', '.join(TaggingStatus.values)}")
    return TaggingStatus(value)


def _mapping(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ExchangeError(f"{what} is missing or not an object")
    return value


def _text(value: object, what: str, longest: int | None = None) -> str:
    if value in (None, ""):
        raise ExchangeError(f"{what} is missing")
    return _optional_text(value, what, longest)


def _optional_text(value: object, what: str, longest: int | None = None) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ExchangeError(f"{what} is {shown(value)}, not a text")
    try:
        return storable.text(value, longest)
    except Unstorable as error:
        raise ExchangeError(f"{what} {error}") from None


def _number(value: object, what: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ExchangeError(f"{what} is {shown(value)}, not a whole number")
    return value


def _truth(value: object, what: str) -> bool:
    if value is not None and not isinstance(value, bool):
        raise ExchangeError(f"{what} is {shown(value)}, neither true nor false")
    return value is True


def _time(value: object, what: str) -> datetime:
    try:
        return storable.moment(_text(value, what))
    except Unstorable as error:
        raise ExchangeError(f"{what} {error}") from None


def _optional_time(value: object, what: str) -> datetime | None:
    return None if value is None else _time(value, what)


def _iso(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _filled(**values: object) -> dict[str, Any]:
    """The values that say something."""
    return {name: value for name, value in values.items() if value not in (None, "", False)}


def _annotation_identifier(marks: list[Mark]) -> str:
    """The same judgments on the same words have the same identifier in every export."""
    place, hand, round_mark = marks[0].place, marks[0].hand, marks[0].round
    words = (place.prefix, place.exact, place.suffix)
    return _identifier(
        place.document,
        *(words if place.exact else (place.text_sha256, place.start, place.end)),
        hand.account or hand.name,
        round_mark and round_mark.name,
        *(_body(mark) for mark in marks),
    )


def _identifier(*parts: object) -> str:
    return uuid5(NAMESPACE_URL, NAMESPACE + "\n".join(map(repr, parts))).urn
