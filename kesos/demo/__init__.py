"""The demo world: invented people and what is done with them to show a month of work.

Owns no table. Rests on everything but `config`; nothing rests on it.
"""
