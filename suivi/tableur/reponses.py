"""The workbook of answers: one line per point that calls for one."""

from functools import cached_property

from suivi.enums import GenreDeTableur
from suivi.models import Reponse
from suivi.permissions import points_confies
from suivi.tableur.classeur import Classeur
from suivi.tableur.colonnes import POINT, REPONSES

MOTIFS = ["motif_1", "motif_2", "motif_3"]


class ClasseurDeReponses(Classeur):
    genre = GenreDeTableur.REPONSES
    lettre = "R"
    modele = Reponse
    colonnes = REPONSES
    verrous = POINT
    cle = POINT[0]
    repere = "Repère de la réponse"
    sections = "réponses"

    @cached_property
    def objets(self) -> dict[int, Reponse]:
        """By point, those cut into parts included: a line that answers one is told so."""
        points = (
            self.demarche.propositions.select_related("reponse__destinataire")
            .prefetch_related("parties")
            .order_by("ordre", "pk")
        )
        reponses = {}
        for point in points:
            reponse = getattr(point, "reponse", None) or Reponse(proposition=point)
            reponse.proposition = point
            reponses[point.pk] = reponse
        return reponses

    @cached_property
    def ecrivables(self) -> set[int]:
        """All of them for whoever writes the démarche; those entrusted to their organisations for the others."""
        if self.droits.ecrit(self.demarche.dossier):
            return set(self.objets)
        return set(points_confies(self.droits.agent, self.demarche.dossier).values_list("pk", flat=True))

    def a_telecharger(self, chapitre="", sans_reponse=False, confiee_a=None) -> list[Reponse]:
        """The leaves that the agent may answer, of one chapter, unanswered, entrusted to one organisation."""
        return [
            reponse
            for pk, reponse in self.objets.items()
            if pk in self.ecrivables
            and not reponse.proposition.parties.all()
            and (not chapitre or reponse.proposition.chapitre == chapitre)
            and (not sans_reponse or reponse._state.adding)
            and (not confiee_a or reponse.proposition.confiee_a_id == confiee_a)
        ]

    def valeur(self, reponse, champ):
        if champ in MOTIFS:
            return (reponse.motifs[MOTIFS.index(champ) :] or [""])[0]
        return super().valeur(reponse, champ)

    def verrou(self, reponse, champ):
        return str(getattr(reponse.proposition, champ))

    def champ_de(self, colonne):
        return "motifs" if colonne.champ in MOTIFS else colonne.champ

    def poser(self, reponse, valeurs, refuser):
        motifs = [valeurs.get(champ, self.valeur(reponse, champ)) for champ in MOTIFS]
        reponse.motifs = list(dict.fromkeys(filter(None, motifs)))
        return super().poser(reponse, valeurs, refuser)

    def enregistrer(self, ecritures):
        reponses = [ecriture.objet for ecriture in ecritures]
        Reponse.objects.bulk_create([reponse for reponse in reponses if reponse._state.adding])
        champs = [colonne.champ for colonne in REPONSES if colonne.propre]
        Reponse.objects.bulk_create(
            [reponse for reponse in reponses if not reponse._state.adding],
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=[*champs, "motifs"],
        )
