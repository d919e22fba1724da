"""The package ``dateline``: the one name that the wheel puts among everybody's packages.

In the wheel ``tui``, ``index`` and ``seeds`` lie inside this package (``package-dir`` in ``pyproject.toml`` says so),
in the checkout beside each other. Whoever imports this package has the folder that holds them first on the path, so
that nothing else that is called ``tui`` or ``index``, installed or on ``PYTHONPATH``, is taken for ours.
"""

from __future__ import annotations

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib takes 10 ms, and this runs first
FOLDER = _HERE if os.path.isdir(os.path.join(_HERE, "tui")) else os.path.dirname(os.path.dirname(_HERE))  # noqa: PTH112, PTH118, PTH120
"""The folder that holds our packages."""

if sys.path[:1] != [FOLDER]:
    sys.path.insert(0, FOLDER)
