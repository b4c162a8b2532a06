"""List, total and every facet count of random queries and filters equal what is counted word by
word in Python, on the founding texts and, where they are at hand, 200 White House briefings.

SEARCH_CASES=500 tries so many requests; without it a handful, as each is compared with every
passage.
"""

import os
import tarfile
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as archive
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.folding import folded_words
from documents.models import Note, PassageVersion, Tagging
from documents.spoken import spoken
from search.languages import config_for
from search.query import parse
from search.request import SearchRequest
from search.results import search
from tests.search.brute_force import found

pytestmark = pytest.mark.django_db

BRIEFINGS = archive.BASE_DIR.parent / "shared" / "corpus" / "white-house-briefings.tar.xz"
NUMBER = int(os.environ.get("SEARCH_BRIEFINGS", "0"))
CASES = int(os.environ.get("SEARCH_CASES", "15"))

WORDS = [
    "trafficking",
    "victims",
    "labor",
    "the",
    "of",
    "government",
    "president",
    "slavery",
    "people",
    "work",
    "modern-day",
    "well-being",
    "they're",
    "follow-up",
    "president's",
    "question",
    "states",
    "U.S.",
    "U.S.-Africa",
    "US-China",
    "children",
    "not",
    "women",
    "law",
    "partnership",
    "united",
    "prosecute",
    "human",
    "rights",
    "answer",
    "we",
]
PARTS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["OR", "-", "(", ")", "traffick*", "govern*", "anti-traffick*", "-(labor OR sex)"]
    ),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
        lambda w: '"{}"'.format(" ".join(w))
    ),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
        lambda w: '"{}"~6'.format(" ".join(w))
    ),
    st.sampled_from(["of the", "in the", "united states", "victims of trafficking"]).map(
        '"{}"'.format
    ),
    st.sampled_from(
        ["year:2007..2009", "year:undated", "kind:panel", "speaker:mark-p-lagon", "-kind:briefing"]
    ),
)
FILTERS = {
    "speaker": ("mark-p-lagon", "unknown"),
    "year": ("2007", "2008", "2014", "2015", "2022", "undated"),
    "kind": ("panel", "speech", "article", "briefing", "unknown"),
    "part": ("speaker", "questioner", "author", "quoted"),
    "p": ("protection", "prevention", "prosecution", "unread"),
    "topic": ("forced-labor", "none", "unread"),
}
REQUESTS = st.builds(
    SearchRequest,
    q=st.lists(PARTS, max_size=4).map(" ".join),
    selected=st.dictionaries(st.sampled_from(sorted(FILTERS)), st.integers(1, 63), max_size=2).map(
        lambda drawn: tuple(
            (key, tuple(v for n, v in enumerate(FILTERS[key]) if bits >> n & 1) or FILTERS[key][:1])
            for key, bits in sorted(drawn.items())
        )
    ),
    count=st.sampled_from(["passages", "documents"]),
)


@pytest.fixture
def passages(tmp_path: Path, settings) -> list[SimpleNamespace]:
    """The archive of the founding texts, with briefings where SEARCH_BRIEFINGS asks for them."""
    settings.ORIGINALS = tmp_path / "originals"
    fixtures = archive.BASE_DIR / "fixtures"
    call_command("load_vocabularies", fixtures / "vocabularies", verbosity=0)
    call_command("ingest", fixtures / "texts", verbosity=0)
    call_command("taggings", "import", fixtures / "taggings", verbosity=0)
    if NUMBER:
        if not BRIEFINGS.exists():
            pytest.skip("the briefings are not at hand: ../shared/corpus")
        folder = tmp_path / "briefings"
        with tarfile.open(BRIEFINGS) as tar:
            files = sorted((m for m in tar if m.isfile()), key=lambda m: m.name)
            tar.extractall(folder, members=files[:: len(files) // NUMBER][:NUMBER], filter="data")
        call_command("ingest", folder, verbosity=0)
    return described()


def described() -> list[SimpleNamespace]:
    """Every public passage with its words and values, read from the tables without the index."""
    notes, terms = defaultdict(list), defaultdict(lambda: defaultdict(set))
    for version, start, end in Note.objects.values_list("version", "start", "end"):
        notes[version].append((start, end))
    for passage, key, slug in Tagging.objects.public().values_list(
        "anchor__passage",
        "term_version__term__vocabulary__query_key",
        "term_version__term__slug",
    ):
        terms[passage][key].add(slug)
    quoted = set(
        PassageVersion.objects.filter(passage__anchors__quotation__isnull=False).values_list(
            "pk", flat=True
        )
    )
    read = set(PassageVersion.objects.values_list("pk", "readings__vocabulary__query_key"))
    rows = []
    for version in PassageVersion.objects.public().select_related(
        "passage__document", "appearance__speaker"
    ):
        document, voice = version.passage.document, version.appearance
        text = spoken(version.text, notes[version.pk])
        values = {
            "speaker": {voice.speaker.slug if voice and voice.speaker else "unknown"},
            "year": {str(document.year) if document.year else "undated"},
            "kind": {document.kind or "unknown"},
            "part": ({voice.part} if voice else set())
            | ({"quoted"} if version.pk in quoted else set()),
        }
        for key in ("p", "topic"):
            bucket = "none" if (version.pk, key) in read else "unread"
            values[key] = set(terms[version.passage_id][key]) or {bucket}
        rows.append(
            SimpleNamespace(
                id=version.passage.public_id,
                document=document.pk,
                text=text,
                words=folded_words(text),
                config=config_for(version.language or document.language),
                values=values,
            )
        )
    return rows


def counted(rows: list[SimpleNamespace], unit: str) -> int:
    return len(rows) if unit == "passages" else len({row.document for row in rows})


def test_list_total_and_facets_of_real_texts_equal_brute_force(passages):
    @settings(deadline=None, max_examples=CASES, suppress_health_check=list(HealthCheck))
    @given(REQUESTS)
    def check(request):
        query = parse(request.q)
        hits = found(passages, query)

        def kept(but: str = "") -> list[SimpleNamespace]:
            selected = [(key, set(values)) for key, values in request.selected if key != but]
            return [p for p in hits if all(p.values[key] & values for key, values in selected)]

        results = search(request)
        listed = kept()
        assert results.total == counted(listed, request.count), request
        assert {hit.id for hit in results.hits} <= {p.id for p in listed}
        assert len(results.hits) == min(len(listed), 20)
        for key in FILTERS:
            expected = defaultdict(list)
            for passage in kept(but=key):
                for value in passage.values[key]:
                    expected[value].append(passage)
            shown = {value.value: value.count for value in results.facet[key].values}
            for value in {*expected, *shown}:
                assert shown.get(value, 0) == counted(expected[value], request.count), (key, value)

    check()
