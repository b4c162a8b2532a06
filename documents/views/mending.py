"""A wrong speaker mended by a keeper, from the passage: for it, its turn, its voice, its label."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from documents import correcting, identifying, mending, publishing
from documents.accounts import signed_in
from documents.identifying import NotPossible
from documents.ingest.worksheet import Misread
from documents.models import Appearance, Identification, PassageVersion, Revision, Speaker
from documents.unresolved import printed_of
from documents.views.asked import number_in, reason_in, words_in
from documents.views.keeping import keepers_only
from documents.vocabularies import Part

REFUSED = (NotPossible, Misread, correcting.Overtaken, publishing.NotPublishable)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Whose words a passage (by its primary key) holds: shown, and (POST) mended in one step."""
    version = _latest(pk)
    refused = ""
    if request.method == "POST":
        try:
            return _mend(request, version)
        except REFUSED as error:
            refused = str(error)
    voice, document = version.appearance, version.passage.document
    decided, mended = (number_in(request.GET.get(key, "")) for key in ("decided", "mended"))
    context = {
        "section": "keeping",
        "decided": Identification.objects.filter(pk=decided, undone_at=None).first(),
        "mended": document.revisions.filter(pk=mended).defer("text", "runs").first(),
        "version": version,
        "document": document,
        "refused": refused,
        "turn": mending.turn_of(version),
        "own": identifying.extent([voice]) if voice else None,
        "label": printed_of(voice) if voice else "",
        "everywhere": identifying.extent(_same_label(voice)) if voice else None,
        "voices": document.appearances.exclude(part=Part.QUOTED).select_related("speaker"),
        "sent": request.POST,
    }
    return render(request, "keeping/speaker.html", context, status=422 if refused else 200)


@require_POST
@keepers_only
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one revision (by its primary key) did to whose words are whose."""
    mended = get_object_or_404(Revision.objects.select_related("document"), pk=pk)
    try:
        revision = mending.take_back(mended, signed_in(request))
        messages.success(request, f"Undone, in revision {revision.number}.")
    except REFUSED as error:
        messages.error(request, f"Nothing was undone. {error}")
    return redirect("keeping-document", mended.document_id)


def _latest(passage: int) -> PassageVersion:
    """The passage in its document's latest revision; 404 where it does not stand there."""
    versions = PassageVersion.objects.numbered().select_related(
        "passage__document__collection", "revision__document", "appearance__speaker"
    )
    newest = versions.filter(passage=passage).order_by("-revision__number")
    version = get_object_or_404(newest[:1])
    if correcting.latest_revision(version.passage.document) != version.revision:
        raise Http404("The passage does not stand in the latest revision.")
    return version


def _same_label(voice: Appearance) -> list[Appearance]:
    """The voices of the collection with the same label that belong to the same person, or to none
    as this one does.
    """
    rows = Appearance.objects.filter(
        document__collection=voice.document.collection_id, speaker=voice.speaker_id
    ).exclude(document=voice.document_id)
    if voice.labels:
        return [voice, *rows.filter(labels__contains=voice.labels[:1])]
    return [voice, *rows.filter(labels=[], name=voice.name, heading=voice.heading)]


def _mend(request: HttpRequest, version: PassageVersion) -> HttpResponse:
    scope, to = request.POST.get("scope", ""), _meant(request, version)
    if scope in ("passage", "turn"):
        versions = [version] if scope == "passage" else mending.turn_of(version)
        revision = mending.mend(versions, to, signed_in(request), reason_in(request))
        messages.success(request, f"Mended, in revision {revision.number}.")
        return redirect(f"{request.path}?mended={revision.pk}")
    voice = version.appearance
    if scope not in ("voice", "label") or voice is None:
        raise NotPossible("Say for which words it holds.")
    if isinstance(to, Appearance):
        if to.speaker is None:
            raise NotPossible("That voice has no person; say who it is, by name.")
        to = to.speaker
    voices = [voice] if scope == "voice" else _same_label(voice)
    decision = identifying.give(voices, to, signed_in(request), reason_in(request))
    messages.success(request, f"{decision.in_words}.")
    return redirect(f"{request.path}?decided={decision.pk}")


def _meant(request: HttpRequest, version: PassageVersion) -> Appearance | Speaker | str | None:
    """Whom the keeper chose: a name that is written counts before a voice that is marked."""
    name = words_in(request.POST, "name")
    if name:
        by_slug = Speaker.objects.filter(slug=name, merged_into=None).first()
        return by_slug or identifying.heading_called(name)
    chosen = request.POST.get("voice", "")
    if chosen == "nobody":
        return None
    voice = version.passage.document.appearances.filter(pk=number_in(chosen)).first()
    if voice is None:
        raise NotPossible("Say whose words they are.")
    return voice
