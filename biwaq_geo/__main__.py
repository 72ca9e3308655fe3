"""`python -m biwaq_geo`."""

import sys

from biwaq_geo.cli.main import main

sys.exit(main())
