"""A few clients that ask one address as fast as they are answered."""

import socket
import threading
import time
from dataclasses import dataclass, field
from statistics import quantiles

CLIENTS = 4


@dataclass
class Charge:
    """Ce qu’ont reçu les clients."""

    duree: float = 0.0
    temps: list[float] = field(default_factory=list)
    """Of each answer, in seconds."""
    octets: int = 0
    """Of one answer, headers included."""

    @property
    def par_seconde(self) -> float:
        return len(self.temps) / self.duree

    @property
    def p50(self) -> float:
        return quantiles(self.temps, n=100)[49]

    @property
    def p99(self) -> float:
        return quantiles(self.temps, n=100)[98]


def solliciter(port, chemin, statut, secondes, **entetes) -> Charge:
    """Ask for `secondes` from CLIENTS threads; raises RuntimeError if one answer is not of this status."""
    requete = _requete(port, chemin, entetes)
    charge, erreurs = Charge(), []
    fin = time.perf_counter() + secondes

    def un_client():
        while time.perf_counter() < fin and not erreurs:
            debut = time.perf_counter()
            reponse = _demander(port, requete)
            charge.temps.append(time.perf_counter() - debut)
            charge.octets = len(reponse)
            if not reponse.startswith(b"HTTP/1.1 %d " % statut):
                erreurs.append(reponse[:80])

    debut = time.perf_counter()
    clients = [threading.Thread(target=un_client) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    charge.duree = time.perf_counter() - debut
    if erreurs:
        raise RuntimeError(f"{chemin} : {erreurs[0]!r}")
    return charge


def entetes_de(port, chemin, **entetes) -> dict:
    """The headers of one answer, names in lower case, and the length of its body under « corps »."""
    tete, _, corps = _demander(port, _requete(port, chemin, entetes)).partition(b"\r\n\r\n")
    lus = dict(ligne.split(": ", 1) for ligne in tete.decode("latin-1").split("\r\n")[1:])
    return {nom.lower(): valeur for nom, valeur in lus.items()} | {"corps": len(corps)}


def _requete(port, chemin, entetes) -> bytes:
    lignes = [f"GET {chemin} HTTP/1.1", f"Host: localhost:{port}", "Connection: close"]
    lignes += [f"{nom.replace('_', '-')}: {valeur}" for nom, valeur in entetes.items()]
    return "\r\n".join([*lignes, "", ""]).encode()


def _demander(port, requete) -> bytes:
    with socket.create_connection(("127.0.0.1", port)) as prise:
        prise.sendall(requete)
        morceaux = []
        while morceau := prise.recv(65536):
            morceaux.append(morceau)
    return b"".join(morceaux)
