"""Two gunicorns of two workers: the portal, and WhiteNoise alone over a directory."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil

OUVRIERS = 2


@contextmanager
def gunicorn(application, **environnement):
    """Serve a WSGI application; gives the port and the process."""
    port = _port_libre()
    commande = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    processus = subprocess.Popen(  # noqa: S603 - our own command
        [*commande, "--workers", str(OUVRIERS), "--log-level", "warning"],
        env=os.environ | environnement,
        stdin=subprocess.DEVNULL,
    )
    try:
        _attendre(port, processus)
        yield port, processus
    finally:
        processus.terminate()
        processus.wait()


def memoire_des_ouvriers(processus) -> float:
    """Resident memory of the heaviest worker, in MB."""
    return max(enfant.memory_info().rss for enfant in psutil.Process(processus.pid).children()) / 1e6


def _port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


def _attendre(port, processus) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            if processus.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError("Le serveur à mesurer n’a pas démarré.")
