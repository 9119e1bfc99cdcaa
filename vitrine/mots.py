"""The words by which points are chosen: the same for the index and for a day of the past."""

from vitrine.enums import Statut


class MotsDesPoints:
    """Needs `filter(champ=valeur, champ__in=valeurs)`."""

    def comptees(self):
        return self.filter(statut__in=Statut.comptes())

    def sans_reponse(self):
        return self.filter(statut=Statut.SANS_REPONSE)

    def de_statut(self, statut):
        return self.filter(statut=statut)

    def de_position(self, position):
        """Those whose answer stands; an overdue holding answer is silence."""
        return self.filter(position=position, statut__in=[Statut.REPONDUE, Statut.EN_ATTENTE])

    def du_chapitre(self, chapitre):
        return self.filter(chapitre=chapitre)

    def de_reference(self, reference):
        return self.filter(reference=reference)

    def parties_de(self, reference):
        return self.filter(partie_de=reference)
