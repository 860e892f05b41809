"""The population registry (Dukcapil): asked by NIK over HTTP, never written to."""
