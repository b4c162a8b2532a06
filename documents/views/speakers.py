"""People and bodies: the list of all, and a page for each."""

from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import holdings
from documents.citations import people
from documents.models import Appearance, Office, PassageVersion, Speaker
from documents.querysets import public_documents
from documents.views.addresses import elsewhere, leads_on
from documents.views.paging import page_of
from documents.vocabularies import Part, PassageType

PAGE = 200


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """Everybody who is heard in a public document, by sort name, with three counts."""
    page = page_of(request, Speaker.objects.public().order_by("sort_key", "pk"), PAGE)
    counted = holdings.voices(speaker.pk for speaker in page)
    rows = [(speaker, counted.get(speaker.pk, holdings.Voice())) for speaker in page]
    return render(
        request, "speakers/speakers.html", {"section": "speakers", "page": page, "rows": rows}
    )


@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """One person or body: counts of speaks, writes and is quoted, and the roles as printed."""
    found = Speaker.objects.filter(slug=slug).select_related("merged_into").first()
    if found is not None and found.merged_into is not None:
        return leads_on(request, found.get_absolute_url(), found.merged_into.get_absolute_url())
    if found is None or not Speaker.objects.public().filter(pk=found.pk).exists():
        return elsewhere(request, "speaker", slug, lambda to: reverse("speaker", args=[to]))
    headings = [found, *found.merged.order_by("pk")]
    names = [n.name for n in found.names.all() if n.name != found.name]
    offices = list(Office.objects.filter(speaker__in=headings).order_by("earliest", "pk"))
    entries = people.authorities(headings)
    counts = holdings.voices([found.pk]).get(found.pk, holdings.Voice())
    appearances = list(_appearances(found))
    own = PassageVersion.objects.public().filter(appearance__speaker=found)
    return render(
        request,
        "speakers/speaker.html",
        {
            "section": "speakers",
            "speaker": found,
            "counts": counts,
            "figures": _figures(found, counts, appearances),
            "appearances": appearances,
            "documents": [voice.document for voice in appearances],
            "names": names,
            "offices": offices,
            "authorities": entries,
            "described": people.json_ld(
                found,
                request.build_absolute_uri(found.get_absolute_url()),
                names,
                offices,
                [address for _, _, address in entries],
            ),
            "years": holdings.by_year(own),
        },
    )


def _figures(
    found: Speaker, counts: holdings.Voice, appearances: list[Appearance]
) -> list[tuple[str, int, str]]:
    """What a speaker does, how often, and the query that finds just those passages."""
    spoken = sorted({a.part for a in appearances} - {Part.AUTHOR, Part.QUOTED})
    own = [("speaker", found.slug)]
    return [
        ("speaks", counts.speaks, urlencode([*own, *(("part", part) for part in spoken)])),
        ("writes", counts.writes, urlencode([*own, ("part", Part.AUTHOR)])),
        ("is quoted", counts.quoted, urlencode([("quoted", found.slug)])),
    ]


def _appearances(found: Speaker) -> QuerySet[Appearance]:
    """The voices of a speaker in public documents, the latest first, with `said` and `cited`:
    the number of passages of own words, and of those in which the voice is quoted."""
    return (
        found.appearances.filter(public_documents("document__"))
        .select_related("document")
        .annotate(
            said=Count(
                "passage_versions",
                filter=Q(
                    passage_versions__revision__is_current=True,
                    passage_versions__type__in=PassageType.numbered(),
                    passage_versions__passage__withdrawn_at=None,
                ),
                distinct=True,
            ),
            cited=Count("quotations__anchor__passage", distinct=True),
        )
        .order_by(F("document__earliest").desc(nulls_last=True), "document__title", "order", "pk")
    )
