"""The population registry (Dukcapil): look-up by NIK, as `registry.ports` asks for it."""
