import type { QueryRunner } from 'typeorm';
import { isCommuneCode, isTerritoryId } from '../../platform/territory-id';
import type { PostalCommune } from '../../reference/cog/postal-codes';
import type { DistinctValues, Resolve, Resolved } from './resolve-references';

/** What five bare digits are. */
export type BareCodes = 'commune' | 'postal';

export interface TerritoryOptions {
  /** Undefined: told by the codes themselves. */
  bareCodes: BareCodes | undefined;
  /** Communes by postal code; read only when a file holds some. */
  postalCodes: () => ReadonlyMap<string, readonly PostalCommune[]>;
}

interface TerritoryRow {
  id: string;
  key: number;
  /** Of an old code: the id of today. */
  today: string | null;
}

const BARE = '^[0-9][0-9AB][0-9]{3}$';
const POSTAL = /^(?:postal:|cp ?)(\d{5})$/i;
const SHOWN = 12;

/**
 * Finds territories by id, by commune code (old ones too) or by postal code.
 * More than half of the postal codes are also the code of some other commune. Bare codes are read as commune codes
 * when the file holds one that can only be that and none that can only be a postal code; and the other way round. A
 * file that does not tell has its doubtful codes refused rather than guessed.
 */
export function territoryResolver(
  runner: QueryRunner,
  { bareCodes, postalCodes }: TerritoryOptions,
): (values: DistinctValues, notices: string[]) => Promise<Resolve> {
  return async (values, notices) => {
    let meaning = bareCodes;
    if (meaning === undefined) {
      meaning = await meaningOfBareCodes(runner, values, postalCodes);
      if (meaning !== undefined) {
        const told = meaning === 'commune' ? 'codes commune (COG)' : 'codes postaux';
        notices.push(
          `les codes à cinq chiffres sont lus comme des ${told} : le fichier en contient qui ne peuvent être que cela`,
        );
      }
    }
    return (written) => resolveAll(runner, written, meaning, postalCodes);
  };
}

async function resolveAll(
  runner: QueryRunner,
  written: readonly string[],
  meaning: BareCodes | undefined,
  postalCodes: TerritoryOptions['postalCodes'],
): Promise<Resolved[]> {
  const ids = written.flatMap((word) => candidateId(word) ?? []);
  const found = await territories(runner, ids);
  const postal = await territories(
    runner,
    written.flatMap((word) => {
      const code = postalCodeIn(word, meaning);
      if (code === undefined) return [];
      return (postalCodes().get(code) ?? []).map((commune) => `commune:${commune.code}`);
    }),
  );
  return written.map((word) => resolveOne(word, meaning, found, postal, postalCodes));
}

/** The id that a written value may be. */
function candidateId(word: string): string | undefined {
  if (isTerritoryId(word)) return word;
  const lower = word.toLowerCase();
  if (lower === 'france') return lower;
  const [level = '', code] = word.split(':');
  const id = code === undefined ? `commune:${word.toUpperCase()}` : `${level.toLowerCase()}:${code.trim()}`;
  return isTerritoryId(id) ? id : undefined;
}

function postalCodeIn(word: string, meaning: BareCodes | undefined): string | undefined {
  const told = POSTAL.exec(word)?.[1];
  if (told !== undefined) return told;
  return /^\d{5}$/.test(word) && meaning !== 'commune' ? word : undefined;
}

function resolveOne(
  word: string,
  meaning: BareCodes | undefined,
  found: ReadonlyMap<string, TerritoryRow>,
  postal: ReadonlyMap<string, TerritoryRow>,
  postalCodes: TerritoryOptions['postalCodes'],
): Resolved {
  const code = postalCodeIn(word, meaning);
  const id = candidateId(word);
  const bare = code === word;
  const asId = id === undefined || (bare && meaning === 'postal') ? undefined : found.get(id);
  if (code === undefined) {
    if (id === undefined) return { fault: 'MALFORMED_TERRITORY' };
    return asId === undefined ? { fault: 'UNKNOWN_TERRITORY' } : taken(asId);
  }
  const communes = postalCodes().get(code) ?? [];
  if (asId !== undefined && communes.length > 0) {
    const same = communes.length === 1 && postal.get(`commune:${communes[0]?.code}`)?.key === asId.key;
    return same
      ? taken(asId)
      : { fault: 'AMBIGUOUS_CODE', detail: `commune:${word} ou postal:${word} (${told(communes)})` };
  }
  if (asId !== undefined) return taken(asId);
  if (communes.length === 0)
    return { fault: bare && meaning === undefined ? 'UNKNOWN_TERRITORY' : 'UNKNOWN_POSTAL_CODE' };
  if (communes.length > 1) return { fault: 'POSTAL_CODE_OF_SEVERAL', detail: told(communes) };
  const row = postal.get(`commune:${communes[0]?.code}`);
  return row === undefined ? { fault: 'UNKNOWN_TERRITORY' } : { key: row.key };
}

function taken({ id, key, today }: TerritoryRow): Resolved {
  return today === null ? { key } : { key, notice: `${id} est un ancien code ; il est lu comme ${today}` };
}

function told(communes: readonly PostalCommune[]): string {
  const shown = communes.slice(0, SHOWN).map(({ code, name }) => `${name} (${code})`);
  return `${shown.join(', ')}${communes.length > SHOWN ? ` et ${communes.length - SHOWN} autres` : ''}`;
}

async function territories(runner: QueryRunner, ids: readonly string[]): Promise<Map<string, TerritoryRow>> {
  if (ids.length === 0) return new Map();
  const rows = (await runner.query(
    `SELECT id, key, NULL AS today FROM territory WHERE id = ANY($1::text[])
     UNION ALL
     SELECT old.id, now.key, now.id FROM territory_alias AS old JOIN territory AS now ON now.key = old.target
     WHERE old.id = ANY($1::text[])`,
    [[...new Set(ids)]],
  )) as TerritoryRow[];
  return new Map(rows.map((row) => [row.id, row]));
}

async function meaningOfBareCodes(
  runner: QueryRunner,
  values: DistinctValues,
  postalCodes: TerritoryOptions['postalCodes'],
): Promise<BareCodes | undefined> {
  let onlyCommune = false;
  let onlyPostal = false;
  for await (const codes of values.batches(`written ~ '${BARE}'`)) {
    const known = await territories(
      runner,
      codes.filter(isCommuneCode).map((code) => `commune:${code}`),
    );
    for (const code of codes) {
      const [commune, postal] = [known.has(`commune:${code}`), postalCodes().has(code)];
      onlyCommune ||= commune && !postal;
      onlyPostal ||= postal && !commune;
    }
  }
  if (onlyCommune === onlyPostal) return undefined;
  return onlyCommune ? 'commune' : 'postal';
}
