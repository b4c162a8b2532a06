"""A vocabulary as a SKOS concept scheme.

Each term in force is a concept under its address. Former names are alternative labels, the order
is an ordered collection, the key of the keyboard is the notation. A merged term is a deprecated
concept that says what replaced it, and matches it exactly.
"""

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.urls import reverse
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, SKOS, XSD

from documents.models import Term, TermVersion, Vocabulary
from documents.tagging.skos import FORMATS, VERBATIM

OWN = Namespace(VERBATIM)
CONTEXT = {
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "owl": str(OWL),
    "rdfs": str(RDFS),
    "xsd": str(XSD),
    "verbatim": VERBATIM,
}


def skos_of(vocabulary: Vocabulary, site: str, ending: str) -> str:
    """A vocabulary as Turtle ("ttl") or JSON-LD ("jsonld"); the same again gives the same text.

    `site` is the scheme and host that addresses begin with, without a slash at the end.
    """
    graph = graph_of(vocabulary, site)
    format_, _ = FORMATS[ending]
    if ending == "ttl":
        return graph.serialize(format=format_)
    data = json.loads(graph.serialize(format=format_, context=CONTEXT, auto_compact=False))
    return json.dumps(_in_one_order(data), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _in_one_order(value: Any, key: str = "") -> Any:
    """JSON-LD whose sets are sorted; what is under "@list" has an order of its own."""
    if isinstance(value, dict):
        return {name: _in_one_order(each, name) for name, each in value.items()}
    if isinstance(value, list):
        each_one = [_in_one_order(each) for each in value]
        return (
            each_one
            if key == "@list"
            else sorted(each_one, key=partial(json.dumps, sort_keys=True))
        )
    return value


def graph_of(vocabulary: Vocabulary, site: str) -> Graph:
    """All that is said of a vocabulary. Two queries."""
    graph = Graph()
    for prefix, namespace in CONTEXT.items():
        graph.bind(prefix, namespace)
    words = partial(Literal, lang=vocabulary.language)
    scheme = URIRef(site + vocabulary.get_absolute_url())
    _describe(graph, scheme, vocabulary, words)
    terms = list(
        Term.objects.filter(vocabulary=vocabulary)
        .select_related("broader", "merged_into", "vocabulary")
        .prefetch_related("versions")
        .order_by("order", "pk")
    )
    concepts = {term.pk: URIRef(site + term.get_absolute_url()) for term in terms}
    in_force = []
    for term in terms:
        concept = concepts[term.pk]
        versions = list(term.versions.all())
        current = next((v for v in versions if v.is_current), None)
        if current is None:
            continue
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.inScheme, scheme))
        graph.add((concept, DCTERMS.identifier, Literal(term.slug)))
        _define(graph, concept, current, versions, words)
        if term.merged_into_id is not None:
            into = concepts[term.merged_into_id]
            graph.add((concept, OWL.deprecated, Literal(True)))
            graph.add((concept, DCTERMS.isReplacedBy, into))
            graph.add((into, SKOS.exactMatch, concept))
            continue
        in_force.append(concept)
        if term.broader_id is not None:
            graph.add((concept, SKOS.broader, concepts[term.broader_id]))
            graph.add((concepts[term.broader_id], SKOS.narrower, concept))
        else:
            graph.add((concept, SKOS.topConceptOf, scheme))
            graph.add((scheme, SKOS.hasTopConcept, concept))
        if term.keyboard:
            graph.add((concept, SKOS.notation, Literal(term.keyboard)))
        if term.colour is not None:
            graph.add((concept, OWN.colour, Literal(term.colour)))
    _in_order(graph, scheme, in_force)
    return graph


def _describe(graph: Graph, scheme: URIRef, vocabulary: Vocabulary, words: partial) -> None:
    graph.add((OWN.counterExample, RDFS.subPropertyOf, SKOS.note))
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, SKOS.prefLabel, words(vocabulary.name)))
    graph.add((scheme, DCTERMS.title, words(vocabulary.name)))
    graph.add((scheme, DCTERMS.identifier, Literal(vocabulary.key)))
    if vocabulary.description:
        graph.add((scheme, DCTERMS.description, words(vocabulary.description)))
    if vocabulary.source:
        graph.add((scheme, DCTERMS.source, words(vocabulary.source)))
    graph.add((scheme, OWN.queryKey, Literal(vocabulary.query_key)))
    graph.add((scheme, OWN.path, Literal(vocabulary.path)))
    graph.add((scheme, OWN.register, Literal(vocabulary.exhaustive_register)))
    graph.add((scheme, RDFS.seeAlso, URIRef(_codebook(scheme, vocabulary))))


def _codebook(scheme: URIRef, vocabulary: Vocabulary) -> str:
    site = str(scheme).removesuffix(vocabulary.get_absolute_url())
    return f"{site}{reverse('codebook')}#{vocabulary.path}"


def _define(
    graph: Graph,
    concept: URIRef,
    current: TermVersion,
    versions: Iterable[TermVersion],
    words: partial,
) -> None:
    graph.add((concept, SKOS.prefLabel, words(current.label)))
    graph.add((concept, OWL.versionInfo, Literal(str(current.number))))
    former = {version.label for version in versions} - {current.label}
    for label in {*current.alternative_labels, *former}:
        graph.add((concept, SKOS.altLabel, words(label)))
    for relation, said in (
        (SKOS.definition, [current.definition]),
        (SKOS.scopeNote, [current.scope_note]),
        (SKOS.example, current.examples),
        (OWN.counterExample, current.counter_examples),
    ):
        for text in said:
            if text:
                graph.add((concept, relation, words(text)))


def _in_order(graph: Graph, scheme: URIRef, concepts: list[URIRef]) -> None:
    if not concepts:
        return
    collection, members = URIRef(f"{scheme}#order"), BNode()
    graph.add((collection, RDF.type, SKOS.OrderedCollection))
    graph.add((collection, SKOS.memberList, members))
    Collection(graph, members, [*concepts])
