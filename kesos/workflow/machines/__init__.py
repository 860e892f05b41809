"""The 16 machines as flows: the file of the field study, what the build decided on it, Indonesian words for both."""

from kesos.workflow.machines.labels import Labels, labels
from kesos.workflow.machines.loading import facts, flows, guard_parts, machines, permissions_by_role

__all__ = ["Labels", "facts", "flows", "guard_parts", "labels", "machines", "permissions_by_role"]
