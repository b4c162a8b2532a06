"""The app that holds the truth: documents, the words in them, who said them, and how they are
tagged.
"""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Documents"
    default_auto_field = "django.db.models.BigAutoField"
