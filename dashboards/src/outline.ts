/**
 * The counties' outline for maps, drawn as coarsely as a map of the whole prefecture needs it. It is made from the outline that
 * the simulator works with, so that there is one.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'local', 'src', 'main', 'resources', 'lishui', 'counties.geojson.gz');

/** Degrees; about three hundred metres, less than a pixel. */
const TOLERANCE = 0.003;

type Point = readonly [longitude: number, latitude: number];

interface County {
  id: string;
  properties: { name: string };
  geometry: { coordinates: Point[][] };
}

function distance(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy);
  return length === 0 ? Math.hypot(p[0] - a[0], p[1] - a[1]) : Math.abs(dx * (a[1] - p[1]) - dy * (a[0] - p[0])) / length;
}

/** Leaves out what is nearer to the straight line than the tolerance (Douglas and Peucker). */
function coarse(points: readonly Point[]): Point[] {
  const kept = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, until] = span;
    let farthest = from;
    let most = TOLERANCE;
    for (let i = from + 1; i < until; i++) {
      const far = distance(points[i]!, points[from]!, points[until]!);
      if (far > most) [farthest, most] = [i, far];
    }
    if (farthest !== from) {
      kept.add(farthest);
      spans.push([from, farthest], [farthest, until]);
    }
  }
  return points.filter((_, i) => kept.has(i));
}

const round = ([longitude, latitude]: Point): Point => [Number(longitude.toFixed(3)), Number(latitude.toFixed(3))];

export function outline(): string {
  const source = JSON.parse(gunzipSync(readFileSync(SOURCE)).toString('utf8')) as { features: County[] };
  const features = source.features.map(county => ({
    type: 'Feature',
    id: county.id,
    properties: { name: county.properties.name },
    geometry: { type: 'Polygon', coordinates: county.geometry.coordinates.map(ring => coarse(ring).map(round)) },
  }));
  return `{"type":"FeatureCollection","features":[\n${features.map(feature => JSON.stringify(feature)).join(',\n')}\n]}\n`;
}
