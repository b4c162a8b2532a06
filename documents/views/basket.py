"""The basket: passages that a reader keeps without an account, shared and taken away."""

from collections.abc import Callable, Sequence
from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from documents.basket import keeping
from documents.basket.exports import FILES
from documents.basket.quoted import Quoted, in_basket, in_shared, standing
from documents.basket.sharing import NotShared, share
from documents.citations.choices import Style
from documents.models import Basket, BasketItem, Passage, SharedBasket

View = Callable[..., HttpResponse]


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
    """Do to one `item` what `do` says: up, down, remove, or keep its `note`."""
    own = _own(request)
    item = _item(request, own)
    match request.POST.get("do"):
        case "up":
            keeping.move(own, item, -1)
        case "down":
            keeping.move(own, item, 1)
        case "remove":
            keeping.remove(own, BasketItem.objects.filter(pk=item.pk))
        case "note":
            keeping.write_note(own, item, request.POST.get("note", ""))
            messages.success(request, "The note was kept.")
        case _:
            raise BadRequest("What to do with the passage was not understood.")
    return redirect("basket")


@changes_basket
def restore(request: HttpRequest) -> HttpResponse:
    """Put back what was taken out last."""
    try:
        keeping.restore(_own(request))
    except keeping.Full as full:
        messages.error(request, str(full))
    return redirect("basket")


@changes_basket
def empty(request: HttpRequest) -> HttpResponse:
    """Take everything out; it can be put back for a day."""
    own = _own(request)
    keeping.remove(own, keeping.items(own))
    return redirect("basket")


@changes_basket
def share_basket(request: HttpRequest) -> HttpResponse:
    """Make a copy of the basket as it is, and go to it."""
    try:
        shared = share(_own(request), request.build_absolute_uri, _style(request))
    except NotShared as error:
        messages.error(request, str(error))
        return redirect("basket")
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
    response = HttpResponse(file.write(standing(quoted), source, now), content_type=file.media_type)
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


def _item(request: HttpRequest, own: Basket) -> BasketItem:
    pk = request.POST.get("item", "")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 18):
        raise BadRequest("Which passage is meant was not understood.")
    return get_object_or_404(own.items.filter(removed_at=None), pk=int(pk))


def _back(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect("basket")
    return HttpResponseRedirect(back)
