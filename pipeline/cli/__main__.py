"""``python -m pipeline.cli`` is the command ``measures``."""

import sys

from pipeline.cli import main

sys.exit(main())
