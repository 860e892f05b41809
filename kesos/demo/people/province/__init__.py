"""A whole province: its population register and the six sets that offices keep of it, with known faults.

Owns the counts of a province and what becomes of them kecamatan by kecamatan, the faults and their truth, and the
writing of one kab/kota after the other. The people themselves are drawn by the package above. The files are
described in FORMAT.md there.
"""
