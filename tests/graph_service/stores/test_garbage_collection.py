"""The paused collector runs again whatever happens, unless somebody else had stopped it."""

import gc

import pytest

from graph_service.stores import garbage_collection


def test_the_collector_runs_again_after_a_block_and_after_one_that_fails():
    with garbage_collection.paused(), garbage_collection.paused():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="bad"), garbage_collection.paused():
        raise ValueError("bad")
    assert gc.isenabled()


def test_a_collector_that_was_stopped_before_stays_so():
    gc.disable()
    try:
        with garbage_collection.paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
