"""What all tests share.

Fixtures use real parts: SQLite files in a temporary folder, real files of ../shared where they are present.
Random examples: `make test` runs a moderate number; `HYPOTHESIS_PROFILE=deep` runs thousands.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("default", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", max_examples=4000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
