"""What we say to the libraries that do the signing in: adapters, backend, lock-out, password rules."""
