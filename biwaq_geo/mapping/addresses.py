"""Where the server offers the files of the map; light, so that the server may start with it."""

VENDOR_URL = "/app/static/vendor"
OWN_URL = "/app/static/biwaq"
