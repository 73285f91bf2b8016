"""``python -m tests.browser``: which browser the tests of the page use; status 1 if none."""

import sys

from tests.browser.driver import missing

sys.stdout.write(missing() or "Chromium is here\n")
sys.exit(bool(missing()))
