"""The pages kept: files in one directory per generation, shared by the workers of a machine."""

import fcntl
import gzip
import hashlib
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import brotli

AU_PLUS = 20_000  # pages of one generation
TROP_LOURDE = 2_000_000  # bytes; a heavier page is served, and not kept
VERROUS = 64  # how many pages may be rendered at the same time for the first time
COMPRESSEURS = {
    "br": lambda corps: brotli.compress(corps, quality=5),
    "gzip": lambda corps: gzip.compress(corps, compresslevel=6, mtime=0),
    "": lambda corps: corps,
}
A_REFAIRE = {"content-length", "content-encoding", "etag", "last-modified", "vary", "date", "connection"}


@dataclass(frozen=True)
class Page:
    """Une page prête à partir."""

    entetes: list[tuple[str, str]]
    etag: str
    corps: bytes

    @classmethod
    def de(cls, entetes, corps, encodage):
        """From what was rendered."""
        corps = COMPRESSEURS[encodage](corps)
        etag = f'"{hashlib.sha256(corps).hexdigest()[:32]}"'
        gardes = [(nom, valeur) for nom, valeur in entetes if nom.lower() not in A_REFAIRE]
        gardes += [("ETag", etag), ("Vary", "Accept-Encoding")]
        if encodage:
            gardes.append(("Content-Encoding", encodage))
        return cls(gardes, etag, corps)

    def partir(self, environ, start_response) -> list[bytes]:
        """The page, or 304 to a reader who holds it already."""
        connus = environ.get("HTTP_IF_NONE_MATCH", "")
        if connus and (connus.strip() == "*" or self.etag in _etiquettes(connus)):
            start_response("304 Not Modified", self.entetes)
            return []
        start_response("200 OK", [*self.entetes, ("Content-Length", str(len(self.corps)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.corps]

    def en_octets(self) -> bytes:
        return json.dumps([self.entetes, self.etag]).encode() + b"\n" + self.corps

    @classmethod
    def lue(cls, octets):
        tete, corps = octets.split(b"\n", 1)
        entetes, etag = json.loads(tete)
        return cls([tuple(entete) for entete in entetes], etag, corps)


class Pages:
    """The pages of the generation asked for; those of the others go away when a new one comes."""

    def __init__(self, racine: Path):
        self.racine = racine
        self.generation, self.dossier, self.nombre = "", None, 0
        racine.mkdir(mode=0o700, parents=True, exist_ok=True)

    def lire(self, generation, cle) -> Page | None:
        self._passer_a(generation)
        try:
            return Page.lue((self.dossier / _nom(cle)).read_bytes())
        except FileNotFoundError:
            return None

    def garder(self, generation, cle, page) -> None:
        """Whole or not at all: a reader never sees half a file."""
        if generation != self.generation or self.nombre >= AU_PLUS or len(page.corps) > TROP_LOURDE:
            return
        try:
            with tempfile.NamedTemporaryFile(dir=self.dossier, delete=False) as fichier:
                fichier.write(page.en_octets())
            os.replace(fichier.name, self.dossier / _nom(cle))
        except OSError:  # a full disk, or another worker that has already gone to the next generation
            return
        self.nombre += 1

    @contextmanager
    def seul(self, cle):
        """One at a time, all workers together, for the pages that share a lock; freed if the process dies."""
        verrou = self.racine / f"verrou-{int(_nom(cle)[:8], 16) % VERROUS}"
        with verrou.open("w") as fichier:
            fcntl.flock(fichier, fcntl.LOCK_EX)
            yield

    def _passer_a(self, generation) -> None:
        if generation == self.generation:
            return
        self.dossier = self.racine / f"pages-{hashlib.sha256(generation.encode()).hexdigest()[:24]}"
        self.dossier.mkdir(mode=0o700, exist_ok=True)
        self.generation, self.nombre = generation, sum(1 for _ in os.scandir(self.dossier))
        for autre in self.racine.glob("pages-*"):
            if autre != self.dossier:
                shutil.rmtree(autre, ignore_errors=True)


def _etiquettes(texte) -> set[str]:
    """If-None-Match compares weakly (RFC 9110, 13.1.2)."""
    return {etiquette.strip().removeprefix("W/") for etiquette in texte.split(",")}


def _nom(cle) -> str:
    return hashlib.sha256(cle.encode("utf-8", "surrogateescape")).hexdigest()
