"""A whole province measured: made, loaded, asked and matched, each beside the bare thing in the same run.

Stages come in order, each in a process of its own on the database of one folder; what a stage found is kept there, so
that a run that was cut off goes on. The last word is `docs/benchmarks.md`.
"""
