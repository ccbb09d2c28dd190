import { badUserInput } from './errors';
import { TerritoryLevel } from './vocabulary/territory-level';

const COMMUNE = /^(?:[013-9]\d|2[AB1-9])\d{3}$/;
const CODES: Record<TerritoryLevel, RegExp> = {
  [TerritoryLevel.FRANCE]: /^fr$/,
  [TerritoryLevel.REGION]: /^\d{2,3}$/,
  [TerritoryLevel.DEPARTEMENT]: /^(?:\d{2,3}|2[AB])$/,
  [TerritoryLevel.EPCI]: /^\d{9}$/,
  [TerritoryLevel.COMMUNE]: COMMUNE,
  [TerritoryLevel.PAT]: /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
};

export const FRANCE_ID = 'france';
/** The contract wants a code on every territory; the country’s is its ISO 3166 code. */
export const FRANCE_CODE = 'FR';

/** Whether a text has the form of a commune code; membership of the COG is checked elsewhere. */
export function isCommuneCode(text: string): boolean {
  return COMMUNE.test(text);
}

/** Id of a territory: `level:code`, and `france`. */
export function territoryId(level: TerritoryLevel, code: string): string {
  return level === TerritoryLevel.FRANCE ? FRANCE_ID : `${level.toLowerCase()}:${code}`;
}

/** Whether an id has the form of a territory id. */
export function isTerritoryId(id: string): boolean {
  if (id === FRANCE_ID) return true;
  const [level = '', code = '', ...rest] = id.split(':');
  const known = level.toUpperCase();
  return (
    rest.length === 0 &&
    level === level.toLowerCase() &&
    level !== FRANCE_ID &&
    known in CODES &&
    CODES[known as TerritoryLevel].test(code) &&
    code.length <= 100
  );
}

/**
 * Checks the form of a territory id that a client sent.
 * @throws BAD_USER_INPUT naming the argument
 */
export function requireTerritoryId(id: string, argument = 'territory'): string {
  if (isTerritoryId(id)) return id;
  throw badUserInput(
    `\`${argument}\` must be a territory id: "france", "region:24", "departement:41", "epci:200030385", "commune:41018" or "pat:1395"; received ${JSON.stringify(id.slice(0, 80))}. Find ids with territories(search: …).`,
    argument,
  );
}
