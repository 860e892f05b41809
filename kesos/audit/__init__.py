"""What happened: append-only events, chained by hash, worded for people."""
