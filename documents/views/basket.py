"""The basket: passages that a reader keeps without an account, shared and taken away."""

from collections.abc import Callable, Sequence
from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from documents.basket import keeping
from documents.basket.exports import FILES
from documents.basket.quoted import Quoted, in_basket, in_shared, note_field, standing
from documents.basket.sharing import NotShared, share
from documents.citations.choices import Style
from documents.models import Basket, BasketItem, Passage, SharedBasket
from documents.views.asked import is_number

View = Callable[..., HttpResponse]

JSON = "application/json"


def changes_basket(view: View) -> View:
    """For forms without a token, so that pages need no cookie: refuses what another site sent."""

    @csrf_exempt
    @require_POST
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        origin = request.headers.get("Origin", "")
        foreign = origin and urlsplit(origin).netloc != request.get_host()
        if foreign or request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
            raise PermissionDenied("Another site sent this form. Nothing was changed.")
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@require_safe
def basket(request: HttpRequest) -> HttpResponse:
    """The reader's own passages, in order, with notes."""
    own = keeping.basket_of(request)
    style = _style(request)
    quoted = _in_basket(request, own) if own else []
    removed = keeping.last_removed(own) if own else []
    return render(
        request,
        "basket/basket.html",
        {
            "section": "basket",
            "quoted": quoted,
            "cited": [one.cited for one in standing(quoted)],
            "is_plain": any(one.is_plain for one in quoted),
            "removed": in_basket(removed, request.build_absolute_uri),
            "files": FILES,
            "style": style,
            "styles": Style,
            "most": keeping.MOST,
            "kept": keeping.KEPT,
            "longest_note": keeping.LONGEST_NOTE,
        },
    )


@changes_basket
def add(request: HttpRequest) -> HttpResponse:
    """Put passages (`passage`, repeated) into the basket, and go back to `next`."""
    ids = [
        value for value in request.POST.getlist("passage") if value.isascii() and value.isalnum()
    ]
    if not ids or len(ids) > keeping.MOST:
        raise BadRequest(f"Between one and {keeping.MOST} passages can be added at once.")
    by_id = {p.public_id: p for p in Passage.objects.public().filter(public_id__in=ids)}
    passages = [by_id[public_id] for public_id in dict.fromkeys(ids) if public_id in by_id]
    if not passages:
        raise Http404("There is no such passage.")
    own, key = keeping.basket_of(request), ""
    if own is None:
        own, key = keeping.begin()
    said = ""
    try:
        keeping.add(own, passages)
    except keeping.Full as full:
        said = str(full)
    if request.headers.get("HX-Request") == "true":
        context = {
            "public_id": passages[0].public_id,
            "said": said,
            "is_in": not said,
            "fresh": True,
            "size": keeping.items(own).count(),
        }
        response = render(request, "basket/_button.html", context)
    else:
        if said:
            messages.error(request, said)
        response = _back(request)
    if key:
        keeping.remember(request, response, key)
    return response


@changes_basket
def change(request: HttpRequest) -> HttpResponse:
    """Keep the notes that were typed, then do what `do` says to an item: "up:7", "down:7",
    "remove:7"; "keep:7" or nothing moves the items whose place was changed.

    With `Accept: application/json` (basket.js) it answers the names that the fields have now.
    """
    own, notes = keeping.basket_of(request), _typed(request)
    if own is None:
        if not any(one.is_new for one in notes):
            raise Http404("There is no basket in this browser.")
        return _not_kept(request, [one.note for one in notes if one.is_new])
    deed, _, which = request.POST.get("do", "").partition(":")
    if deed not in ("", "keep", "up", "down", "remove") or not is_number(which or "0"):
        raise BadRequest("What to do with the passage was not understood.")
    if refused := _keep(request, own, notes):
        return refused
    if request.headers.get("Accept") == JSON:
        rows = own.items.filter(pk__in=[one.item for one in notes])
        return JsonResponse({f"n{i.pk}": note_field(i.pk, i.note) for i in rows})
    anchor = f"i{which}" if which else _only(notes)
    if deed in ("", "keep"):
        anchor = _reorder(request, own) or anchor
    elif item := keeping.items(own).filter(pk=int(which or 0)).first():
        if deed == "remove":
            keeping.remove(own, BasketItem.objects.filter(pk=item.pk))
            anchor = "removed"
        else:
            keeping.move(own, item, -1 if deed == "up" else 1)
    else:
        messages.error(
            request, "That passage was taken out of the basket meanwhile. Nothing was moved."
        )
    return _to_basket(request, anchor)


@changes_basket
def restore(request: HttpRequest) -> HttpResponse:
    """Put back what was taken out last."""
    own = _own(request)
    if refused := _keep(request, own, _typed(request)):
        return refused
    back = keeping.last_removed(own)
    try:
        keeping.restore(own)
    except keeping.Full as full:
        messages.error(request, str(full))
    return _to_basket(request, f"i{back[0].pk}" if back else "")


@changes_basket
def empty(request: HttpRequest) -> HttpResponse:
    """Take everything out; it can be put back for a day."""
    own = _own(request)
    if refused := _keep(request, own, _typed(request)):
        return refused
    keeping.remove(own, keeping.items(own))
    return _to_basket(request, "removed")


@changes_basket
def share_basket(request: HttpRequest) -> HttpResponse:
    """Make a copy of the basket as it is, and go to it."""
    own = _own(request)
    if refused := _keep(request, own, _typed(request)):
        return refused
    try:
        shared = share(own, request.build_absolute_uri, _style(request))
    except NotShared as error:
        messages.error(request, str(error))
        return _to_basket(request)
    return redirect("shared-basket", shared.key)


@require_safe
def shared(request: HttpRequest, key: str) -> HttpResponse:
    """A basket as it was when it was shared. What was withdrawn since is left out, and said so."""
    found = get_object_or_404(SharedBasket, key=key)
    quoted = _shared(request, found)
    response = render(
        request,
        "basket/shared.html",
        {
            "section": "basket",
            "shared": found,
            "quoted": quoted,
            "cited": [one.cited for one in standing(quoted)],
            "is_plain": any(one.is_plain for one in quoted),
            "gone": sum(one.version is None for one in quoted),
            "files": FILES,
            "address": request.build_absolute_uri(),
        },
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The reader's own basket as a file, in `?format=`."""
    own = keeping.basket_of(request)
    return _file(request, _in_basket(request, own) if own else [])


@require_safe
def export_shared(request: HttpRequest, key: str) -> HttpResponse:
    """A shared basket as a file, in `?format=`."""
    return _file(request, _shared(request, get_object_or_404(SharedBasket, key=key)))


def _shared(request: HttpRequest, found: SharedBasket) -> list[Quoted]:
    rows = found.items.select_related("version").defer("version__text").order_by("order")
    return in_shared(list(rows), request.build_absolute_uri)


def _file(request: HttpRequest, quoted: Sequence[Quoted]) -> HttpResponse:
    asked = request.GET.get("format", "")
    file = FILES.get(asked)
    if file is None:
        raise BadRequest(f"The format “{asked[:40]}” is not known. Known are: {', '.join(FILES)}.")
    now = timezone.now()
    source = request.build_absolute_uri("/")
    response = HttpResponse(
        file.write(standing(quoted), source, now, ""), content_type=file.media_type
    )
    name = f"verbatim-basket-{now:%Y-%m-%d}.{file.extension}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Robots-Tag"] = "noindex"
    return response


def _in_basket(request: HttpRequest, own: Basket) -> list[Quoted]:
    return in_basket(list(keeping.items(own)), request.build_absolute_uri, _style(request))


def _style(request: HttpRequest) -> Style:
    """The style of citations that is asked for; Chicago's notes where none is."""
    asked = request.POST.get("style", request.GET.get("style", Style.CHICAGO))
    if asked not in Style.values:
        said = f"There is no style “{asked[:40]}”. There are {', '.join(Style.values)}."
        raise BadRequest(said)
    return Style(asked)


def _own(request: HttpRequest) -> Basket:
    own = keeping.basket_of(request)
    if own is None:
        raise Http404("There is no basket in this browser.")
    return own


def _typed(request: HttpRequest) -> list[keeping.Typed]:
    """The notes that came with a form: `note-<item>-<what it was>`."""
    found = []
    for name, note in request.POST.items():
        kind, _, rest = name.partition("-")
        item, _, was = rest.partition("-")
        if kind == "note" and is_number(item):
            found.append(keeping.Typed(int(item), was, str(note)))
    return found


def _keep(request: HttpRequest, own: Basket, notes: Sequence[keeping.Typed]) -> HttpResponse | None:
    """Keep the notes and say so; the answer in place of any other where one cannot be kept."""
    outcome = keeping.write_notes(own, notes)
    if outcome.kept and request.POST.get("do", "").startswith("keep"):
        messages.success(request, "The note was kept.")
    if outcome.joined:
        messages.warning(
            request,
            "A note was changed in another window as well. Both are kept, one after the other.",
        )
    if outcome.put_back:
        messages.warning(
            request,
            "A passage had been taken out in another window. It is back, with your note.",
        )
    return _not_kept(request, outcome.lost) if outcome.lost else None


def _not_kept(request: HttpRequest, lost: Sequence[str]) -> HttpResponse:
    context = {"section": "basket", "lost": lost, "longest_note": keeping.LONGEST_NOTE}
    return render(request, "basket/not_kept.html", context, status=409)


def _only(notes: Sequence[keeping.Typed]) -> str:
    """Where the page goes on after a note was sent by the enter key."""
    new = [one for one in notes if one.is_new]
    return f"i{new[0].item}" if len(new) == 1 else ""


def _reorder(request: HttpRequest, own: Basket) -> str:
    """Move the items whose place was changed (`place-<item>-<place shown>`), in the order of their
    new places. Where the page goes on.
    """
    wanted: list[tuple[int, int]] = []
    for name, value in request.POST.items():
        kind, _, rest = name.partition("-")
        item, _, shown = rest.partition("-")
        place = str(value).strip()
        if kind != "place" or not is_number(item) or place in ("", shown):
            continue
        if not is_number(place):
            messages.error(request, f"“{place[:20]}” is no place. Give a number.")
            return f"i{item}"
        wanted.append((int(place), int(item)))
    rows = {item.pk: item for item in keeping.items(own)}
    anchor = ""
    for to, pk in sorted(wanted):
        if pk in rows:
            keeping.move_to(own, rows[pk], to)
            anchor = f"i{pk}"
    return anchor


def _to_basket(request: HttpRequest, anchor: str = "") -> HttpResponse:
    """Back to the basket, in the style that it was shown in, where the reader was."""
    style = _style(request)
    query = "" if style == Style.CHICAGO else f"?style={style}"
    return redirect(f"{reverse('basket')}{query}{f'#{anchor}' if anchor else ''}")


def _back(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect("basket")
    return HttpResponseRedirect(back)
