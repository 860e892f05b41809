from kesos.workflow.machines.loading import flows, guard_parts, machines, permissions_by_role

__all__ = ["flows", "guard_parts", "machines", "permissions_by_role"]
