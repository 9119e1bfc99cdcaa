from django.apps import AppConfig


class PortailConfig(AppConfig):
    name = "portail"
    verbose_name = "Portail public"

    def ready(self):
        from portail import checks  # noqa: F401 - registers itself
