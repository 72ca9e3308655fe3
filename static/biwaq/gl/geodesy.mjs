// Lengths and areas on the ellipsoid, in metres, of places in degrees [lng, lat].
//
// Good to a ten-thousandth for shapes up to 2 km across, which a test compares with pyproj.

const A = 6378137; // GRS 80
const F = 1 / 298.257222101;
const E2 = F * (2 - F);
const E = Math.sqrt(E2);
const radians = (degrees) => (degrees * Math.PI) / 180;

export function distance([lng, lat], [toLng, toLat]) {
  const sine = Math.sin(radians((lat + toLat) / 2));
  const root = 1 - E2 * sine * sine;
  const north = ((A * (1 - E2)) / root ** 1.5) * radians(toLat - lat);
  const east = (A / Math.sqrt(root)) * Math.sqrt(1 - sine * sine) * radians(toLng - lng);
  return Math.hypot(north, east);
}

export function length(places) {
  return places.slice(1).reduce((sum, place, i) => sum + distance(places[i], place), 0);
}

// Of a ring, closed or not: the area between each side and the equator, added up.
export function area(ring) {
  const doubled = ring.reduce((sum, [lng, lat], i) => {
    const [toLng, toLat] = ring[(i + 1) % ring.length];
    return sum + radians(toLng - lng) * (toEquator(lat) + toEquator(toLat));
  }, 0);
  return Math.abs(doubled) / 2;
}

// Area between a parallel and the equator, for one radian of longitude.
function toEquator(lat) {
  const sine = Math.sin(radians(lat));
  const b2 = A * A * (1 - E2);
  return (b2 / 2) * (sine / (1 - E2 * sine * sine) + Math.atanh(E * sine) / E);
}

const KILOMETRE = 1000;
const HECTARE = 10000;

export function saidLength(metres, language) {
  if (metres >= KILOMETRE) return `${figure(metres / KILOMETRE, language, 2)} km`;
  return `${figure(metres, language, metres < 100 ? 1 : 0)} m`;
}

export function saidArea(metres, language) {
  if (metres >= HECTARE) return `${figure(metres / HECTARE, language, 2)} ha`;
  return `${figure(metres, language, metres < 100 ? 1 : 0)} m²`;
}

const figure = (value, language, digits) =>
  value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
