"""How PostgreSQL plans the queries of an archive: the embedded server and any other alike."""

PLANNING = {
    # Compiling a query costs more than any query of an archive gains by it, and by statistics that
    # are out of date seconds.
    "jit": "off",
    # An archive lies in memory, or on a disk that seeks for next to nothing: rows that are known
    # are fetched one by one, not found by reading their whole table.
    "random_page_cost": "1.1",
    # A search takes milliseconds, and so does starting a second process for it. The other cores are
    # for other readers.
    "max_parallel_workers_per_gather": "0",
}
