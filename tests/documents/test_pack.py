import csv
import hashlib
import io
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from documents.citations.pack import pack
from documents.models import Original, PassageVersion, Quotation, Receipt
from documents.vocabularies import Access, Evidence
from tests.factories import Said, make_document
from tests.pages import folded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("access", [Access.FULL, Access.EXCERPT])
def test_a_pack_holds_the_evidence_and_of_excerpts_no_original(client, settings, tmp_path, access):
    settings.ORIGINALS = tmp_path
    document = make_document(*(Said(f"Words {n}. " * 60) for n in range(7)), access=access)
    data = b"as received"
    original = Original.objects.create(
        sha256=hashlib.sha256(data).hexdigest(), size=len(data), media_type="text/plain"
    )
    original.path.parent.mkdir()
    original.path.write_bytes(data)
    Receipt.objects.create(document=document, original=original, name="a/b.txt")
    version = PassageVersion.objects.get(number="4")
    body = client.get(f"{version.passage.get_absolute_url()}pack/").content
    packed = zipfile.ZipFile(io.BytesIO(body))
    files = {name: packed.read(name) for name in packed.namelist()}
    evidence = json.loads(files["evidence.json"])
    assert evidence["originals"][0]["sha256"] == original.sha256
    assert evidence["revisions"][0]["number"] == 1
    for line in files["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest
    context = files["context.txt"].decode()
    if access == Access.FULL:
        assert files[f"original/{original.sha256[:12]}-b.txt"] == data
        assert files["quotation.txt"].decode() == version.text
        assert [n for n in range(7) if f"Words {n}." in context] == [1, 2, 3, 4, 5]
    else:
        assert not any(name.startswith("original/") for name in files)
        assert len(files["quotation.txt"]) < len(version.text) / 3
        assert "Words 2." not in context


@pytest.mark.parametrize("access", [Access.FULL, Access.EXCERPT])
def test_who_is_quoted_and_how_that_is_known_is_told_wherever_the_passage_goes(client, access):
    words = "“We must act,” Bo Chen said."
    said = Said(
        f"{words} {'Engines weave. ' * 60}", "Ada Byron", quotes=[("We must act,", "Bo Chen")]
    )
    make_document(said, title="On engines", access=access)
    Quotation.objects.update(evidence=Evidence.CONTEXT, basis="Bo Chen said")
    version = PassageVersion.objects.get()
    page = folded(client.get(version.passage.get_absolute_url()))
    packed = zipfile.ZipFile(
        io.BytesIO(client.get(f"{version.passage.get_absolute_url()}pack/").content)
    )
    (quoted,) = json.loads(packed.read("evidence.json"))["quoted"]
    assert "Quoted in it: Bo Chen." in packed.read("README.txt").decode()
    how = str(Evidence.CONTEXT.label)
    known = how if access == Access.EXCERPT else f"{how}: Bo Chen said"
    assert (quoted["speaker"], quoted["how_the_words_are_known"]) == ("Bo Chen", known)
    assert quoted["words"] == (None if access == Access.EXCERPT else "We must act,")
    [dd] = re.findall(r"<dt>Quoted in it</dt> <dd>(.*?)</dd>", page)
    assert dd == f'<a href="/speakers/bo-chen/">Bo Chen</a>. {known[:1].upper()}{known[1:]}'
    client.post("/basket/add/", {"passage": [version.passage.public_id]})
    table = client.get("/basket/export/?format=csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert (row["speaker"], row["quoted"]) == ("Ada Byron", "Bo Chen")


def test_the_same_passage_gives_the_same_bytes_but_for_the_time():
    document = make_document("Before.", "Engines weave.", "After.", title="On engines", held="2008")

    def packed(at: datetime) -> bytes:
        version = PassageVersion.objects.select_related(
            "passage__document", "revision", "appearance__speaker"
        ).get(passage__document=document, number="2")
        return pack(version, "https://example.org/p/", "A citation.", at)

    day = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert packed(day) == packed(day)
    first, second = (
        zipfile.ZipFile(io.BytesIO(packed(at))) for at in (day, day + timedelta(days=400))
    )
    assert first.namelist() == second.namelist()
    other = [name for name in first.namelist() if first.read(name) != second.read(name)]
    assert other == ["README.txt", "SHA256SUMS"]  # which say the time, and sum up what says it
    assert "2026-11-25 12:00" in first.read("README.txt").decode()
