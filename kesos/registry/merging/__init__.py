"""Two records of one person become one, and two again: what points at a person follows, row by row, written down.

`held.py` collects what each part says of its own tables (`<part>/on_merge.py`); `hindrances.py` asks beforehand what
would be in the way, `carrying.py` carries rows there, `returning.py` back. Entrances: `services/merge_people.py`.
"""
