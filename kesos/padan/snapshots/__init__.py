"""What is compared, as it stood one day: Parquet files in the data folder, cut into buckets by NIK.

A bucket is small enough for any machine, and the unit in which reading, comparing and writing go on after a cut.
"""
