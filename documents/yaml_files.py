"""Reading YAML that people write, with what is wrong in it said in words."""

from pathlib import Path
from typing import Any

import yaml


def read_yaml(path: Path, error_class: type[Exception]) -> Any:
    """What a file holds. Raises `error_class` where it cannot be read, is not UTF-8 or not YAML."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise error_class(f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise error_class("is not UTF-8 text") from None
    except RecursionError:
        raise error_class("is nested too deeply") from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that no calendar has
        raise error_class(f"is not YAML: {' '.join(str(error).split())}") from None
