"""The rights of the agent of one request, each asked once: a form page asks the same ones fifty times."""

from functools import cached_property

from publication import permissions


class Droits:
    def __init__(self, agent):
        self.agent = agent
        self._lus, self._ecrits, self._objets = {}, {}, {}

    @classmethod
    def de(cls, request) -> "Droits":
        if not hasattr(request, "droits"):
            request.droits = cls(request.user)
        return request.droits

    @staticmethod
    def relire(request) -> None:
        """Forget what was read before a lock: an assignment may have ended while one was waiting for it."""
        if hasattr(request, "droits"):
            del request.droits

    @cached_property
    def ecrit_quelque_part(self) -> bool:
        return permissions.peut_ecrire_quelque_part(self.agent)

    @cached_property
    def lit_quelque_part(self) -> bool:
        return permissions.peut_lire_quelque_part(self.agent)

    @cached_property
    def efface(self) -> bool:
        return permissions.peut_effacer(self.agent)

    def lit(self, dossier) -> bool:
        if dossier.pk not in self._lus:
            self._lus[dossier.pk] = permissions.peut_lire(self.agent, dossier)
        return self._lus[dossier.pk]

    def soumet(self, dossier) -> bool:
        return self.ecrit(dossier) or permissions.peut_etablir(self.agent, dossier)

    def ecrit_l_objet(self, objet, dossier) -> bool:
        if self.ecrit(dossier):
            return True
        cle = type(objet), objet.pk
        if cle not in self._objets:
            self._objets[cle] = permissions.peut_ecrire_l_objet(self.agent, objet, dossier)
        return self._objets[cle]

    def ecrit(self, dossier) -> bool:
        if dossier.pk not in self._ecrits:
            self._ecrits[dossier.pk] = permissions.peut_ecrire(self.agent, dossier)
        return self._ecrits[dossier.pk]
