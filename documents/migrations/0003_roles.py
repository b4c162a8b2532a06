"""The three roles as groups, each with all that the one before may do.

Tagger proposes tags; Reviewer approves and rejects them; Keeper also loads, corrects, publishes and
withdraws texts, and keeps people and vocabularies.
"""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT = [
    "anchor",
    "appearance",
    "batch",
    "collection",
    "document",
    "equivalents",
    "formeraddress",
    "ingestrun",
    "note",
    "office",
    "passage",
    "passageversion",
    "quotation",
    "reading",
    "receipt",
    "revision",
    "round",
    "speaker",
    "speakername",
    "succession",
    "tagging",
    "term",
    "termversion",
    "vocabulary",
]
SEEN = [
    "errorreport",
    "identification",
    "identifiedvoice",
    "ingestitem",
    "nearduplicate",
    "original",
    "textsketch",
]
TAGGER = ["tag_passages"]
REVIEWER = [*TAGGER, "review_taggings"]
KEEPER = [
    *REVIEWER,
    "keep_archive",
    *(f"{action}_{model}" for model in KEPT for action in ("view", "add", "change", "delete")),
    *(f"view_{model}" for model in SEEN),
]


def make_groups(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    config = apps.get_app_config("documents")
    module = getattr(config, "models_module", None)
    # An app as a migration sees it has no module, and create_permissions passes it over.
    config.models_module = module or True  # type: ignore[assignment]
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = module
    groups = apps.get_model("auth", "Group").objects
    permissions = apps.get_model("auth", "Permission").objects
    for name, codenames in (("Tagger", TAGGER), ("Reviewer", REVIEWER), ("Keeper", KEEPER)):
        group, _ = groups.get_or_create(name=name)
        group.permissions.set(
            permissions.filter(content_type__app_label="documents", codename__in=codenames)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
