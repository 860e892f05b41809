"""A stand-in for the S3 bucket of an office; Kesos itself speaks to buckets in `kesos.files.bucket`."""
