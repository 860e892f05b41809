"""Whether a person is the one the population registry means: a comparison without database, and its wording."""
