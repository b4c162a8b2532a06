"""What keeps a backup from being taken or restored, in words for whoever runs the command."""


class BackupError(Exception):
    """The message says what was wrong and what to do."""
