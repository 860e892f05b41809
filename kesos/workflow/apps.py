from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "kesos.workflow"
    label = "workflow"
