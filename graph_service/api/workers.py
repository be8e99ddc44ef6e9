"""Runs the service in several processes (`maillage serve --workers N`).

One process computes one thing at a time, however many threads it has. More of them answer more at once, each with its
own projections: the memory figure holds for each. They share the listening socket, the tokens and the cookies' secret.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from socket import socket

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from graph_service.api.access import Access
from graph_service.api.app import create_app
from graph_service.graph import Graph, open_graph
from graph_service.graph.sentences.dictionary import is_real
from graph_service.settings import Settings

_SILENT = 300
"""Seconds after which a process that says nothing is replaced: compiling kernels takes long on a busy machine."""


@dataclass(frozen=True)
class Worker:
    """What another process needs to serve the same store. It is pickled, sent there, and called."""

    url: str
    settings: Settings
    access: Access

    def __call__(self) -> FastAPI:
        graph = open_graph(self.url, settings=self.settings, lazy=True)
        threading.Thread(target=warm, args=(graph,), daemon=True).start()
        return create_app(graph, self.access)


def run(worker: Worker, workers: int, listening: socket, **options: object) -> None:
    """Serve in this many processes until stopped. One that dies is replaced."""
    config = uvicorn.Config(
        worker,
        factory=True,
        workers=workers,
        timeout_worker_healthcheck=_SILENT,
        **options,  # type: ignore[arg-type]
    )
    Multiprocess(config, sockets=[listening]).run()


def warm(graph: Graph) -> None:
    """Load what the first question needs while nobody has asked yet."""
    try:
        graph.warm()
        is_real("")
    except Exception:
        # Whoever asks first is told what is wrong with the store.
        return
