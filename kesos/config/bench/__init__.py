"""What Kesos costs beside the bare thing: each figure measures ours and the raw limit in turns, in one run.

Every measure runs in a process of its own on a database of its own, made as an operator makes one and dropped at the
end. Parts that measure themselves (`<part>/bench.py`) are asked from here.
"""
