"""The command line: `python -m biwaq_geo`."""
