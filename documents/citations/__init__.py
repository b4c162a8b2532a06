"""Citations: what is cited is described once (`describing`), then written in any format
(`exports`).

    rows → describing → Cited → exports → text

`describing` reads rows; everything after it is pure.
"""
