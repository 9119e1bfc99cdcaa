from django.apps import AppConfig


class BancConfig(AppConfig):
    """What measures the portal at the size it is made for; only in config.settings.banc."""

    name = "banc"
    verbose_name = "Banc de mesure"
