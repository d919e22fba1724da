"""Python imports this when it starts with this folder on its path: a worker then knows the engine without an index."""

from __future__ import annotations

import sys

if "index.service.worker" in sys.orig_argv:
    from memory_engine import MemoryEngine

    from index.library.engines import ENGINES

    ENGINES["memory"] = MemoryEngine
