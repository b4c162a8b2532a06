"""What can go wrong with the embedded PostgreSQL, in words for whoever started the command."""


class ServerError(Exception):
    """The embedded PostgreSQL cannot be started, reached or stopped; says why and what to do."""
