"""Taking words, passages and documents out of the archive, so that nothing of them is left.

`masks` finds and blacks out words in a text, `columns` in every table, `files` in what was
received; `redacting` and `withdrawal` use them; `memory` keeps out what was taken out, and
`scrubbing` clears what a database leaves behind on its disk.
"""
