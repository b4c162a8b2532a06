"""The embedded PostgreSQL as a Django database engine, for when there is no DATABASE_URL.

`ENGINE = "archive.database"` starts PostgreSQL on the first connection, from the binaries that pip
installed, with its data in ARCHIVE_DATA/postgres and a Unix socket that only its owner reaches.

base      the engine: what Django asks for
server    one data folder and the server on it: start, stop, status
postmaster  which process serves a data folder, and what a killed one left behind
planning  how queries are planned, whichever server answers
users     which processes use the server, so that the last one out can stop it
account   under which account the server runs when we are root
"""
