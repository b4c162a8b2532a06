"""Pages and data go out compressed where the client can read that: a long document in a sixth."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSED = ("application/zip", "application/vnd.openxmlformats", "image/", "audio/", "video/")
"""Beginnings of the media types that are compressed already."""


class CompressionMiddleware(GZipMiddleware):
    """Django's own, which breaks the guessing of secrets by length, but for what gains nothing."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith(COMPRESSED):
            return response
        return super().process_response(request, response)
