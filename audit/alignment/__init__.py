"""Two documents that nobody has paired: which of their sentences belong together.

By length (Gale and Church 1993, https://aclanthology.org/J93-1004), by figures, and by what the embedded encoder makes
of sentences and runs of them, from a coarse picture to a fine one as in Vecalign (Thompson and Koehn 2019,
https://aclanthology.org/D19-1136), so that time grows with the length of the documents and not with its square.
"""
