"""The whole archive in one file: rows, originals and history, of one moment.

    container   the file: named parts in a ZIP archive, each with its SHA-256, sealed as a whole
    tables      what the database holds: tables, columns, sequences, the copying in and out
    writing     a backup is taken in one snapshot while the site runs
    restoring   a backup is checked, then loaded into an empty database

Rows are kept as PostgreSQL's COPY text with the columns named, and tables are made by migrations,
so that a backup does not depend on the version of the server. It is restored to the very migrations
it was taken at and brought forward from there, so that a later program reads it too.
"""
