"""The addresses of Django's admin, and what a browser sends to them."""

from django.urls import reverse


def changelist(model) -> str:
    return reverse(f"admin:documents_{model._meta.model_name}_changelist")


def change(record) -> str:
    return reverse(f"admin:documents_{record._meta.model_name}_change", args=[record.pk])


def posted(client, address: str, **changes) -> dict[str, object]:
    """What a browser sends back for a change form as it stands, with some fields changed."""
    context = client.get(address).context
    sent = {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, list):
                value = ",".join(value)
            if value is not None and value is not False:
                sent[bound.html_name] = value
    return sent | changes
