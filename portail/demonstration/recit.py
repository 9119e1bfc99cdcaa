"""The history of one démarche: its fiche, the avis, what the State answered, then what changed since."""

import datetime as dt

from demarches.models import Demarche, DemarcheLiee
from portail.demonstration import histoire, lecture, organisations
from portail.demonstration.ecriture import L_AVIS, LA_FICHE, LES_SUITES, Ecriture, creer
from portail.demonstration.histoire import Etape
from publication import horloge
from publication.atelier import tracer
from publication.enums import PointDeControle
from publication.models import Dossier
from publication.soumission import soumettre
from publication.validation import valider

MISE_EN_LIGNE = dt.datetime(2026, 2, 2, 9, tzinfo=lecture.PARIS)
REPONSES_EN_LIGNE = dt.datetime(2026, 2, 16, 10, tzinfo=lecture.PARIS)
AUTRES_CLES = {"organisation", "organisations", "en_ligne", "demarches_liees", "histoire"}
LIEN_AJOUTE = "L’autre démarche est maintenant sur le portail."


class Recit:
    def __init__(self, nom, contenu, agents):
        if inconnues := contenu.keys() - AUTRES_CLES - LA_FICHE - L_AVIS - LES_SUITES:
            raise ValueError(f"{nom} : rubriques inconnues : {', '.join(sorted(inconnues))}")
        self.nom, self.contenu, self.agents = nom, contenu, agents
        self.auteur = agents["Alice"]
        self.points = lecture.fichier_des_points(nom)
        self.demarche = None
        self._dater()

    def _dater(self) -> None:
        """When each section goes online: as `en_ligne` says, or as soon as all that it tells has happened."""
        dit = {nom: lecture.instant(valeur) for nom, valeur in self.contenu.get("en_ligne", {}).items()}
        ouverte_le = self.contenu["demarche"].get("ouverte_le")
        annonce = self.contenu["demarche"].get("annoncee_le") or ouverte_le
        fiche, avis, suites = (self._section(cles) for cles in (LA_FICHE, L_AVIS, LES_SUITES))
        self.fiche_le = dit.get("fiche") or au_plus_tot(MISE_EN_LIGNE, annonce, lecture.dernier_fait(fiche))
        self.avis_le = dit.get("avis") or au_plus_tot(self.fiche_le, lecture.dernier_fait(avis))
        reponses_en_ligne = (
            self.avis_le if self._reprend_tout(suites) else max(REPONSES_EN_LIGNE, self.avis_le)
        )
        self.suites_le = dit.get("suites") or au_plus_tot(reponses_en_ligne, lecture.dernier_fait(suites))

    def _reprend_tout(self, suites) -> bool:
        """All of it is older than the portal: it goes online in one piece."""
        fait = lecture.dernier_fait(suites)
        reprise = self.contenu["demarche"].get("reprise_historique")
        return bool(reprise and fait and fait < self.avis_le.date())

    def etapes(self, autres) -> list[Etape]:
        """`autres`: every récit by its name, for the démarches that this one is linked to."""
        suites = self._section(LES_SUITES)
        liens = [
            (autres[lien["autre"]], lien["nature"])
            for lien in self.contenu.get("demarches_liees", [])
            if lien["autre"] in autres
        ]
        deja_la = [(autre, nature) for autre, nature in liens if autre.rang < self.rang]
        etapes = [Etape(self.fiche_le, lambda: self._ouvrir(deja_la))]
        if self.avis_le > self.fiche_le:
            etapes.append(Etape(self.avis_le, lambda: self.publier(self._ecrire_l_avis())))
        if suites and self.suites_le > self.avis_le:
            etapes.append(Etape(self.suites_le, lambda: self.publier(self.ecriture.ecrire(suites))))
        etapes += [
            Etape(
                max(self.fiche_le, autre.fiche_le) + dt.timedelta(minutes=5),
                lambda lien=(autre, nature): self._relier([lien]),
            )
            for autre, nature in liens
            if autre.rang > self.rang
        ]
        for dit in self.contenu.get("histoire", []):
            etapes += histoire.etapes(self, dit)
        return etapes

    @property
    def rang(self) -> tuple:
        """At the same instant, those that others are linked to come first."""
        return (self.fiche_le, bool(self.contenu.get("demarches_liees")), self.nom)

    @property
    def ecriture(self) -> Ecriture:
        return Ecriture(self.demarche, self.auteur)

    def publier(self, objets, **declaration) -> None:
        if objets:
            publication = soumettre(self.demarche.dossier, objets, self.auteur, **declaration)
            valider(publication, self.agents["Viktor"], controles=PointDeControle.values)

    def _section(self, cles) -> dict:
        return {cle: valeur for cle, valeur in self.contenu.items() if cle in cles}

    def _ouvrir(self, liees) -> None:
        pilote = organisations.inscrire(self.contenu, self.auteur)
        dossier = Dossier.objects.create(organisation=pilote, intitule=self.contenu["demarche"]["titre"])
        self.demarche = Demarche(dossier=dossier)
        objets = self.ecriture.ecrire(self._section(LA_FICHE))
        self._lier(liees)
        if self.avis_le == self.fiche_le:
            objets += self._ecrire_l_avis()
        self.publier(objets)

    def _ecrire_l_avis(self) -> list:
        """With what came of it, when all is known at once."""
        points = self.ecriture.importer(self.points) if self.points else []
        cles = L_AVIS | LES_SUITES if self.suites_le == self.avis_le else L_AVIS
        return list(dict.fromkeys([*points, *self.ecriture.ecrire(self._section(cles))]))

    def _lier(self, liees) -> None:
        creer(DemarcheLiee, [
            DemarcheLiee(demarche=self.demarche, autre=autre.demarche, nature=nature)
            for autre, nature in liees
        ])  # fmt: skip

    def _relier(self, liees) -> None:
        """The other one came later: the link is an update."""
        self._lier(liees)
        tracer(self.demarche, self.auteur, self.demarche.dossier)
        self.publier([self.demarche], modification="mise_a_jour", raison=LIEN_AJOUTE)


def au_plus_tot(depart, *jours) -> dt.datetime:
    """`depart`, or the evening of the last of these days; never after the present."""
    instants = [lecture.instant(jour, dt.time(18)) for jour in jours if jour]
    return min(max([depart, *instants]), horloge.maintenant())
