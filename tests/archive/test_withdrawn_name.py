"""A name that was redacted is looked for wherever anything could still say it: nothing does."""

import io
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from archive.backups import writing
from documents import correcting
from documents.ingest import importer, sidecar, worksheet
from documents.ingest.reading import RULES_VERSION, Unreadable
from documents.models import (
    Anchor,
    BasketItem,
    Document,
    IngestRun,
    Office,
    PassageVersion,
    Speaker,
    SpeakerName,
    Tagging,
    Term,
    TermVersion,
    Vocabulary,
)
from documents.vocabularies import TaggingStatus
from tests.factories import make_account

NAME = "Marisol Quintañar"
FORMS = f"{NAME}\nQuintañar"
TALK = """The Harbour Hearing of Marisol Quintañar

An interview with Marisol Quintañar, who came through the harbour

QUESTION: Marisol Quintañar, who took your papers away?

QUINTAÑAR: They took them at the harbour, and nobody (MARISOL QUINTAÑAR weeps) said a word of it.

QUESTION: What would you have the harbour do, Ms. Quintañar, now that it has heard you today?

QUINTAÑAR: It should ask. My mother said, "Marisol Quintañar must be asked, and asked again."
"""
ARTICLE = """A Survivor Speaks

By Ada Marsh

The harbour heard a survivor on Tuesday, and it was not the first time.

“They took my papers away,” said Marisol Quintañar, who lives in Hull now. “Nobody asked.”

Ms. Quinta­ñar, known as marisol-quintanar on her own pages, asked for a list of employers.
"""
# Letters and figures alone: however the name is spelt, cut or written in an address.
SOUGHT = re.compile(r"quinta(?:n|ñ|Ñ|ñ)\W{0,3}ar", re.IGNORECASE)


def holds(text: str) -> bool:
    bare = text.replace("\xad", "").replace("\\u00f1", "ñ").replace("\\u00d1", "ñ")
    return bool(SOUGHT.search(bare))


@pytest.fixture
def archive(transactional_db, settings, tmp_path) -> dict[str, Document]:
    """The name in every sort of place that an archive has."""
    settings.ORIGINALS = tmp_path / "originals"
    description = (
        "id: quintanar-hearing\ntitle: The hearing of Marisol Quintañar\nsummary: What Marisol "
        "Quintañar said.\nnotes: Ms. Quintañar asked for this.\nevent: Hearing of M. Quintañar\n"
        "source: https://example.org/quintanar/hearing\n"
    )
    talk = load("marisol-quintanar.txt", TALK, "quintanar-hearing", description)
    article = load("survivor.txt", ARTICLE, "survivor")
    twin = load("survivor-again.txt", ARTICLE.replace("Hull", "York"), "survivor-again")
    keeper = make_account("Keeper", is_staff=True)
    text = worksheet.write(correcting.sheet_of(correcting.latest_revision(talk)))
    corrected = text.replace("asked again", "asked once more").replace("papers away", "papers")
    correcting.correct(talk, corrected, "Heard again with Ms. Quintañar.", 1, by=keeper)
    tag_beside_the_name()
    note_it_everywhere(talk, keeper)
    return {"talk": talk, "article": article, "twin": twin}


def load(name: str, text: str, key: str, description: str = "", source: str = "") -> Document:
    run = IngestRun.objects.create(source=source or f"texts/{name}", rules_version=RULES_VERSION)
    described = sidecar.load(description.encode(), file="x.yaml") if description else None
    incoming = importer.Incoming(
        name, text.encode(), key, f"folder of {name}", described, description.encode()
    )
    return importer.load(incoming, run, publish=True).document


def tag_beside_the_name() -> None:
    """Tags whose words end or begin within the name, and one whose term gives it as an example."""
    vocabulary = Vocabulary.objects.create(key="x", name="X", query_key="x", path="x")
    term = TermVersion.objects.create(
        term=Term.objects.create(vocabulary=vocabulary, slug="papers"),
        number=1,
        label="Papers",
        definition="Papers taken away.",
        examples=["Marisol Quintañar was asked for hers."],
    )
    for version in PassageVersion.objects.current().filter(text__contains="Quintañar"):
        at = version.text.index("Quintañar")
        for start, end in ((max(0, at - 9), at + 4), (at + 4, min(len(version.text), at + 20))):
            anchor = Anchor.objects.create(
                passage=version.passage,
                revision=version.revision,
                start=start,
                end=end,
                exact=version.text[start:end],
                prefix=version.text[max(0, start - 32) : start],
                suffix=version.text[end : end + 32],
            )
            Tagging.objects.create(
                term_version=term,
                anchor=anchor,
                status=TaggingStatus.APPROVED,
                agent=f"hand {start}",
                reason="Because Marisol Quintañar says so.",
            )


def note_it_everywhere(talk: Document, keeper: User) -> None:
    speaker = Speaker.objects.filter(name__contains="Quinta").first()
    assert speaker is not None, "she is a speaker"
    SpeakerName.objects.get_or_create(speaker=speaker, name="M. Quintañar")
    Office.objects.create(speaker=speaker, title="Chair of the Quintañar fund")
    reader = Client()
    ids = list(PassageVersion.objects.public().values_list("passage__public_id", flat=True))
    reader.post("/basket/add/", {"passage": ids})
    BasketItem.objects.update(note="What Marisol Quintañar said")
    reader.post("/basket/share/")
    reader.post("/sign-in/", {"username": "quintañar", "password": "x"})
    LogEntry.objects.create(
        user=keeper,
        content_type=ContentType.objects.get_for_model(Document),
        object_id=str(talk.pk),
        object_repr=str(talk),
        action_flag=CHANGE,
        change_message='[{"changed": {"object": "Marisol Quinta\\u00f1ar"}}]',
    )
    session = Client()
    session.force_login(keeper)
    held = session.session
    held["message"] = f"The draft of {NAME}"
    held.save()


@pytest.mark.django_db(transaction=True)
def test_nothing_says_a_redacted_name_any_more(archive, settings, tmp_path):
    keeper = Client()
    keeper.force_login(User.objects.get(username="keeper"))
    writing.write(tmp_path / "1.zip", say=lambda message: None)
    before = [name for name, text in columns() if holds(text)]
    assert len(set(before)) > 30, "the name is in every sort of place"
    assert any(holds(t) for _, t in unpacked("", (tmp_path / "1.zip").read_bytes()))
    assert any(holds(t) for _, t in files()) and any(holds(t) for _, t in pages(Client(), most=20))
    addresses = [address for address in cited() if not holds(address)]

    redact(keeper)

    left = [where for where, text in everything(keeper, tmp_path / "2.zip") if holds(text)]
    assert left == []
    for address in addresses:
        assert Client().get(address).status_code == 200
    for version in PassageVersion.objects.select_related("revision"):
        assert version.revision.text[version.start : version.end] == version.text
    former = Client().get("/documents/the-hearing-of-marisol-quintanar/", follow=True)
    assert former.status_code == 200 and not holds(former.request["PATH_INFO"])
    shown = Client().get("/corrections/").content.decode()
    assert shown.count("were redacted, in every revision") == 3


@pytest.mark.django_db(transaction=True)
def test_a_redacted_name_does_not_come_back(archive):
    keeper = Client()
    keeper.force_login(User.objects.get(username="keeper"))
    article = archive["article"]
    page = keeper.get(f"/keeping/documents/{article.pk}/correct/")
    stale = page.context["form"].initial
    admin = f"/admin/documents/document/{archive['talk'].pk}/change/"
    old = keeper.get(admin).context["adminform"].form.initial
    described = keeper.get(f"/keeping/documents/{archive['talk'].pk}/").context["form"].initial
    redact(keeper)

    for name, text, key in (
        ("marisol-quintanar.txt", TALK, "quintanar-hearing"),
        ("survivor.txt", ARTICLE, "survivor"),
        ("other.txt", "Another Talk\n\nMS. HART: I met MARISOL QUINTAÑAR today.", "other"),
    ):
        with pytest.raises(Unreadable, match="were redacted on"):
            load(name, text, key, source="again")
        file = SimpleUploadedFile(name, text.encode(), content_type="text/plain")
        assert b"were redacted on" in keeper.post("/keeping/add/", {"file": file}).content
    answer = keeper.post(
        f"/keeping/documents/{article.pk}/correct/",
        {"text": stale["text"], "base": stale["base"], "reason": "Mended.", "preview": "yes"},
    )
    assert "that were redacted on" in answer.content.decode()
    values = {name: value or "" for name, value in described.items()}
    answer = keeper.post(f"/keeping/documents/{archive['talk'].pk}/", values)
    assert "Nothing was saved" in answer.content.decode()
    formsets = {f"{name}-{n}": "0" for name in ("appearances", "revisions") for n in FORMSET}
    values = {name: value if value is not None else "" for name, value in old.items()}
    answer = keeper.post(admin, values | formsets)
    assert "were redacted on" in answer.content.decode()
    assert [name for name, text in columns() if holds(text)] == []
    assert load("plain.txt", "Plain Talk\n\nMS. HART: Nothing of that sort.", "plain")


FORMSET = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


def redact(keeper: Client) -> None:
    asked = {"words": FORMS, "everywhere": "on"}
    seen = keeper.post("/keeping/redact/", asked)
    assert "What vanishes" in seen.content.decode()
    asked |= {"redact": "yes", "reason": "She asked for it."}
    answer = keeper.post("/keeping/redact/", asked | {"seen": seen.context["form"].data["seen"]})
    assert answer.status_code == 302, answer.content.decode()


def cited() -> list[str]:
    return [d.get_absolute_url() for d in Document.objects.all()] + [
        v.passage.get_absolute_url() for v in PassageVersion.objects.public()
    ]


def everything(keeper: Client, backup: Path) -> Iterator[tuple[str, str]]:
    yield from (("page " + path, text) for path, text in pages(Client()))
    yield from (("keeping " + path, text) for path, text in pages(keeper, "/keeping/"))
    yield from (("column " + name, text) for name, text in columns())
    yield from (("file " + name, text) for name, text in files())
    writing.write(backup, say=lambda message: None)
    yield from (("backup " + name, text) for name, text in unpacked("", backup.read_bytes()))


STARTS = [
    *("/", "/documents/", "/speakers/", "/topics/", "/codebook/", "/corrections/", "/basket/"),
    *("/corrections/feed/", "/x/", "/search/?q=papers&format=json", "/search/?format=csv"),
    *("/search/?format=jsonl", "/search/?q=papers&view=concordance&format=json"),
    *("/search/?view=document", "/search/?q=harbour&view=concordance", "/search/complete/?q=mari"),
    "/search/values/speaker/",
]


def pages(client: Client, only: str = "/", most: int = 400) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, and the files behind them."""
    waiting, known = list(STARTS if only == "/" else [only]), set()
    while waiting:
        path = waiting.pop()
        plain = path.split("#")[0]
        if plain in known or len(known) > most:
            continue
        known.add(plain)
        response = client.get(plain)
        data = b"".join(response.streaming_content) if response.streaming else response.content
        for name, text in unpacked(plain, data):
            yield name, f"{response.headers}\n{text}"
        if response.status_code in (301, 302):
            waiting.append(response["Location"])
        if "html" in response["Content-Type"]:
            found = re.findall(r'(?:href|action|src)="(/[^"]*)"', data.decode())
            waiting += [
                link.replace("&amp;", "&")
                for link in found
                if not link.startswith(("/static/", "/admin/", "/accounts/"))
                and ("?" not in link or "/search/" not in link or "format=" in link)
                and (only == "/" or link.startswith(only))
            ]


def columns() -> Iterator[tuple[str, str]]:
    """Every column of every table as text, whatever its type."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name !~ '^pg_' ORDER BY 1, 2"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT "{column}"::text FROM "{table}"')  # noqa: S608
            for (value,) in cursor.fetchall():
                yield f"{table}.{column}", value or ""


def files() -> Iterator[tuple[str, str]]:
    from django.conf import settings

    for path in Path(settings.ORIGINALS).rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes().decode("utf-8", "replace")


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """What bytes say, those within archives as well."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{name}/{member}", archive.read(member))
    elif name.endswith(".tar"):
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for member in archive.getmembers():
                yield from unpacked(f"{name}/{member.name}", archive.extractfile(member).read())
    else:
        yield name, data.decode("utf-8", "replace")
