"""The single back-office site."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.module_loading import import_string


class PortailAdminConfig(AdminConfig):
    default_site = "config.admin.BackOffice"


class BackOffice(AdminSite):
    """One site for organisers and the CIPC; rights come from `permissions.py` of each app."""

    site_header = site_title = "Back-office de la participation citoyenne"
    site_url = "/"

    # Left out: « r/<type>/<id>/ », which says of any object whether it exists.
    ADRESSES_ECARTEES = {"view_on_site"}

    @cached_property
    def login_form(self):
        return import_string("accounts.forms.ConnexionForm")

    def get_urls(self):
        pages = [
            URLPattern(page.pattern, self.admin_view(page.callback), page.default_args, page.name)
            for app in ("courriels", "accounts", "publication", "demarches", "suivi", "portail")
            for page in import_string(f"{app}.urls.back_office")
        ]
        guide = self.admin_view(import_string("config.guide.guide"))
        pages += [
            path("guide/", guide, name="guide"),
            path("guide/<slug:page>/", guide, name="guide_page"),
        ]
        ouvertes = import_string("accounts.urls.sans_connexion")
        adresses = super().get_urls()
        return [
            *pages,
            *ouvertes,
            *(a for a in adresses if getattr(a, "name", None) not in self.ADRESSES_ECARTEES),
        ]

    def admin_view(self, view, cacheable=False):
        """What one may not see or do is 404, not 403: a refusal would say that there is something there."""

        @wraps(view)
        def vue(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied:
                raise Http404 from None

        return super().admin_view(vue, cacheable)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """What was sent after the session had ended goes through the login page, and is found again behind it."""
        paquet = request.POST.get("saisie", "")
        reponse = super().login(request, {"saisie": paquet} | (extra_context or {}))
        if paquet and request.method == "POST" and request.user.is_authenticated:
            import_string("publication.views.saisie.retrouver")(request, paquet)
        return reponse

    def password_change(self, request, extra_context=None):
        return import_string("accounts.views.changer_son_mot_de_passe")(request)

    def index(self, request, extra_context=None):
        return import_string("config.accueil.accueil")(request)

    def each_context(self, request):
        """What every page of the back-office shows: the election periods in progress too."""
        contexte = super().each_context(request)
        reserves = []
        if contexte["has_permission"]:
            reserves = import_string("publication.reserve.reserves_du_jour")(request)
        return contexte | {"reserves_du_jour": reserves}

    def get_app_list(self, request, app_label=None):
        """The menu: the publications first, then what each app lets this agent fill in."""
        if not request.user.is_authenticated:
            return []
        if not self.has_permission(request):
            return []
        menu = super().get_app_list(request, app_label)
        droits = import_string("publication.admin.droits.Droits").de(request)
        pages = []
        if droits.lit_quelque_part:
            libelle = "Publications à valider" if request.user.est_validateur else "Soumissions"
            pages.append(self._entree("Publication", libelle, "publications"))
        if request.user.est_validateur:
            pages.append(self._entree("Signalement", "Signalements", "signalements"))
        if droits.efface:
            pages.append(self._entree("Effacement", "Effacements légaux", "effacements"))
        if app_label:
            return menu
        pages += [
            modele for groupe in menu if groupe["app_label"] == "publication" for modele in groupe["models"]
        ]
        menu = [groupe for groupe in menu if groupe["app_label"] != "publication"]
        surveiller = []
        if request.user.est_administrateur:
            surveiller = [
                self._entree("Vigilance", "Comptes à surveiller", "comptes_a_surveiller"),
                self._entree("Courriel", "Courriels", "courriels"),
            ]
        return [
            *self._groupe("Publication", "publication", pages),
            *menu,
            *self._groupe("Surveillance", "surveillance", surveiller),
        ]

    @staticmethod
    def _groupe(nom, label, pages) -> list[dict]:
        groupe = {"name": nom, "app_label": label, "models": pages}
        return [groupe | {"app_url": pages[0]["admin_url"]}] if pages else []

    def _entree(self, objet, libelle, page) -> dict:
        adresse = reverse(f"admin:{page}", current_app=self.name)
        return {"name": libelle, "object_name": objet, "admin_url": adresse, "view_only": True}
