"""Names of the background work, for the screens that start it and the jobs that carry it out."""

STAGE, CHECK, APPLY = "registry.import_stage", "registry.import_check", "registry.import_apply"
REJECTS, BNBA, PPKS = "registry.import_rejects", "registry.export_bnba", "registry.export_ppks"
