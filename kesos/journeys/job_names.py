"""Names of the jobs of this part."""

PULL, FILE, EXPORT = "journeys.pull", "journeys.monthly_file", "journeys.export_list"
