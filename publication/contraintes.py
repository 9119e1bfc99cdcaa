"""The guards of the window, declared beside ordinary constraints (accounts/contraintes.py); SQL in gardiens.sql."""

from accounts.contraintes import AjoutSeul, TriggerConstraint

__all__ = ["AjoutSeul", "TriggerConstraint"]  # migrations name them here


class PassePreserve(TriggerConstraint):
    """The part of `validite` before now never changes, nor does anything else of a version; it comes with its
    submission and is never deleted."""

    fonction = "publication_preserver_le_passe"
    quand = "AFTER INSERT OR UPDATE OR DELETE"


class SansTrou(TriggerConstraint):
    """Per object, validities follow one another without end, numbers run from 1, each validity is that of a
    validated publication; checked at commit."""

    fonction = "publication_refuser_les_trous"
    quand = "AFTER INSERT OR UPDATE OR DELETE"
    modificateurs = "DEFERRABLE INITIALLY DEFERRED"
    garde_contre_truncate = False


class SoumissionFigee(TriggerConstraint):
    """What was submitted, and by whom it was written, never changes; what was dealt with neither.

    Its submission and its treatment are dated of the present."""

    fonction = "publication_figer_la_soumission"
    quand = "AFTER INSERT OR UPDATE OR DELETE"


class VersionsAccordees(TriggerConstraint):
    """A publication is validated when and only when its versions are valid from its instant; checked at commit."""

    fonction = "publication_accorder_les_versions"
    quand = "AFTER INSERT OR UPDATE"
    modificateurs = "DEFERRABLE INITIALLY DEFERRED"
    garde_contre_truncate = False


class EffacementGarde(TriggerConstraint):
    """An erasure is asked, then confirmed or refused once, at its own instant; its passages go with that."""

    fonction = "publication_garder_l_effacement"
    quand = "BEFORE INSERT OR UPDATE OR DELETE"


class DroitDeReponseFige(TriggerConstraint):
    """Published at its own instant, a reply never changes and never goes, but for what a legal erasure takes out."""

    fonction = "publication_figer_le_droit_de_reponse"
    quand = "BEFORE INSERT OR UPDATE OR DELETE"
