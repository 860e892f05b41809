"""The form of a visit: its questions as they are put to one family or person, how answers are read and said.

Everything comes from the one table of variables (`kesos.registry.dtsen`). Nothing here reads or writes a row.
"""
