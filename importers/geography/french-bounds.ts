import { isCommuneCode } from '../../platform/territory-id';

/** A longitude and a latitude, in degrees. */
export type Position = readonly [longitude: number, latitude: number];

/** A box of degrees: west, south, east, north. */
type Bounds = readonly [number, number, number, number];

interface Place {
  name: string;
  bounds: readonly Bounds[];
}

/** Where France's territories are, a few tenths of a degree of sea included, by the beginning of their codes. */
const MAINLAND: Place = { name: 'France métropolitaine', bounds: [[-5.6, 41.1, 10, 51.4]] };
const OVERSEAS: Readonly<Record<string, Place>> = {
  '971': { name: 'Guadeloupe', bounds: [[-62, 15.7, -60.8, 16.7]] },
  '972': { name: 'Martinique', bounds: [[-61.4, 14.2, -60.6, 15.1]] },
  '973': { name: 'Guyane', bounds: [[-54.9, 1.9, -51.3, 6.2]] },
  '974': { name: 'La Réunion', bounds: [[55, -21.6, 56, -20.7]] },
  '975': { name: 'Saint-Pierre-et-Miquelon', bounds: [[-56.7, 46.5, -56, 47.3]] },
  '976': { name: 'Mayotte', bounds: [[44.8, -13.2, 45.5, -12.4]] },
  '977': { name: 'Saint-Barthélemy', bounds: [[-63.1, 17.7, -62.6, 18.1]] },
  '978': { name: 'Saint-Martin', bounds: [[-63.4, 17.9, -62.8, 18.3]] },
  '984': {
    name: 'Terres australes et antarctiques françaises',
    bounds: [
      [39, -51, 79, -10],
      [135, -90, 143, -65],
    ],
  },
  '986': { name: 'Wallis-et-Futuna', bounds: [[-178.6, -14.7, -175.8, -12.9]] },
  '987': { name: 'Polynésie française', bounds: [[-155.2, -28.3, -134, -7.5]] },
  '988': { name: 'Nouvelle-Calédonie', bounds: [[157.5, -23.5, 173, -17.5]] },
  '989': { name: 'La Passion-Clipperton', bounds: [[-109.5, 10.1, -109, 10.5]] },
};
const ANYWHERE: Place = {
  name: 'la France et de ses outre-mer',
  bounds: [MAINLAND, ...Object.values(OVERSEAS)].flatMap(({ bounds }) => bounds),
};

/** What is wrong with a place on the map; undefined when it may be where it says. */
export interface PositionFault {
  code: 'COORDINATES_SWAPPED' | 'OUT_OF_WORLD' | 'FAR_FROM_FRANCE';
  detail: string;
}

/**
 * Checks that a position is on Earth and in France, longitude first.
 * @param code of the commune that is there, which must then be in its own part of the world
 */
export function positionFault(position: Position, code?: string): PositionFault | undefined {
  const place = placeOf(code);
  if (isIn(position, place)) return undefined;
  const [longitude, latitude] = position;
  const detail = `[${longitude}, ${latitude}]`;
  if (isIn([latitude, longitude], place)) return { code: 'COORDINATES_SWAPPED', detail };
  const onEarth = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
  return onEarth ? { code: 'FAR_FROM_FRANCE', detail: place.name } : { code: 'OUT_OF_WORLD', detail };
}

function placeOf(code: string | undefined): Place {
  if (code === undefined || !isCommuneCode(code)) return ANYWHERE;
  return OVERSEAS[code.slice(0, 3)] ?? MAINLAND;
}

function isIn([longitude, latitude]: Position, { bounds }: Place): boolean {
  return bounds.some(
    ([west, south, east, north]) =>
      longitude >= west && longitude <= east && latitude >= south && latitude <= north,
  );
}
