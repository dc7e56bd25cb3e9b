// The outlines of the countries (Natural Earth by world-atlas), and the middle of each.
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import * as L from "leaflet";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

type Country = Feature<Polygon | MultiPolygon>;

const ANTARCTICA = "010"; // reaches the pole, which the map's projection can't show

/** The countries of a world-atlas file. */
export function countriesOf(world: Topology<{ countries: GeometryCollection }>): Country[] {
  const all = feature(world, world.objects.countries) as FeatureCollection<Polygon | MultiPolygon>;
  return all.features.filter((country) => country.id !== ANTARCTICA);
}

/** The outlines as a layer; those of the `known` numbers stand out. */
export function outlines(countries: Country[], known: Set<string>): L.GeoJSON {
  return L.geoJSON(countries, {
    interactive: false,
    style: (country) => ({ className: known.has(String(country?.id)) ? "land known" : "land" }),
  });
}

/** The middle of each country's largest part, by the number of the country. */
export function middles(countries: Country[]): Map<string, L.LatLng> {
  return new Map(countries.map((country) => [String(country.id), middle(country.geometry)]));
}

function middle(geometry: Polygon | MultiPolygon): L.LatLng {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const centres = parts.map((part) => centroid(part[0] ?? []));
  const largest = centres.reduce((one, other) => (other.area > one.area ? other : one));
  return L.latLng(largest.north, largest.east);
}

/** The centroid of a ring and its size, a degree east counting less the further it is from the equator. */
function centroid(ring: Position[]): { north: number; east: number; area: number } {
  let [area, north, east] = [0, 0, 0];
  ring.forEach(([x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    const cross = x * nextY - nextX * y;
    area += cross / 2;
    east += ((x + nextX) * cross) / 6;
    north += ((y + nextY) * cross) / 6;
  });
  if (area === 0) return { north: ring[0]?.[1] ?? 0, east: ring[0]?.[0] ?? 0, area: 0 };
  const latitude = north / area;
  return { north: latitude, east: east / area, area: Math.abs(area) * Math.cos((latitude * Math.PI) / 180) };
}
