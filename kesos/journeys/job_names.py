"""Names of the jobs of this part."""

PULL, APPLY, HEALTH = "journeys.pull", "journeys.apply", "journeys.ask_health"
TAKE_FILE = "journeys.take_file"
