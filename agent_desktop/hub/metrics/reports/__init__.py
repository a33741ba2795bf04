"""Reports: each one definition, which says what is asked for and makes rows and columns of it.

The rule of this folder is that of `metrics`: pure. A report is made of figures or of rows that somebody else read; who
asks, in which language, and as what file it leaves, is nobody's business here. Captions are English and have a German
in `german`.
"""
