from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.enums import Nature, Role
from accounts.memoire import une_fois
from accounts.models.organisation import Organisation

NOMMEES_AU_PLUS = 2  # organisations, in the line that says who one is
COURRIEL_EXPLOITATION = "exploitation@portail.invalid"


class AgentQuerySet(models.QuerySet):
    def actifs(self):
        """Those who can sign in: an open account, whose password was chosen."""
        return self.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def exercant(self, role, organisation=None, le=None):
        """Those whose account is open and who hold this role on the day `le`, in this very organisation if given."""
        affectations = Affectation.objects.actives(le).filter(role=role)
        if organisation:
            affectations = affectations.filter(organisation=organisation)
        return self.filter(is_active=True, pk__in=affectations.values("agent"))


class AgentManager(BaseUserManager.from_queryset(AgentQuerySet)):
    def create_user(self, courriel, password=None, **champs):
        agent = self.model(courriel=self.normalize_email(courriel).lower(), **champs)
        agent.set_password(password)
        agent.full_clean(exclude=["password"])
        agent.save(using=self._db)
        return agent

    def create_superuser(self, courriel, password=None, **champs):
        """Made by a command, hence by whoever works on the server: the journal of accounts says so."""
        from accounts.trace import consigner_le_changement, valeurs  # which reads this module

        with transaction.atomic(using=self._db):
            agent = self.create_user(courriel, password, is_superuser=True, **champs)
            consigner_le_changement(self.exploitation(), agent, {}, valeurs(agent))
        return agent

    def exploitation(self):
        """Whoever works on the server, by commands: traced as an author, and cannot sign in."""
        agent, _ = self.get_or_create(
            courriel=COURRIEL_EXPLOITATION,
            defaults={"prenom": "Exploitation", "nom": "du portail", "is_active": False, "password": "!"},
        )
        return agent

    def get_by_natural_key(self, courriel):
        return self.get(courriel__iexact=courriel)


class Agent(AbstractBaseUser):
    """Une personne qui travaille pour l’État et qui a un compte dans le back-office."""

    courriel = models.EmailField("courriel", unique=True)
    prenom = models.CharField("prénom", max_length=80)
    nom = models.CharField("nom", max_length=80)
    is_active = models.BooleanField("compte actif", default=True)
    is_superuser = models.BooleanField("administrateur du portail", default=False)

    sessions = models.PositiveIntegerField("sessions fermées", default=0, editable=False)

    objects = AgentManager()

    USERNAME_FIELD = "courriel"
    REQUIRED_FIELDS = ["prenom", "nom"]

    class Meta:
        ordering = ["nom", "prenom"]
        constraints = [
            models.UniqueConstraint(
                Lower("courriel"),
                name="agent_courriel_unique",
                violation_error_message="Un agent a déjà ce courriel, aux majuscules près.",
            ),
        ]

    def __str__(self):
        return f"{self.prenom} {self.nom}"

    @property
    def is_staff(self) -> bool:
        return self.is_active

    def has_perm(self, perm, obj=None) -> bool:
        """Django's permissions only open accounts; all else is in the apps' `permissions.py`."""
        return perm.startswith("accounts.") and self.est_administrateur

    def has_module_perms(self, app_label) -> bool:
        return self.is_active

    def _get_session_auth_hash(self, secret=None):
        """Django compares it with that of each session: closing them all is counting one more."""
        graine = f"{self.password}:{self.sessions}"
        return salted_hmac("accounts.Agent.sessions", graine, secret=secret, algorithm="sha256").hexdigest()

    def fermer_les_sessions(self) -> None:
        self.sessions = F("sessions") + 1
        self.save(update_fields=["sessions"])
        self.refresh_from_db(fields=["sessions"])

    @property
    def est_administrateur(self) -> bool:
        return self.is_active and (self.is_superuser or self.exerce(Role.ADMINISTRATEUR))

    @property
    def est_validateur(self) -> bool:
        return self.is_active and self.exerce(Role.VALIDATEUR)

    def fonctions(self) -> list[str]:
        """What this agent does today, role by role; organisations are counted when they are many."""
        par_role = {}
        for affectation in self._affectations(None):
            par_role.setdefault(affectation.role, []).append(affectation)
        return [
            fonction
            for role, affectations in par_role.items()
            for fonction in (
                map(str, affectations)
                if len(affectations) <= NOMMEES_AU_PLUS
                else [f"{Role(role).label} dans {len(affectations)} organisations"]
            )
        ]

    def exerce(self, role: Role, le=None) -> bool:
        return any(exerce == role for exerce, _ in self._roles(le))

    def organisations_redigees(self, le=None):
        """The organisations for which this agent writes, all below them, and those they have succeeded."""
        return self._perimetre(Role.qui_redigent(), le)

    def organisations_repondantes(self, le=None):
        """Those for which this agent may answer what other organisations entrust to them."""
        return self._perimetre(Role.qui_repondent(), le)

    def organisations_referentes(self, le=None):
        """Those of which this agent is the ministry's référent."""
        return self._perimetre([Role.REFERENT], le)

    def _perimetre(self, roles, le):
        racines = {organisation for role, organisation in self._roles(le) if role in roles}
        if not (self.is_active and racines):
            return Organisation.objects.none()
        return Organisation.objects.sous(sorted(racines), le)

    def _roles(self, le) -> list[tuple[str, int]]:
        """(role, organisation's pk) of every affectation in course on the day `le`."""
        return [(affectation.role, affectation.organisation_id) for affectation in self._affectations(le)]

    def _affectations(self, le) -> list["Affectation"]:
        actives = self.affectations.actives(le).select_related("organisation").order_by("pk")
        return une_fois(("affectations", self.pk, le), lambda: list(actives))


class AffectationQuerySet(models.QuerySet):
    def actives(self, le=None):
        """On the day `le` (today in Paris by default); they end with their organisation."""
        le = le or timezone.localdate()
        dissoute = Q(organisation__supprimee_le__lte=le)
        return self.filter(Q(debut__lte=le) & (Q(fin__isnull=True) | Q(fin__gte=le)) & ~dissoute)


class Affectation(models.Model):
    """Le rôle d’un agent dans une organisation, pour un temps."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="affectations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affectations")
    role = models.CharField("rôle", max_length=20, choices=Role.choices)
    debut = models.DateField("à partir du", default=timezone.localdate)
    fin = models.DateField("jusqu’au", null=True, blank=True)

    objects = AffectationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agent", "organisation", "role", "debut"],
                name="affectation_unique",
                violation_error_message="Cet agent a déjà ce rôle dans cette organisation.",
            ),
            models.CheckConstraint(
                name="affectation_dates_ordonnees",
                condition=Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                violation_error_message="Une affectation ne peut pas finir avant d’avoir commencé.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.organisation}"

    def clean(self):
        """What is already there stays as it was; a new one is given by a State organisation that exists."""
        if not (self.organisation_id and self.debut):
            return
        if not Nature(self.organisation.nature).releve_de_l_etat:
            raise ValidationError("Seules les organisations de l’État ont des comptes sur le portail.")
        fin = self.organisation.supprimee_le
        if fin and self.debut >= fin:
            raise ValidationError(
                f"« {self.organisation} » n’existe plus depuis le {fin:%d/%m/%Y} : affectez l’agent à l’organisation qui lui succède."
            )
