"""Settings of a worker process in tests: accounts are the stand-in's."""

from kesos.config.settings.test import *  # noqa: F403

KESOS_ACTOR_LOADER = "tests.jobs.work.loaded"
