"""Open an exported GeoPackage in QGIS without a screen: name its signs and draw it.

Run with the Python that QGIS brings (on Debian `apt-get install --no-install-recommends
python3-qgis`): `/usr/bin/python3 tools/look_in_qgis.py units.gpkg picture.png`.
"""

import os
import sys

from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

SIZE = QSize(1400, 1000)
MARGIN = 1.1


def main(file: str, picture: str) -> None:
    """Print the signs of the layer's own style and write what QGIS draws."""
    layer = QgsVectorLayer(f"{file}|layername=units", "units", "ogr")
    if not layer.isValid():
        raise SystemExit(f"QGIS cannot open the layer units of {file}.")
    renderer = layer.renderer()
    if not isinstance(renderer, QgsRuleBasedRenderer):
        raise SystemExit("QGIS has found no style in the file and draws plain dots.")
    for rule in renderer.rootRule().children():
        sign = rule.symbol().symbolLayer(0)
        form, colour = sign.properties()["name"], sign.color().name()
        print(f"{rule.label():<32} {form:<12} {colour} {sign.size():.1f} mm")
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(SIZE)
    extent = layer.extent()
    extent.scale(MARGIN)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(picture)


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QgsApplication([], False)
    application.initQgis()
    main(*sys.argv[1:])
