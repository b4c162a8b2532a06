"""Understanding a SKOS file: bytes in, the description of one vocabulary out, or what is wrong.

Pure: the database is not asked.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from documents.identifiers import LONGEST_LABEL, LONGEST_TERM_SLUG, RESERVED_FOR_NO_TERM
from documents.tagging.skos import VERBATIM
from documents.tagging.skos.parsing import SkosError, language_tag, not_too_many, parse
from documents.tagging.terms import KEYS, cycles

OWN = Namespace(VERBATIM)

ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
TWO_LETTERS = frozenset(ISO_639_1.split())


@dataclass(frozen=True)
class ReadScheme:
    """What a file says of one vocabulary.

    `data` is as `documents.tagging.codebook.load_vocabulary` takes it; its terms are in order.
    `merged` leads from the slugs of terms that were merged to those they went into, and `former`
    describes them. `remarks` say what the archive does not keep.
    """

    data: dict[str, Any]
    merged: dict[str, str] = field(default_factory=dict)
    former: dict[str, dict[str, Any]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def read_skos(content: bytes, language: str = "", scheme: str = "") -> ReadScheme:
    """One concept scheme of a file in Turtle or JSON-LD, in one language: without one, that of the
    archive, or that of most labels where none is in it. `scheme` (its address) chooses where there
    are several. Raises SkosError with all that is wrong.
    """
    graph = parse(content)
    found = _Scheme(graph, _scheme_of(graph, scheme), language.strip().lower())
    return found.read()


def _scheme_of(graph: Graph, wanted: str) -> Node:
    schemes = sorted(set(graph.subjects(RDF.type, SKOS.ConceptScheme)), key=str)
    if not schemes:
        raise SkosError("The file names no skos:ConceptScheme, so there is no list to take over.")
    if wanted:
        if URIRef(wanted) not in schemes:
            raise SkosError(f"The file has no concept scheme {wanted}.", _named(schemes))
        return URIRef(wanted)
    if len(schemes) > 1:
        raise SkosError("The file has several concept schemes: choose one.", _named(schemes))
    return schemes[0]


def _named(schemes: Iterable[Node]) -> str:
    return f"There are: {', '.join(str(each) for each in schemes)}."


class _Scheme:
    """One concept scheme, read; what is wrong is collected."""

    def __init__(self, graph: Graph, scheme: Node, language: str) -> None:
        self.graph = graph
        self.scheme = scheme
        self.problems: list[str] = []
        self.remarks: list[str] = []
        self.other_languages: set[str] = set()
        self.concepts = self._concepts()
        self.slugs: dict[Node, str] = {}
        self.tags = Counter(language_tag(o) for c in self.concepts for o in self._labels(c))
        self.language = language or self._usual_language()

    def read(self) -> ReadScheme:
        self._check_languages()
        self._name_concepts()
        replaced = self._replaced()
        terms = [self._term(c) for c in self._in_order() if c not in replaced]
        former = {self.slugs[c]: self._term(c) for c in replaced}
        self._broader([c for c in self.concepts if c not in replaced], terms)
        data = self._vocabulary() | {"terms": terms}
        self._other_remarks()
        if self.problems:
            raise SkosError(*not_too_many(self.problems))
        merged = {self.slugs[c]: self.slugs[into] for c, into in replaced.items()}
        return ReadScheme(data, merged, former, self.remarks)

    def _concepts(self) -> list[Node]:
        graph = self.graph
        every = set(graph.subjects(RDF.type, SKOS.Concept))
        mine = set(graph.subjects(SKOS.inScheme, self.scheme))
        mine |= set(graph.subjects(SKOS.topConceptOf, self.scheme))
        mine |= set(graph.objects(self.scheme, SKOS.hasTopConcept))
        one = len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) == 1
        mine |= {c for c in every if one and graph.value(c, SKOS.inScheme) is None}
        return sorted(mine & every, key=str)

    def _replaced(self) -> dict[Node, Node]:
        """The terms that went into others, with those that these are in now."""
        into: dict[Node, Node] = {}
        for concept in self.concepts:
            given = set(self.graph.objects(concept, DCTERMS.isReplacedBy)) & set(self.slugs)
            here = sorted(given - {concept}, key=str)
            if len(here) > 1:
                named = " and ".join(self.slugs[each] for each in here)
                self.problems.append(
                    f"{self.slugs[concept]} is replaced by two terms, {named}: here a term goes "
                    "into one."
                )
            if here:
                into[concept] = here[0]
        circles = cycles({self.slugs[a]: self.slugs[b] for a, b in into.items()})
        self.problems += [f"The terms that were replaced {circle}" for circle in circles]
        if self.problems:
            return into
        for concept in into:
            chain, end = [], concept
            while end in into:
                chain.append(end)
                end = into[end]
            into |= dict.fromkeys(chain, end)
        return into

    def _usual_language(self) -> str:
        own = settings.LANGUAGE_CODE.partition("-")[0]
        if not self.tags or any(tag.partition("-")[0] in ("", own) for tag in self.tags):
            return own
        return min(self.tags, key=lambda tag: (-self.tags[tag], tag))

    def _check_languages(self) -> None:
        if not self._is_language(self.language):
            self.problems.append(f"“{self.language}” is no language.")
        tags = {o.language for o in self.graph.objects() if isinstance(o, Literal) and o.language}
        for tag in sorted(t for t in tags if not self._is_language(t)):
            self.problems.append(f"“{tag}”, which the file gives as a language, is none.")

    @staticmethod
    def _is_language(tag: str) -> bool:
        primary = tag.lower().partition("-")[0]
        return primary in TWO_LETTERS or bool(re.fullmatch("[a-z]{3}", primary))

    def _name_concepts(self) -> None:
        if not self.concepts:
            self.problems.append(f"No skos:Concept is in the scheme {self.scheme}.")
        of: dict[str, Node] = {}
        for concept in self.concepts:
            given = self.graph.value(concept, DCTERMS.identifier)
            last = re.split(r"[/#:]", str(concept).rstrip("/#"))[-1]
            named = str(given) if given is not None else last
            if not isinstance(concept, URIRef) and given is None:
                named = self._label(concept) or ""
            slug = slugify(named)[:LONGEST_TERM_SLUG]
            if not slug:
                self.problems.append(f"{concept} has no name that an address could end in.")
            elif slug in RESERVED_FOR_NO_TERM:
                self.problems.append(
                    f"{concept} would be “{slug}” here, which stands for passages without a term."
                )
            elif slug in of:
                self.problems.append(f"{concept} and {of[slug]} would both be “{slug}” here.")
            of.setdefault(slug, concept)
            self.slugs[concept] = slug

    def _term(self, concept: Node) -> dict[str, Any]:
        label = self._label(concept)
        name = label or self.slugs[concept] or str(concept)
        if label is None:
            has = sorted({language_tag(o) or "no language" for o in self._labels(concept)})
            said = f"only in {', '.join(has)}" if has else "in no language"
            self.problems.append(f"{concept} has a prefLabel {said}, none in {self.language}.")
        term: dict[str, Any] = {"slug": self.slugs[concept], "label": label or ""}
        others = map(_in_a_line, self._texts(concept, SKOS.altLabel))
        term["alternative_labels"] = [other for other in others if other != label]
        term["definition"] = self._one(concept, SKOS.definition)
        term["scope_note"] = self._one(concept, SKOS.scopeNote)
        term["examples"] = self._texts(concept, SKOS.example)
        term["counter_examples"] = self._texts(concept, OWN.counterExample)
        for each in (label or "", *term["alternative_labels"]):
            if len(each) > LONGEST_LABEL:
                self.problems.append(f"{name} has a label of more than {LONGEST_LABEL} characters.")
        if not term["definition"]:
            self.remarks.append(f"{name} has no definition.")
        self._use(concept, name, term)
        return term

    def _use(self, concept: Node, name: str, term: dict[str, Any]) -> None:
        """The key of the keyboard and the colour."""
        notations = sorted({str(o) for o in self.graph.objects(concept, SKOS.notation)})
        keys = [each for each in notations if each in KEYS]
        term["keyboard"] = keys[0] if keys else ""
        if kept_not := [each for each in notations if each not in keys[:1]]:
            self.remarks.append(f"{name}: the notation {', '.join(kept_not)} is not kept.")
        colour = self.graph.value(concept, OWN.colour)
        if colour is not None and str(colour).isdecimal() and len(str(colour)) < 4:
            term["colour"] = int(str(colour))

    def _labels(self, concept: Node) -> list[Literal]:
        found = self.graph.objects(concept, SKOS.prefLabel)
        return sorted((o for o in found if isinstance(o, Literal)), key=str)

    def _label(self, concept: Node) -> str | None:
        by_tag: dict[str, list[str]] = {}
        for literal in self._labels(concept):
            by_tag.setdefault(language_tag(literal), []).append(_in_a_line(str(literal)))
        for tag, labels in sorted(by_tag.items()):
            if len(labels) > 1:
                said = " and ".join(f"“{each}”" for each in labels)
                where = f"in {tag}" if tag else "without a language"
                problem = f"{concept} has two prefLabels {where}: {said}."
                if problem not in self.problems:
                    self.problems.append(problem)
        tags = [tag for tag in self._wanted(by_tag) if by_tag[tag][0]]
        return by_tag[tags[0]][0] if tags else None

    def _wanted(self, tags: Iterable[str]) -> list[str]:
        """Of some language tags those that are read, the nearest first; no tag will do as well."""
        known = list(tags)
        exact = [tag for tag in known if tag == self.language]
        primary = self.language.partition("-")[0]
        near = [tag for tag in known if tag.partition("-")[0] == primary and tag not in exact]
        none = [tag for tag in known if not tag]
        read = [*exact, *sorted(near), *none]
        self.other_languages |= set(known) - set(read)
        return read

    def _texts(self, concept: Node, relation: URIRef) -> list[str]:
        """What is said by a relation, in the language, sorted: RDF keeps no order."""
        literals = [o for o in self.graph.objects(concept, relation) if isinstance(o, Literal)]
        read = self._wanted({language_tag(o) for o in literals})
        return sorted(
            {str(o).strip() for o in literals if language_tag(o) in read and str(o).strip()}
        )

    def _one(self, concept: Node, relation: URIRef) -> str:
        return "\n".join(self._texts(concept, relation))

    def _broader(self, concepts: list[Node], terms: list[dict[str, Any]]) -> None:
        graph, above, known = self.graph, {}, set(concepts)
        for concept in concepts:
            given = set(graph.objects(concept, SKOS.broader))
            given |= set(graph.subjects(SKOS.narrower, concept))
            here = sorted(given & known, key=str)
            slug = self.slugs[concept]
            if len(given) > len(here):
                self.remarks.append(
                    f"{slug}: a broader term that is not in the scheme is left out."
                )
            if len(here) > 1:
                named = " and ".join(self.slugs[each] for each in here)
                self.problems.append(
                    f"{slug} has two broader terms, {named}: here a term has one at most."
                )
            if here:
                above[slug] = self.slugs[here[0]]
        self.problems += [f"The broader terms {circle}" for circle in cycles(above)]
        for term in terms:
            if term["slug"] in above:
                term["broader"] = above[term["slug"]]

    def _in_order(self) -> list[Node]:
        """By the ordered collections of the file, else by notation, else by label."""
        places: dict[Node, int] = {}
        for members in sorted(set(self.graph.objects(None, SKOS.memberList)), key=str):
            try:
                for member in Collection(self.graph, members):
                    places.setdefault(member, len(places))
            except ValueError:
                self.problems.append("An ordered collection of the file goes round in a circle.")

        def rank(concept: Node) -> tuple:
            notation = str(self.graph.value(concept, SKOS.notation) or "")
            numbers = tuple(
                (0, int(part)) if part.isdecimal() else (1, part)
                for part in re.split(r"(\d{1,9})", notation)
                if part
            )
            place = places.get(concept, len(places))
            return (place, not notation, numbers, (self._label(concept) or "").casefold())

        return sorted(self.concepts, key=rank)

    def _vocabulary(self) -> dict[str, Any]:
        graph, scheme = self.graph, self.scheme
        given = graph.value(scheme, DCTERMS.identifier)
        last = re.split(r"[/#:]", str(scheme).rstrip("/#"))[-1]
        names = [*self._texts(scheme, SKOS.prefLabel), *self._texts(scheme, DCTERMS.title)]
        if given is None and not isinstance(scheme, URIRef):
            last = ""
        data: dict[str, Any] = {"key": slugify(str(given or last))[:40]}
        if not data["key"]:
            self.problems.append(f"The scheme {scheme} has no name that a key could be made of.")
        data["name"] = _in_a_line((names or [last])[0])
        if len(data["name"]) > LONGEST_LABEL:
            self.problems.append(f"The scheme has a name of more than {LONGEST_LABEL} characters.")
        for name, relation in (("description", DCTERMS.description), ("source", DCTERMS.source)):
            said = self._one(scheme, relation)
            if said:
                data[name] = said
        if self.language in self.tags:
            data["language"] = self.language
        data["query_key"] = slugify(str(graph.value(scheme, OWN.queryKey) or data["key"]))[:20]
        data["path"] = slugify(str(graph.value(scheme, OWN.path) or data["key"]))[:40]
        register = graph.value(scheme, OWN.register)
        if register is not None:
            data["exhaustive_register"] = str(register).lower() in ("true", "1")
        return data

    def _other_remarks(self) -> None:
        if self.language.partition("-")[0] != settings.LANGUAGE_CODE.partition("-")[0]:
            self.remarks.append(f"Labels and definitions are read in {self.language}.")
        others = sorted(self.other_languages - {""})
        if others:
            self.remarks.append(f"What is said in {', '.join(others)} is not kept.")
        matches = [
            concept
            for concept in self.concepts
            for match in self.graph.objects(concept, SKOS.exactMatch)
            if match not in self.slugs
        ]
        if matches:
            self.remarks.append(f"Matches with terms of other lists ({len(matches)}) are not kept.")


def _in_a_line(label: str) -> str:
    return " ".join(line.strip() for line in label.splitlines()).strip()
