// What the work map needs of packages that browsers cannot load as they are: one module.
export { PMTiles, Protocol } from "pmtiles";
export {
  TerraDraw,
  TerraDrawLineStringMode,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from "terra-draw";
export { TerraDrawMapLibreGLAdapter } from "terra-draw-maplibre-gl-adapter";
