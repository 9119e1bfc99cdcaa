"""Fictitious démarches by the thousand: workshop, versions in force and index, as the portal itself derives them.

Documents are those of `document_a_publier`, rows of the index those of `en_fiches`; COPY writes them instead of
the verbs, with triggers put aside: row by row, they would take longer than all the rest.
"""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from accounts.enums import Nature
from accounts.models import Agent, Organisation
from banc.copie import copier, numeroter, sans_declencheurs
from banc.francais import Redacteur
from demarches.enums import FormeAvis, Objectif, Redaction, Theme, TypeDemarche
from demarches.models import Avis, Demarche, Proposition
from publication.atelier import document_a_publier
from publication.enums import Etat, NatureEvenement, PointDeControle
from publication.models import Dossier, Evenement, Publication, type_de_version, types_de_version
from suivi.enums import Avancement, Motif, Position, Vecteur
from suivi.models import Impact, LienMesure, Mesure, Reponse
from vitrine.fiches import en_fiches
from vitrine.generation import renouveler
from vitrine.indexation import CLES

ORGANISATIONS = 60
LOT = 100  # démarches of one transaction
TEMOIN = 150  # points of the first démarche: the one that pages are measured on
LE_PREMIER_JOUR = dt.date(2023, 1, 9)
JOURS = 1000  # over which publications are spread
REPONSES = {
    None: 35,
    Position.RETENUE: 14,
    Position.RETENUE_EN_PARTIE: 14,
    Position.DEJA_EN_VIGUEUR: 8,
    Position.A_L_ETUDE: 10,
    Position.NON_RETENUE: 15,
    Position.HORS_DU_MANDAT: 4,
}
AVANCEMENTS = {Avancement.ANNONCEE: 4, Avancement.EN_COURS: 5, Avancement.MISE_EN_OEUVRE: 3}
POINTS_PAR_MESURE = 12


def repartir(propositions, demarches) -> list[int]:
    """How many points each démarche holds: TEMOIN for the first, then the n-th has √n times fewer than the second."""
    premiere = min(TEMOIN, propositions)
    poids = [rang**-0.5 for rang in range(1, demarches)]
    reste, tailles = propositions - premiere, []
    for rang, part in enumerate(poids):
        tailles.append(round(reste * part / sum(poids[rang:])) if rang < len(poids) - 1 else reste)
        reste -= tailles[-1]
    return [premiere, *tailles]


def peupler(demarches, propositions, graine=1) -> Iterator[int]:
    """Fill the database, on every processor; yields the number of points written so far, lot by lot."""
    acteurs = _acteurs(Redacteur(graine))
    tailles, ecrits = repartir(propositions, demarches), 0
    lots = []
    for premier in range(0, demarches, LOT):
        jour = LE_PREMIER_JOUR + dt.timedelta(days=premier * JOURS // demarches)
        lots.append((tailles[premier : premier + LOT], jour, f"{graine}-{premier}", *acteurs))
    with sans_declencheurs():
        connection.close()  # a process that forks shares no connection
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as processus:
            for points in processus.map(_ecrire, lots):
                ecrits += points
                yield ecrits


def _ecrire(lot) -> int:
    tailles, jour, graine, *acteurs = lot
    with transaction.atomic():
        _Lot(Redacteur(graine), jour, *acteurs).ecrire(tailles)
    return sum(tailles)


def _acteurs(redacteur) -> tuple:
    organisations = [
        Organisation(
            nom=f"Direction fictive {rang} – {redacteur.titre()}"[:250],
            slug=f"direction-fictive-{rang}",
            nature=Nature.DIRECTION,
        )
        for rang in range(1, ORGANISATIONS + 1)
    ]
    agents = [
        Agent(courriel=f"{nom}.fictive@exemple.gouv.fr", prenom=nom.capitalize(), nom="Fictive")
        for nom in ("autrice", "validatrice")
    ]
    for agent in agents:
        agent.set_unusable_password()
        agent.save()
    return Organisation.objects.bulk_create(organisations), *agents


def _empreinte(contenu) -> str:
    """That of publication.canonique, ten times faster: these documents have neither floats nor keys beyond ASCII."""
    octets = json.dumps(contenu, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(octets).hexdigest()


class _Lot:
    """Des démarches publiées au même instant."""

    def __init__(self, redacteur, jour, organisations, auteur, validateur):
        self.redacteur, self.organisations, self.jour = redacteur, organisations, jour
        self.auteur, self.validateur = auteur, validateur
        self.instant = timezone.make_aware(dt.datetime.combine(jour, dt.time(9)))

    def ecrire(self, tailles) -> None:
        dossiers = numeroter(Dossier, [self._dossier() for _ in tailles])
        copier(Dossier, dossiers)
        objets = self._ecrire_l_atelier(dossiers, tailles)
        publications = numeroter(Publication, [self._publication(dossier) for dossier in dossiers])
        copier(Publication, publications)
        evenements = [self._evenement(publication) for publication in publications]
        copier(Evenement, numeroter(Evenement, evenements))
        versions = self._versions(objets, publications)
        for modele, lignes in versions.items():
            copier(modele, numeroter(modele, lignes))
        self._indexer(dossiers, versions)

    # The workshop

    def _ecrire_l_atelier(self, dossiers, tailles) -> list:
        """The objects that are published, each with its repeated parts."""
        demarches = [self._demarche(dossier) for dossier in dossiers]
        copier(Demarche, demarches)
        copier(Avis, [self._avis(d, taille) for d, taille in zip(demarches, tailles, strict=True)])
        copier(Impact, [self._impact(demarche) for demarche in demarches])
        points = [
            self._point(demarche, rang)
            for demarche, taille in zip(demarches, tailles, strict=True)
            for rang in range(1, taille + 1)
        ]
        copier(Proposition, numeroter(Proposition, points))
        positions = [(point, self.redacteur.parmi(REPONSES)) for point in points]
        reponses = [self._reponse(point, position) for point, position in positions if position]
        copier(Reponse, reponses)
        self._ecrire_les_mesures([point for point, position in positions if position == Position.RETENUE])
        for (
            point
        ) in points:  # written above without any: asking the database would take longer than all the rest
            point._prefetched_objects_cache = {"origines": [], "parties": []}
        pks = [dossier.pk for dossier in dossiers]
        return [
            *Demarche.objects.filter(dossier__in=pks).pour_le_document(),
            *Avis.objects.filter(demarche__in=pks).pour_le_document(),
            *points,
            *reponses,
            *Impact.objects.filter(demarche__in=pks).pour_le_document(),
            *Mesure.objects.filter(demarche__in=pks).pour_le_document(),
        ]

    def _ecrire_les_mesures(self, points):
        mesures, liens, numeros = [], [], {}
        for rang, point in enumerate(points):
            derniere = mesures[-1] if mesures else None
            if rang % POINTS_PAR_MESURE == 0 or derniere.demarche_id != point.demarche_id:
                numeros[point.demarche_id] = numeros.get(point.demarche_id, 0) + 1
                mesures.append(self._mesure(point.demarche_id, numeros[point.demarche_id]))
            liens.append((mesures[-1], point))
        copier(Mesure, numeroter(Mesure, mesures))
        copier(
            LienMesure,
            numeroter(LienMesure, [LienMesure(mesure=mesure, proposition=point) for mesure, point in liens]),
        )

    def _dossier(self):
        organisation = self.redacteur.hasard.choice(self.organisations)
        return Dossier(organisation=organisation, intitule=f"Fictive – {self.redacteur.titre()}"[:200])

    def _demarche(self, dossier):
        redacteur = self.redacteur
        return Demarche(
            dossier=dossier,
            titre=dossier.intitule,
            chapo=redacteur.texte(2),
            themes=redacteur.hasard.sample(Theme.values, 2),
            type=redacteur.hasard.choice(TypeDemarche.values),
            objectif=Objectif.REFORMER_OU_AMELIORER,
            territoire=redacteur.hasard.choice(["", "France entière", "Bretagne", "Occitanie"]),
            commanditaire_fonction="Ministre fictive",
            question=redacteur.phrase(12),
            contexte=redacteur.texte(5),
            objet=redacteur.texte(3),
            point_de_sortie=redacteur.phrase(10),
            contact="participation@exemple.gouv.fr",
            aucun_delai_annonce=True,
            annoncee_le=self.jour - dt.timedelta(days=200),
            ouverte_le=self.jour - dt.timedelta(days=150),
            cloturee_le=self.jour - dt.timedelta(days=60),
        )

    def _avis(self, demarche, taille):
        return Avis(
            demarche=demarche,
            forme=FormeAvis.LISTE_DE_PROPOSITIONS,
            synthese=self.redacteur.texte(8),
            redige_par=Redaction.CITOYENS,
            remis_le=self.jour - dt.timedelta(days=40),
            remis_a="La ministre fictive",
            nombre_remis=taille,
            nombre_remis_source="Avis fictif",
        )

    def _impact(self, demarche):
        return Impact(demarche=demarche, prochaines_etapes=self.redacteur.texte(2))

    def _point(self, demarche, rang):
        chapitre = 1 + (rang - 1) // 30
        return Proposition(
            demarche=demarche,
            reference=f"C{chapitre}.{rang - 30 * (chapitre - 1)}",
            ordre=rang,
            chapitre=f"Chapitre {chapitre}",
            titre=self.redacteur.titre(),
            verbatim=self.redacteur.texte(self.redacteur.hasard.randint(2, 6)),
        )

    def _reponse(self, point, position):
        en_attente = position in Position.d_attente()
        return Reponse(
            proposition=point,
            position=position,
            motivation=self.redacteur.texte(self.redacteur.hasard.randint(2, 5)),
            motifs=[Motif.COUT] if position in Position.a_motiver() else [],
            ecart=self.redacteur.phrase(15) if position == Position.RETENUE_EN_PARTIE else "",
            texte_en_vigueur="Loi fictive" if position == Position.DEJA_EN_VIGUEUR else "",
            texte_en_vigueur_le=self.jour if position == Position.DEJA_EN_VIGUEUR else None,
            echeance=self.jour + dt.timedelta(days=365) if en_attente else None,
            repondue_le=self.jour,
            source="Réponse fictive",
            signataire_nom="Camille Fictive",
            signataire_fonction="Ministre fictive",
            signataire_autorite="Ministère fictif",
            visa_par="Camille Fictive",
            visa_le=self.jour,
            visa_delegation="Arrêté fictif",
        )

    def _mesure(self, demarche_id, numero):
        return Mesure(
            demarche_id=demarche_id,
            numero=numero,
            titre=self.redacteur.titre(),
            description=self.redacteur.texte(2),
            responsable=self.redacteur.hasard.choice(self.organisations),
            vecteur=Vecteur.DECRET,
            avancement=self.redacteur.parmi(AVANCEMENTS),
            echeance_initiale=self.jour + dt.timedelta(days=300),
        )

    # The window

    def _publication(self, dossier):
        return Publication(
            dossier=dossier,
            etat=Etat.VALIDEE,
            soumise_le=self.instant,
            soumise_par=self.auteur,
            auteurs=[self.auteur.pk],
            traitee_le=self.instant,
            validee_par=self.validateur,
            publiee_le=self.instant,
            controles=PointDeControle.values,
        )

    def _evenement(self, publication):
        return Evenement(
            survenu_le=self.instant,
            nature=NatureEvenement.PUBLICATION,
            dossier=publication.dossier,
            publication=publication,
            documents=[],
        )

    def _versions(self, objets, publications) -> dict:
        """Kind → every version of the lot."""
        publication_de = {publication.dossier_id: publication for publication in publications}
        versions = {modele: [] for modele in types_de_version()}
        for objet in objets:
            modele, contenu = type_de_version(objet), document_a_publier(objet)
            dossier = contenu["id"] if isinstance(objet, Demarche) else contenu["demarche"]
            versions[modele].append(
                modele(
                    objet=objet,
                    dossier_id=dossier,
                    publication=publication_de[dossier],
                    numero=1,
                    validite=DateTimeTZRange(self.instant, None),
                    contenu=contenu,
                    empreinte=_empreinte(contenu),
                )
            )
        return versions

    def _indexer(self, dossiers, versions):
        """The rows of today, which no date to come will change: every due date is on either side of a midnight past."""
        documents = {dossier.pk: {modele: {} for modele in types_de_version()} for dossier in dossiers}
        for modele, lignes in versions.items():
            for version in lignes:
                documents[version.dossier_id][modele][version.objet_id] = (version.contenu, self.instant)
        maintenant = timezone.now()
        fiches = {modele: [] for modele in CLES}
        for dossier in dossiers:
            for fiche in en_fiches(dossier, documents[dossier.pk], timezone.localdate(maintenant)):
                fiche.validite = DateTimeTZRange(self.instant, None)
                fiches[type(fiche)].append(fiche)
            renouveler(dossier, self.instant, [])
        for modele, lignes in fiches.items():
            copier(modele, numeroter(modele, lignes))
