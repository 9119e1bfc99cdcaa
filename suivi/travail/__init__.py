"""Answering at the scale of a convention: the propositions of a démarche seen and treated many at a time."""
