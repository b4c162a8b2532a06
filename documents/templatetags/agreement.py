"""Figures of agreement as they are printed."""

from django import template

register = template.Library()


@register.filter
def coefficient(value: float | None) -> str:
    """A kappa or alpha with three places, ".492" or "−.090"; "not defined" for None."""
    if value is None:
        return "not defined"
    figure = f"{abs(value):.3f}"
    figure = figure.removeprefix("0") if abs(value) < 1 else figure
    return f"−{figure}" if value < 0 and figure != ".000" else figure
