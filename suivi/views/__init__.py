from suivi.views.tableur import a_reprendre, appliquer, deposer, essai, fichier_depose, telecharger

__all__ = ["a_reprendre", "appliquer", "deposer", "essai", "fichier_depose", "telecharger"]
