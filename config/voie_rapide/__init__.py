"""The fast lane: public pages already rendered, kept compressed under the generation of the window.

A page is kept under the generation read before it was rendered: when anything public changes, so does the
generation, and no page of the former one is read again.
"""

from config.voie_rapide.voie import VoieRapide

__all__ = ["VoieRapide"]
