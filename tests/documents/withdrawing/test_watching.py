"""Words that were taken out come back through no form and no command."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from documents.models import BasketItem, ErrorReport, PassageVersion, Revision, Tagging
from documents.withdrawing import redacting
from documents.withdrawing.masks import Words

pytestmark = pytest.mark.django_db
NAME = "Marisol Quintañar"
SAYS = f"Because {NAME.upper()} asked"
JUDGMENT = {
    **{"judgment": "reading", "document": "talk", "vocabulary": "p", "exact": "a"},
    "created": "2024-05-01T12:00:00Z",
}
SKOS = """@prefix : <http://www.w3.org/2004/02/skos/core#> . <urn:s> a :ConceptScheme .
<urn:a> a :Concept ; :prefLabel "A"@en ; :definition "{}"@en ."""


@pytest.fixture
def version(load) -> PassageVersion:
    """A passage of an archive that a name was taken out of."""
    load(f"A Talk\n\nMS. HART: {NAME} was here today.", "talk", publish=True)
    redacting.redact(Words((NAME,)), "As asked.")
    load(publish=True)
    return PassageVersion.objects.current().numbered().last()


def test_every_form_with_free_words_refuses_them(keeper, version):
    passage = version.passage.public_id
    keeper.post("/basket/add/", {"passage": [passage]})
    item = BasketItem.objects.get().pk
    before = Revision.objects.count()
    for address, sent in (
        (f"/tagging/{passage}/", {"reason": SAYS}),
        (f"/keeping/passages/{version.passage.pk}/speaker/", {"scope": "turn", "reason": SAYS}),
        (f"/keeping/voices/{version.appearance.pk}/", {"nobody": "yes", "reason": SAYS}),
        (f"/keeping/documents/{version.passage.document.pk}/withdraw/", {"reason": SAYS}),
        (f"/passages/{passage}/report/", {"words": SAYS}),
        ("/basket/change/", {"do": "note", "item": item, "note": SAYS}),
        ("/admin/documents/collection/add/", {"title": NAME, "slug": "x"}),
        ("/a-form/of-tomorrow/", {"anything": SAYS}),
    ):
        answer = keeper.post(address, sent)
        assert answer.status_code == 422, address
        said = answer.content.decode()
        assert "redacted on" in said and "Quinta" not in said and "QUINTA" not in said

    assert Revision.objects.count() == before and BasketItem.objects.get().note == ""
    assert not ErrorReport.objects.exists() and not Tagging.objects.exists()


def test_a_reader_is_not_told_when_or_why(client, version):
    answer = client.post(f"/passages/{version.passage.public_id}/report/", {"words": SAYS})
    said = answer.content.decode()
    assert answer.status_code == 422 and "Nothing was saved" in said
    assert "/keeping/" not in said and "20" not in said.split("<main")[1].split("</main>")[0]


def test_scripts_are_told_as_they_ask(keeper, version):
    address = f"/keeping/voices/{version.appearance.pk}/"
    answer = keeper.post(address, {"new": NAME}, headers={"Accept": "application/json"})
    assert "redacted on" in answer.json()["error"]

    bench = f"/tagging/{version.passage.public_id}/"
    answer = keeper.post(bench, {"reason": SAYS}, headers={"X-Requested-With": "bench"})
    assert answer.status_code == 422
    assert "redacted on" in keeper.get("/keeping/").content.decode()


def test_words_that_went_from_one_document_are_watched_for_at_its_passages(keeper, load):
    document = load(publish=True)
    redacting.redact(Words(("fog",)), "As asked.", document=document)
    load("Another Night\n\nMR. X: The fog is only weather after all.", "other", publish=True)
    at = {v.passage.document.key: v.passage for v in PassageVersion.objects.current().numbered()}
    sent = {"words": "It says fog, which is wrong."}
    assert keeper.post(f"/passages/{at['harbour'].public_id}/report/", sent).status_code == 422
    assert keeper.post(f"/passages/{at['other'].public_id}/report/", sent).status_code == 302


def test_what_is_not_kept_may_say_them(keeper, version):
    assert keeper.post("/quotes/", {"quote": SAYS}).status_code == 302
    assert keeper.post("/keeping/redact/", {"words": NAME, "everywhere": "on"}).status_code == 200
    signed_out = Client().post("/sign-in/", {"username": NAME, "password": NAME})
    assert signed_out.status_code == 200


def test_an_archive_without_its_former_key_goes_on_working(keeper, version, settings):
    settings.SECRET_KEY = "another key " * 8
    answer = keeper.post(f"/passages/{version.passage.public_id}/report/", {"words": "A misprint."})
    assert answer.status_code != 422


@pytest.mark.parametrize(
    ("command", "name", "text"),
    [
        (["taggings", "import"], "x.jsonl", json.dumps({"reason": SAYS}, ensure_ascii=False)),
        (["taggings", "import"], "x.jsonl", json.dumps(JUDGMENT | {"by": SAYS})),
        (["skos", "import"], "x.ttl", SKOS.format("Marisol\\nQuintañar")),
        (["load_equivalents"], "x.yaml", f"- [{NAME}, she]"),
        (["load_vocabularies"], "x.yaml", f"name: {NAME}"),
    ],
)
def test_commands_refuse_files_that_say_them(version, tmp_path, capsys, command, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command(*command, str(tmp_path / name))
    assert "redacted on" in capsys.readouterr().err
