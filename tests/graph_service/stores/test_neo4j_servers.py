"""What a server in trouble says, told in our words with what to do: a full disk, a database that may only be read."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import StoreError
from graph_service.messages import say
from graph_service.model import Batch, RecordType, Say, Scope
from tests.graph_service.stores.contract import actor, ground
from tests.graph_service.stores.faults import small_disk
from tests.graph_service.stores.killing import alone
from tests.graph_service.stores.servers import new_store, open_store
from tests.neo4j import needed
from tools.neo4j_server import Server


@pytest.mark.deep(only=True)
@pytest.mark.neo4j
@pytest.mark.slow
def test_a_full_disk_is_told_with_its_remedy_and_what_became_of_the_write(tmp_path: Path) -> None:
    needed()
    with (
        small_disk(tmp_path / "small", 24) as small,
        Server(brief=True, settings={"server.directories.data": str(small)}) as server,
        closing(new_store(server)) as store,
    ):
        ground(store)

        def fill() -> None:
            for n in range(10):
                says = [Say(actor(f"{n} {key}", name="x" * 2000)) for key in range(4000)]
                store.write(Batch(f"more {n}"), says)

        with pytest.raises(StoreError) as caught:
            fill()
        assert caught.value.code == "neo4j-full"
        told = say(caught.value.message, "en")
        assert "restart the server" in told
        assert ("is in the store" in told) or ("Nothing of it" in told) or ("not known" in told)


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_database_that_may_only_be_read_answers_and_takes_no_write(own_neo4j: Any) -> None:
    with closing(new_store(own_neo4j)) as store:
        ground(store)
    # It would draw places anew, and leaves that to who may write.
    alone(own_neo4j, "MATCH (h:Maillage { id: 'head' }) SET h.tables = 'other'")
    own_neo4j.stop()
    conf = own_neo4j.home / "conf" / "neo4j.conf"
    kept = conf.read_text("utf-8")
    conf.write_text(kept + "\nserver.databases.default_to_read_only=true\n", "utf-8")
    try:
        own_neo4j.start()
        with closing(open_store(own_neo4j)) as store:
            assert [fact.id for fact in store.facts(RecordType.ACTOR, ["TM"], Scope.INTERNAL)] == ["TM"]
            with pytest.raises(StoreError) as caught:
                store.write(Batch("more"), [Say(actor("N"))])
            assert caught.value.code == "neo4j-read-only"
            assert "Nothing of it is in the store" in say(caught.value.message, "en")
    finally:
        own_neo4j.stop()
        conf.write_text(kept, "utf-8")
