"""What the monthly comparison costs beside the bare engines, in the same run, on any number of people.

Wanted are a folder with `register` and `sembako` as Parquet and a registry that holds the people. Each step runs in a
process of its own (`apart`), so that its memory is its own. Figures are told; who calls them keeps them.
"""
