"""Everyone, and a démarche in each state: built once for all the tests of a module, never committed."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.enums import Nature, Role
from accounts.invitations import inviter, jeton
from accounts.models import Affectation
from courriels.models import Courriel
from demarches.models.fichier_a_importer import FichierAImporter
from publication.atelier import tracer_tous
from publication.effacement import demander_l_effacement
from publication.masquage import masquer
from publication.models import Fichier, PeriodeDeReserve, SaisieEnCours
from publication.partages import partager
from publication.rectification import demander_une_rectification
from publication.soumission import annuler, retirer, soumettre, soumettre_au_fil_de_l_eau
from publication.urgence import publier_en_urgence
from suivi.models import Nouvelle, Reponse, TableurDepose
from tests.droits.table import AILLEURS, DU_CIPC, EN_URGENCE, ETATS, LOT, LOT_PROGRAMME, NOUVELLE, PERSONNES
from tests.fabriques import (
    ActualiteFactory,
    AgentFactory,
    AvisFactory,
    DemarcheFactory,
    DossierFactory,
    ImpactFactory,
    LienMesureFactory,
    MesureFactory,
    OrganisationFactory,
    PropositionFactory,
    ReponseFactory,
)
from tests.scenes import DECLAREE, jour, le
from tests.signalements import droit_de_reponse_demande, formulaire_ouvert
from tests.suivi.classeurs import classeur_nu
from tests.verbes import (
    CONTROLES,
    a_valider,
    deprogrammer,
    prendre_en_charge,
    renvoyer,
    valider,
    valider_toutes,
)

MAINTENANT = 20  # the day on which everyone tries
TABLEUR = "reference;titre;verbatim\nX1;Un point;Nous demandons.\n"
CLASSEUR = classeur_nu(
    ["Référence", "Position", "Motivation"], ["P4", "Retenue", "Oui."], ["P3", "Retenue", "Non."]
)


class Scene:
    def __init__(self):
        self._organisations()
        self._personnes()
        self.cas = {}
        for etat in [*ETATS, NOUVELLE, LOT, LOT_PROGRAMME, EN_URGENCE]:
            self.cas[etat] = self._cas(etat, self.direction, self.personnes["redactrice"])
        self.cas[AILLEURS] = self._cas(AILLEURS, self.forets, self.personnes["redacteur_d_ailleurs"])
        self.cas[DU_CIPC] = self._cas(DU_CIPC, self.direction, self.personnes["validateur"])
        self._porter(AILLEURS, "soumise")
        for etat in ETATS[1:]:
            self._porter(etat, etat)
        self._porter(EN_URGENCE, "soumise")
        with le(2):
            cas = self.cas[EN_URGENCE]
            publier_en_urgence(cas.publication, self.personnes["validatrice_autrice"], "Une erreur grave.")
        self._ajouter_une_nouvelle()
        self._soumettre_au_fil_de_l_eau(LOT)
        a_programmer = self._soumettre_au_fil_de_l_eau(LOT_PROGRAMME)
        with le(5):
            valider_toutes(a_programmer, self.personnes["validateur"], jour(30))
        self.actualite = ActualiteFactory(dossier=DossierFactory(organisation=self.direction))
        self.effacement = demander_l_effacement(
            self.cas["en_ligne"].dossier,
            self.personnes["administratrice"],
            motif="donnees_personnelles",
            reference_legale="RGPD, art. 17",
            passages=["enseignes soient"],
        )
        with le(MAINTENANT):
            en_ligne = self.cas["en_ligne"]
            self.partage = partager(en_ligne.dossier, en_ligne.auteur, pour="Une relectrice")
        with le(6):
            en_ligne = self.cas["en_ligne"]
            self.rectification = demander_une_rectification(
                next(o for o in en_ligne.tout if isinstance(o, Reponse)),
                en_ligne.dossier,
                self.personnes["validateur"],
                texte="Le signataire.",
                avant_le=jour(MAINTENANT).date(),
            )
        with le(MAINTENANT):
            nouvelle = self.cas[NOUVELLE]
            self.masquage = masquer(
                nouvelle.libre,
                nouvelle.dossier,
                self._agent((Role.VALIDATEUR, self.cipc)),
                motif="donnees_personnelles",
                precision="Un nom.",
            )
        self.reserve = PeriodeDeReserve.objects.create(
            libelle="Élections", debut="2080-01-01", fin="2080-02-01"
        )
        self.saisie = SaisieEnCours.objects.create(
            agent=self.personnes["redactrice"],
            dossier=en_ligne.dossier,
            adresse="/admin/",
            page="q",
            champs={"chapo": ["Tapé."]},
            gardee_le=jour(MAINTENANT),
        )
        with le(MAINTENANT):
            self.signalement = droit_de_reponse_demande(en_ligne.demarche)
        self.agent = AgentFactory(prenom="Cible")
        TOTPDevice.objects.create(user=self.agent, name="Application")
        self.jeton = jeton(inviter(self.agent, self.personnes["administratrice"]))
        self.courriel = Courriel.objects.create(
            nature="renvoi", cle=0, adresse="cible@exemple.gouv.fr", tentatives=1, tente_le=jour(4)
        )
        self._cookies = {nom: self._se_connecter(nom) for nom in PERSONNES}

    # People

    def _organisations(self):
        self.ministere = OrganisationFactory(nom="Ministère de la Ville", nature=Nature.MINISTERE)
        self.direction = OrganisationFactory(nom="Direction de la Nuit", parent=self.ministere)
        self.forets = OrganisationFactory(nom="Ministère des Forêts", nature=Nature.MINISTERE)
        self.routes = OrganisationFactory(nom="Ministère des Routes", nature=Nature.MINISTERE)
        self.ponts = OrganisationFactory(nom="Ministère des Ponts", nature=Nature.MINISTERE)
        self.cipc = OrganisationFactory(nom="CIPC")

    def _personnes(self):
        self.personnes = {
            "redactrice": self._agent((Role.REDACTEUR, self.direction)),
            "redacteur_du_parent": self._agent((Role.REDACTEUR, self.ministere)),
            "redacteur_d_ailleurs": self._agent((Role.REDACTEUR, self.forets)),
            "contributrice": self._agent((Role.CONTRIBUTEUR, self.routes)),
            "contributeur_sans_point": self._agent((Role.CONTRIBUTEUR, self.ponts)),
            "referente": self._agent((Role.REFERENT, self.ministere)),
            "referent_d_ailleurs": self._agent((Role.REFERENT, self.forets)),
            "validateur": self._agent((Role.VALIDATEUR, self.cipc)),
            "validatrice_autrice": self._agent(
                (Role.VALIDATEUR, self.cipc), (Role.REDACTEUR, self.direction)
            ),
            "administratrice": self._agent((Role.ADMINISTRATEUR, self.cipc)),
            "superutilisatrice": self._agent(is_superuser=True),
            "compte_ferme": self._agent((Role.REDACTEUR, self.direction), (Role.VALIDATEUR, self.cipc)),
        }

    @staticmethod
    def _agent(*roles, **champs):
        agent = AgentFactory(**champs)
        for role, organisation in roles:
            Affectation.objects.create(agent=agent, role=role, organisation=organisation, debut="2020-01-01")
        return agent

    def _se_connecter(self, nom) -> str:
        client = Client()
        if personne := self.personnes.get(nom):
            client.force_login(personne)
        if nom == "compte_ferme":  # closed while its session was open
            personne.is_active = False
            personne.save()
        return client.cookies.output(header="", sep=";")

    @property
    def clients(self) -> dict[str, Client]:
        """Everyone's browser, signed in as on the first day: a test that signs out changes only its own."""
        clients = {nom: Client(HTTP_ORIGIN="http://testserver") for nom in PERSONNES}  # as a browser says
        for nom, client in clients.items():
            client.cookies.load(self._cookies[nom])
        return clients

    # Démarches

    def _cas(self, etat, organisation, auteur):
        demarche = DemarcheFactory(organisation=organisation, titre=f"Démarche {etat}")
        cas = SimpleNamespace(auteur=auteur, demarche=demarche, dossier=demarche.dossier)
        if etat == DU_CIPC:
            cas.dossier.etabli_par_le_cipc = True
            cas.dossier.save()
            tracer_tous([demarche], auteur, cas.dossier)
            cas.publication = None
            return cas
        confiee = self.routes if etat != AILLEURS else None
        points = [("P1", confiee), ("P2", None), ("P3", None), ("P4", confiee)]
        cas.confie, cas.libre, cas.neuf, cas.neuf_confie = (
            PropositionFactory(demarche=demarche, reference=reference, ordre=ordre, confiee_a=a)
            for ordre, (reference, a) in enumerate(points, start=1)
        )
        cas.classeur = self._classeur_depose(demarche)
        cas.mesure = MesureFactory(demarche=demarche, numero=1)
        LienMesureFactory(mesure=cas.mesure, proposition=cas.libre)
        cas.tout = [
            demarche,
            AvisFactory(demarche=demarche),
            cas.confie,
            cas.libre,
            ReponseFactory(proposition=cas.confie),
            ReponseFactory(proposition=cas.libre),
            ImpactFactory(demarche=demarche),
            cas.mesure,
        ]
        auteurs = (
            [auteur, self.personnes["validatrice_autrice"]] if organisation == self.direction else [auteur]
        )
        if etat != NOUVELLE:
            with le(0):
                for qui in auteurs:
                    tracer_tous(cas.tout, qui, cas.dossier)
        cas.publication = None
        return cas

    def _porter(self, cas, etat):
        """Take a démarche to its state by the verbs, each on its day."""
        cas, validateur = self.cas[cas], self.personnes["validateur"]
        with le(1):
            cas.publication = soumettre(cas.dossier, cas.tout, cas.auteur)
        with le(2):
            if etat == "prise_en_charge":
                prendre_en_charge(cas.publication, validateur)
            elif etat == "renvoyee":
                renvoyer(cas.publication, validateur, "À revoir.")
            elif etat == "annulee":
                annuler(cas.publication, cas.auteur)
            elif etat in {"programmee", "deprogrammee"}:
                valider(cas.publication, validateur, jour(30))
            elif etat in {"en_ligne", "retiree"}:
                valider(cas.publication, validateur)
        with le(3):
            if etat == "deprogrammee":
                deprogrammer(cas.publication, cas.auteur)
            elif etat == "retiree":
                tombe = retirer(cas.demarche, cas.dossier, cas.auteur, motif="erreur", explication="Non.")
                cas.publication = valider(tombe, validateur)

    def _ajouter_une_nouvelle(self):
        """Waiting for the CIPC, or for the référent: news of a public mesure, and nothing else."""
        self._porter(NOUVELLE, "en_ligne")
        cas = self.cas[NOUVELLE]
        with le(4):
            Nouvelle.objects.create(
                mesure=cas.mesure, date="2025-09-05", texte="Le décret est à la signature."
            )
            tracer_tous([cas.mesure], cas.auteur, cas.dossier)
            cas.publication = soumettre(cas.dossier, [cas.mesure], cas.auteur, **DECLAREE)

    def _soumettre_au_fil_de_l_eau(self, cas) -> list:
        """Two points of a public démarche, changed, each in its own submission."""
        self._porter(cas, "en_ligne")
        cas = self.cas[cas]
        changes = [cas.confie, cas.libre]
        with le(4):
            for point in changes:
                point.chapitre = "Changé"
                point.save()
            for qui in (cas.auteur, self.personnes["validatrice_autrice"]):
                tracer_tous(changes, qui, cas.dossier)
            publications = soumettre_au_fil_de_l_eau(cas.dossier, changes, cas.auteur, **DECLAREE)
        cas.lot = publications[0].lot
        return publications

    # What the lines of the table name

    def adresse(self, ligne, etat) -> str:
        if ligne.adresse.startswith("/"):
            modele = ligne.objet.removeprefix("court:")
            return "/admin/rien/" if ligne.objet == "inconnue" else f"/admin/{modele}/1/"
        cas = self.cas[etat]
        parametres = ligne.parametres.format(
            dossier=cas.dossier.pk,
            point_libre=getattr(getattr(cas, "libre", None), "pk", 0),
            point_neuf=getattr(getattr(cas, "neuf", None), "pk", 0),
        )
        return reverse(ligne.adresse, **self._arguments(ligne.objet, self.cas[etat])) + parametres

    def _arguments(self, objet, cas) -> dict:
        fixes = {
            "": [],
            "agent": [self.agent.pk],
            "organisation": [self.ponts.pk],
            "reserve": [self.reserve.pk],
            "application_des_publications": ["publication"],
            "courriel": [self.courriel.pk],
            "invitation": [self.jeton],
            "gabarit": ["csv"],
            "page_du_guide": ["repondre"],
            "fiche_du_guide": ["strategique-1"],
            "partie_du_plan": ["propositions"],
            "ancienne_page": [84, "un-nom"],
            "application": ["demarches"],
            "application_des_comptes": ["accounts"],
            "theme": ["logement"],
            "organisation_qui_publie": [self.direction.pk],
            "page_de_l_organisation": [self.direction.pk, self.direction.slug],
            "page_d_une_organisation_muette": [self.ponts.pk, self.ponts.slug],
        }
        if objet in fixes:
            return {"args": fixes[objet]}
        objet, _, suite = objet.partition(":")
        page = [cas.demarche.pk, cas.demarche.slug]
        lus = {
            "dossier": lambda: [cas.dossier.pk],
            "publication": lambda: [cas.publication.pk],
            "lot": lambda: [cas.lot.pk],
            "partage": lambda: [cas.dossier.pk, self.partage.pk],
            "jeton": lambda: [self.partage.jeton],
            "effacement": lambda: [self.effacement.pk],
            "rectification": lambda: [self.rectification.pk],
            "saisie": lambda: [self.saisie.pk],
            "masquage": lambda: [self.masquage.pk],
            "signalement": lambda: [self.signalement.pk],
            "numero_de_signalement": lambda: [self.signalement.numero],
            "actualite": lambda: [self.actualite.pk],
            "page_de_l_actualite": lambda: [self.actualite.pk, "rien"],
            "point_confie": lambda: [cas.confie.pk],
            "point_libre": lambda: [cas.libre.pk],
            "point_neuf": lambda: [cas.neuf.pk],
            "point_neuf_confie": lambda: [cas.neuf_confie.pk],
            "mesure": lambda: [cas.mesure.pk],
            "mesure_en_ligne": lambda: [cas.dossier.pk, "mesure", cas.mesure.pk],
            "classeur_de_reponses": lambda: [cas.dossier.pk, "reponses"],
            "classeur_de_mesures": lambda: [cas.dossier.pk, "mesures"],
            "reponses_deposees": lambda: [cas.dossier.pk, "reponses", cas.classeur.pk],
            "page": lambda: page,
            "page_du_point": lambda: [*page, "P1"],
            "page_de_la_mesure": lambda: [*page, 1],
            "fichier": lambda: [self.fichier.sha256, "secret.pdf"],
        }
        suites = {"version": 1, "page": f"demarches/{cas.demarche.pk}-{cas.demarche.slug}/"}
        return {"args": [*lus[objet](), *([suites[suite]] if suite else [])]}

    @property
    def fichier(self):
        """Deposited in the workshop, cited by nothing public."""
        fichier, _ = Fichier.objects.get_or_create(
            sha256="ab" * 32,
            defaults={
                "nom": "secret.pdf",
                "type_mime": "application/pdf",
                "taille": 1,
                "depose_le": jour(0),
                "depose_par": self.personnes["redactrice"],
            },
        )
        return fichier

    def valeurs(self, donnees, etat) -> dict:
        """What is sent, with the keys of the scene in place of « {point_libre} »."""
        cas = self.cas[etat]
        noms = {
            "dossier": cas.dossier.pk,
            "point_libre": getattr(getattr(cas, "libre", None), "pk", 0),
            "fiche": reverse("admin:demarches_demarche_change", args=[cas.dossier.pk]),
            "reponse_confiee": reverse(
                "admin:suivi_reponse_change", args=[getattr(getattr(cas, "confie", None), "pk", 0)]
            ),
            "direction": self.direction.pk,
            "sans_point": self.ponts.pk,
            "dans_dix_jours": f"{jour(MAINTENANT + 10):%Y-%m-%d}",
            "formulaire_public": formulaire_ouvert(),
            "demain": f"{jour(MAINTENANT + 1):%Y-%m-%dT%H:%M}",
        }
        envoyees = {}
        for nom, valeur in donnees.items():
            if valeur == "{tableur}":
                envoyees[nom] = SimpleUploadedFile("points.csv", TABLEUR.encode())
            elif valeur == "{classeur}":
                envoyees[nom] = SimpleUploadedFile("reponses.xlsx", CLASSEUR)
            elif valeur == "{controles}":
                envoyees[nom] = CONTROLES
            elif valeur == "{empreinte}":
                envoyees[nom] = a_valider(cas.publication)["empreinte"]
            elif valeur == "{essaye}":
                envoyees[nom] = self._fichier_essaye(cas).pk
            else:
                envoyees[nom.format(**noms)] = valeur.format(**noms)
        return envoyees

    def _classeur_depose(self, demarche):
        """By the contributor: one line that can be written, another that is not hers."""
        return TableurDepose.objects.create(
            demarche=demarche,
            agent=self.personnes["contributrice"],
            genre="reponses",
            nom="reponses.xlsx",
            contenu=CLASSEUR,
            depose_le=jour(MAINTENANT),
        )

    def _fichier_essaye(self, cas):
        return FichierAImporter.objects.create(
            demarche=cas.demarche,
            agent=self.personnes["redactrice"],
            nom="points.csv",
            contenu=TABLEUR.encode(),
            depose_le=jour(MAINTENANT),
        )


def empreinte_de_la_base() -> str:
    """A digest of where every row is and who wrote it last: any write changes it, a lock does not.

    Sessions aside, that every request renews."""
    with connection.cursor() as curseur:
        tables = sorted(set(connection.introspection.table_names(curseur)) - {"django_session"})
        lues = " UNION ALL ".join(
            f"SELECT '{table}' AS nom, coalesce(string_agg(concat(ctid, xmin), '|' ORDER BY ctid), '') AS lu"
            f' FROM "{table}"'
            for table in tables
        )
        curseur.execute(f"SELECT md5(string_agg(nom || lu, ',' ORDER BY nom)) FROM ({lues}) tout")
        return curseur.fetchone()[0]
