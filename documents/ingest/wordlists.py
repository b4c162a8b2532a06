"""Writing tables of words and phrases so that they read as tables."""


def words(table: str) -> frozenset[str]:
    """The words of a table, apart by white space."""
    return frozenset(table.split())


def one_of(table: str) -> str:
    """A pattern for any of a table's alternatives; a line holds one, or several with "|"."""
    return "(?:" + "|".join(line.strip() for line in table.strip().splitlines()) + ")"
