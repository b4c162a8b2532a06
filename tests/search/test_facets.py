"""One predicate: list, total and every facet count equal what is counted row by row over the
tables.
"""

from collections import Counter, defaultdict
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.folding import folded_words
from documents.models import Note, PassageVersion, Quotation, Reading, Tagging
from documents.vocabularies import Part, PassageType
from search.languages import config_for
from search.query import parse
from search.request import PAGE_SIZE, SearchRequest
from search.results import search
from search.templatetags.search_page import facet_years
from tests.factories import Said, make_document, make_vocabulary
from tests.search.brute_force import found

pytestmark = pytest.mark.django_db

WORDS = (
    "forced",
    "labor",
    "victims",
    "of",
    "trafficking",
    "modern-day",
    "slavery",
    "the",
    "women’s",
)
VALUES = {
    "speaker": ("ada-byron", "bo-li", "cy-kara", "unknown", "nobody-known"),
    "quoted": ("ada-byron", "dee-quoted", "bo-li"),
    "part": ("speaker", "author", "quoted", "operator"),
    "year": ("2007", "2008", "2022", "undated", "1999", "x"),
    "kind": ("speech", "panel", "article", "unknown"),
    "publisher": ("cfr", "the-herald", "unknown"),
    "language": ("en", "fr", "unknown"),
    "collection": ("one", "two"),
    "role": ("staff-writer", "unknown"),
    "mood": ("calm", "stern", "none", "unread", "no-such"),
    "p": ("protection", "prevention", "none", "unread"),
    "tagged": ("yes", "no"),
    "type": ("speech", "question", "narrative"),
}
TERMS = st.sampled_from(
    [
        *WORDS,
        "traffic",
        '"of trafficking"',
        '"the victims"',
        "-labor",
        '-"forced labor"',
        "OR",
        "enfants",
        "(forced OR",
        "(slavery",
        "traffick*",
        '"victims labor"~2',
        '"the of victims"~4',
        "year:2007..2008",
        "-kind:panel",
        "modernday",
        ")",
    ]
)
REQUESTS = st.builds(
    SearchRequest,
    q=st.just("") | st.lists(TERMS, max_size=4).map(" ".join),
    selected=st.dictionaries(
        st.sampled_from(sorted(VALUES)), st.integers(0, 2**16), max_size=4
    ).map(
        lambda drawn: tuple(
            (key, tuple(v for n, v in enumerate(VALUES[key]) if bits >> n & 1) or VALUES[key][:1])
            for key, bits in sorted(drawn.items())
        )
    ),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    view=st.sampled_from(["passages", "documents", "concordance"]),
    count=st.sampled_from(["passages", "passages", "documents"]),
)


def make_archive() -> None:
    """Some forty passages in which everything occurs: all values, none, several, unread."""
    make_vocabulary("mood", "calm", "stern")
    make_vocabulary("p", "protection", "prevention", register=True)
    names = ("Ada Byron", "Bo Li", "Cy Kara", "", None)
    fields = (
        {"held": "2007-06-05", "kind": "article", "publisher": "The Herald", "collection": "one"},
        {"held": "2008", "kind": "speech", "publisher": "CFR", "collection": "two"},
        {"published": "2022-02-17", "kind": "panel", "publisher": "CFR", "language": None},
        {"held": "2007/2008", "kind": None, "publisher": None, "language": "fr"},
    )
    number = 0
    for field in fields:
        passages = []
        for _ in range(9):
            number += 1
            text = " ".join(WORDS[(number * k + k) % len(WORDS)] for k in range(1, number % 7 + 3))
            text += " enfants" if number % 5 == 0 else ""
            passages.append(
                Said(
                    text,
                    speaker=names[number % 5],
                    part=(Part.SPEAKER, Part.AUTHOR, Part.PANELIST)[number % 3],
                    role="Staff writer" if number % 2 else "",
                    type=(PassageType.SPEECH, PassageType.NARRATIVE, PassageType.HEADING)[
                        number % 3
                    ],
                    quotes=[(text[:6], ("Dee Quoted", "Ada Byron", "")[number % 3])]
                    if number % 4 == 0
                    else [],
                    tags={
                        key: slugs
                        for key, slugs in {
                            "mood": [("calm",), ("stern",), ("calm", "stern"), ()][number % 4],
                            "p": [("protection",), ()][number % 2],
                        }.items()
                        if slugs
                    },
                    suggested={"p": ["prevention"]} if number % 6 == 0 else {},
                    read=["p"] if number % 3 == 0 else [],
                )
            )
        make_document(*passages, **field)
    make_document("victims of trafficking", published_now=False)


def all_passages() -> list[SimpleNamespace]:
    """Every public passage with its values by key, read from the tables without the index."""
    rows = []
    for version in PassageVersion.objects.public().select_related(
        "passage__document__collection", "appearance__speaker"
    ):
        document, voice = version.passage.document, version.appearance
        text = version.text
        for note in Note.objects.filter(version=version):
            text = text[: note.start] + " " * (note.end - note.start) + text[note.end :]
        quotations = list(Quotation.objects.filter(anchor__passage=version.passage))
        values = {
            "speaker": {voice.speaker.slug if voice and voice.speaker else "unknown"},
            "quoted": {q.appearance.speaker.slug for q in quotations if q.appearance.speaker},
            "part": ({voice.part} if voice else set()) | ({"quoted"} if quotations else set()),
            "role": {"staff-writer" if voice and voice.role else "unknown"},
            "year": {str(document.year) if document.year else "undated"},
            "kind": {document.kind or "unknown"},
            "publisher": {
                document.publisher.lower().replace(" ", "-") if document.publisher else "unknown"
            },
            "language": {document.language or "unknown"},
            "collection": {document.collection.slug},
            "type": {version.type},
        }
        tags = Tagging.objects.filter(anchor__passage=version.passage, status="approved")
        for key in ("mood", "p"):
            slugs = {
                t.term_version.term.slug
                for t in tags
                if t.term_version.term.vocabulary.query_key == key
            }
            read = Reading.objects.filter(version=version, vocabulary__query_key=key).exists()
            values[key] = slugs or {"none" if read else "unread"}
        values["tagged"] = {"yes" if tags else "no"}
        config = config_for(document.language)
        rows.append(
            SimpleNamespace(
                id=version.passage.public_id,
                document=document.pk,
                values=values,
                text=text,
                words=folded_words(text),
                config=config,
                date=(document.earliest, document.latest),
            )
        )
    return rows


def counted(passages: list[SimpleNamespace], unit: str) -> int:
    return len(passages) if unit == "passages" else len({p.document for p in passages})


def matches(passage: SimpleNamespace, request: SearchRequest, but: str = "") -> bool:
    return all(key == but or passage.values[key] & set(values) for key, values in request.selected)


def test_a_year_beyond_all_others_does_not_stretch_the_timeline():
    make_document("one", held="2008")
    make_document("two", held="2010")
    year = (("year", ("20070", "1066", "2008", "2009")),)
    facet = search(SearchRequest(selected=year)).facet["year"]
    assert [bar.year for bar in facet_years(facet)] == [2010, 2009, 2008]


def test_list_total_and_every_count_equal_brute_force():
    make_archive()
    passages = all_passages()

    @settings(deadline=None, max_examples=150)
    @given(REQUESTS)
    def check(request):
        results = search(request)
        query = parse(request.q)
        hits = found(passages, query)
        listed = [p for p in hits if matches(p, request)]
        assert results.total == counted(listed, request.count)
        assert (results.passages, results.documents) == (
            len(listed),
            len({p.document for p in listed}),
        )
        ids = [hit.id for hit in results.hits]
        assert set(ids) <= {p.id for p in listed}
        if request.view == "passages":
            assert len(ids) == min(len(listed), PAGE_SIZE)
        if request.view == "documents":
            by_document = Counter(p.document for p in listed)
            assert {g.document.pk: g.found for g in results.groups} == by_document
            assert all(len(g.hits) == min(g.found, 3) for g in results.groups)
        if request.view == "concordance" and query.wanted:
            assert results.concordance.passages == len(listed)
        for facet in results.facets:
            chosen = request.values(facet.key)
            expected: dict[str, list] = defaultdict(list)
            for passage in hits:
                if matches(passage, request, but=facet.key):
                    for value in passage.values[facet.key]:
                        expected[value].append(passage)
            shown = {value.value: value for value in facet.values}
            for value in {*expected, *shown}:
                count = shown[value].count if value in shown else None
                assert count == counted(expected[value], request.count), (facet.key, value)
            assert {v for v in shown if shown[v].selected} == set(chosen)

    check()


def test_every_page_together_is_the_list_without_repetition():
    make_archive()
    seen = []
    for page in (1, 2, 3):
        results = search(SearchRequest(q="victims OR trafficking OR slavery", page=page))
        seen += [hit.id for hit in results.hits]
    assert len(seen) == len(set(seen)) == results.total > PAGE_SIZE


def test_newest_and_oldest_have_the_undated_last():
    make_document("word", held="2007")
    make_document("word")
    make_document("word", held="2022-02")
    for sort, years in (("newest", [2022, 2007, None]), ("oldest", [2007, 2022, None])):
        assert [hit.year for hit in search(SearchRequest(q="word", sort=sort)).hits] == years


def test_a_register_shows_all_its_terms_in_order_and_other_lists_only_what_is_found():
    make_vocabulary("p", "protection", "prevention", "partnership", register=True)
    make_vocabulary("mood", "calm", "stern")
    make_document(Said("word", tags={"p": ["partnership"], "mood": ["stern"]}), "other")
    facets = search(SearchRequest(q="word")).facet
    assert [(v.value, v.count) for v in facets["p"].values] == [
        ("protection", 0),
        ("prevention", 0),
        ("partnership", 1),
    ]
    assert [(v.value, v.count) for v in facets["mood"].values] == [("stern", 1)]


def test_a_value_leads_to_what_it_counts_and_back():
    make_archive()
    request = SearchRequest(q="victims", selected=(("kind", ("panel",)),))
    for facet in search(request).facets:
        for value in facet.values:
            if value.selected:
                assert value.value not in value.url
            elif not request.values(facet.key):
                assert search(request.having(facet.key, value.value)).total == value.count


def test_unknown_values_are_shown_selected_at_zero_and_named():
    make_document("word")
    results = search(SearchRequest(selected=(("speaker", ("nobody",)), ("year", ("20022",)))))
    assert results.total == 0
    assert results.unknown == [("Speaker", "nobody"), ("Year", "20022")]
    assert [(c.value, c.none) for c in results.chips] == [("nobody", True), ("20022", True)]


def test_spellings_of_one_publisher_are_one_value():
    make_document("word", publisher="The Herald")
    make_document("word", publisher="The  Herald.")
    [value] = search(SearchRequest(q="word")).facet["publisher"].values
    assert (value.value, value.count) == ("the-herald", 2)
    make_document(Said("word", role="Chair"), Said("word", "Bo Li", role="chair."))
    [value] = search(SearchRequest(q="word", count="documents")).facet["role"].values[:1]
    assert (value.value, value.count) == ("chair", 1)
    assert search(SearchRequest(selected=(("publisher", ("the-herald",)),))).total == 2


def test_what_is_printed_as_unknown_is_counted_and_found_as_unknown():
    make_document(Said("word", "Unknown", role="Unknown"), publisher="Unknown")
    make_document(Said("word", "", role="unknown"), Said("word", None), publisher="unknown")
    facets = search(SearchRequest(q="word")).facet
    for key in ("publisher", "role", "speaker"):
        [value] = facets[key].values
        assert (value.value, value.count) == ("unknown", 3), key
        for asked in ({"selected": ((key, ("unknown",)),)}, {"q": f"word {key}:unknown"}):
            assert search(SearchRequest(**asked)).total == 3, (key, asked)


def test_values_that_differ_late_or_have_no_letter_are_told_apart():
    long = "Executive Director of the Very Long Named International Coalition Against Slavery, "
    roles = (f"{long}Asia Office", f"{long}Europe Office", "???", "…")
    make_document(*(Said("word", f"Voice Number{n}", role=r) for n, r in enumerate(roles)))
    [role] = [facet for facet in search(SearchRequest()).facets if facet.key == "role"]
    assert {(value.label, value.count) for value in role.values} == {(r, 1) for r in roles}
    for value in role.values:
        found = search(SearchRequest(selected=(("role", (value.value,)),)))
        assert found.passages == 1
