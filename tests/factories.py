"""Documents, speakers, vocabularies and accounts for tests: made through the models, published and
announced as ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from django.contrib.auth.models import Group, User
from django.utils.text import slugify

from documents.models import (
    Anchor,
    Appearance,
    Collection,
    Document,
    Note,
    Passage,
    PassageVersion,
    Quotation,
    Reading,
    Revision,
    Speaker,
    Tagging,
    Term,
    TermVersion,
    Vocabulary,
)
from documents.publishing import publish
from documents.vocabularies import AnchorState, Part, PassageType, TaggingStatus

_numbers = count(1)


@dataclass(frozen=True)
class Said:
    """A passage to be made. `speaker` and those of `quotes` are names; "" is a voice without a
    person.

    `notes` and the words in `quotes` are found in the text. `tags` are slugs by query key; a
    vocabulary that is named there, or in `read`, was read for this passage.
    """

    text: str
    speaker: str | None = "Ada Speaker"
    part: Part = Part.SPEAKER
    role: str = ""
    type: PassageType = PassageType.SPEECH
    notes: Sequence[str] = ()
    quotes: Sequence[tuple[str, str]] = ()
    tags: dict[str, Sequence[str]] = field(default_factory=dict)
    suggested: dict[str, Sequence[str]] = field(default_factory=dict)
    read: Sequence[str] = ()
    language: str = ""


def make_vocabulary(query_key: str, *labels: str, register: bool = False) -> Vocabulary:
    """A vocabulary with a term for each label; `register` as for the 4 Ps."""
    vocabulary = Vocabulary.objects.create(
        key=f"list-{query_key}",
        name=f"The {query_key} list",
        query_key=query_key,
        path=f"{query_key}-list",
        order=Vocabulary.objects.count(),
        exhaustive_register=register,
    )
    for order, label in enumerate(labels):
        term = Term.objects.create(vocabulary=vocabulary, slug=slugify(label), order=order)
        TermVersion.objects.create(term=term, number=1, label=label, definition=f"About {label}.")
    return vocabulary


def make_speaker(name: str) -> Speaker:
    """The speaker of that name, made where there is none."""
    given, _, family = name.rpartition(" ")
    sort_name = f"{family}, {given}" if given else name
    return Speaker.objects.get_or_create(
        slug=slugify(name) or "nameless",
        defaults={"name": name, "sort_name": sort_name, "sort_key": sort_name.casefold()},
    )[0]


def make_account(group: str, name: str = "", **fields) -> User:
    """An account of a group, such as "Keeper", of none for "": called like it, or by its `name`.

    Its password is "pw"; `fields` are its own.
    """
    user = User.objects.create_user(name or group.lower() or "nobody", password="pw", **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_document(*passages: str | Said, published_now: bool = True, **fields) -> Document:
    """A document of these passages, public if `published_now`; `fields` are its own."""
    number = next(_numbers)
    collection = fields.pop("collection", "tests")
    document = Document.objects.create(
        **{
            "key": f"document-{number}",
            "title": f"Document {number}",
            "kind": "speech",
            "language": "en",
            "collection": Collection.objects.get_or_create(
                slug=collection, defaults={"title": collection.capitalize()}
            )[0],
            **fields,
        }
    )
    said = [p if isinstance(p, Said) else Said(p) for p in passages]
    text = "\n\n".join(p.text for p in said)
    revision = Revision.objects.create(
        document=document, number=1, text=text, text_sha256="0" * 64, rules_version=1
    )
    at = numbered = 0
    for order, passage in enumerate(said):
        numbered += passage.type in PassageType.numbered()
        is_numbered = passage.type in PassageType.numbered()
        version = PassageVersion.objects.create(
            passage=Passage.objects.create(document=document),
            revision=revision,
            order=order,
            start=at,
            end=at + len(passage.text),
            text=passage.text,
            type=passage.type,
            number=str(numbered) if is_numbered else None,
            number_sort=numbered * 100 if is_numbered else None,
            appearance=_appearance(document, passage.speaker, passage.part, passage.role),
            language=passage.language,
        )
        at += len(passage.text) + 2
        _annotate(document, version, passage)
    if published_now:
        publish(document, revision)
    return document


def tag(passage: Passage, query_key: str, slug: str, status=TaggingStatus.APPROVED) -> Tagging:
    """Tag the whole of a passage. Nothing is announced."""
    version = passage.versions.latest("revision__number")
    anchor = Anchor.objects.create(
        passage=passage, revision=version.revision, whole=True, start=0, end=len(version.text)
    )
    term_version = TermVersion.objects.get(
        term__vocabulary__query_key=query_key, term__slug=slug, is_current=True
    )
    return Tagging.objects.create(
        anchor=anchor, term_version=term_version, status=status, agent="tests"
    )


def _appearance(document: Document, name: str | None, part: Part, role: str) -> Appearance | None:
    if name is None:
        return None
    key = slugify(f"{name or 'nobody'} {part} {role}")[:120]
    return Appearance.objects.get_or_create(
        document=document,
        key=key,
        defaults={
            "order": document.appearances.count(),
            "part": part,
            "name": name or None,
            "role": role,
            "speaker": make_speaker(name) if name else None,
        },
    )[0]


def _annotate(document: Document, version: PassageVersion, said: Said) -> None:
    for note in said.notes:
        start = said.text.index(note)
        Note.objects.create(version=version, start=start, end=start + len(note))
    for words, name in said.quotes:
        start = said.text.index(words)
        anchor = Anchor.objects.create(
            passage=version.passage,
            revision=version.revision,
            start=start,
            end=start + len(words),
            exact=words,
            state=AnchorState.ATTACHED,
        )
        Quotation.objects.create(
            anchor=anchor, appearance=_appearance(document, name, Part.QUOTED, "")
        )
    for status, tags in (
        (TaggingStatus.APPROVED, said.tags),
        (TaggingStatus.SUGGESTED, said.suggested),
    ):
        for query_key, slugs in tags.items():
            for slug in slugs:
                tag(version.passage, query_key, slug, status)
    for query_key in {*said.tags, *said.read}:
        Reading.objects.create(
            version=version,
            vocabulary=Vocabulary.objects.get(query_key=query_key),
            agent="tests",
        )
