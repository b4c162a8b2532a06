"""Loading many texts at once in the browser."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from documents import uploading
from documents.accounts import signed_in
from documents.forms.loading import NOT_KEPT, SeveralForm
from documents.views.keeping import keepers_only


@require_http_methods(["GET", "HEAD", "POST"])
@keepers_only
def several(request: HttpRequest) -> HttpResponse:
    """Choose files and ZIP archives; they are loaded as drafts, and the page of the load tells."""
    sent = request.method == "POST"
    form = SeveralForm(request.POST, request.FILES) if sent else SeveralForm()
    if sent and form.is_valid():
        texts, collection = form.cleaned_data["texts"], form.cleaned_data["collection"]
        run, _ = uploading.begin(texts, signed_in(request), collection)
        messages.success(
            request, "The load was begun; its texts are drafts until you publish them."
        )
        return redirect("keeping-load", run.pk)
    context = {"section": "keeping", "form": form, "not_kept": NOT_KEPT}
    return render(request, "keeping/several.html", context, status=422 if form.errors else 200)
