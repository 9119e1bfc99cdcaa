"""The single back-office site."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class PortailAdminConfig(AdminConfig):
    default_site = "config.admin.BackOffice"


class BackOffice(AdminSite):
    """One site for organisers and the CIPC; rights come from `permissions.py` of each app."""

    site_header = site_title = "Back-office de la participation citoyenne"
    index_title = "Mes démarches"
    site_url = "/"
