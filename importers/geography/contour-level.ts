import type { QueryRunner } from 'typeorm';
import { OperatorError } from '../../platform/errors';
import { foldName } from '../../platform/folded-name';
import { TerritoryLevel } from '../../platform/vocabulary/territory-level';

/** Levels that publishers draw, in the order of their width. */
export const CONTOUR_LEVELS = [
  TerritoryLevel.REGION,
  TerritoryLevel.DEPARTEMENT,
  TerritoryLevel.EPCI,
  TerritoryLevel.COMMUNE,
] as const;

/** What a feature says it is. */
export interface NamedFeature {
  code: string;
  name: string | undefined;
}

/** The territories of one level. */
export interface KnownLevel {
  level: TerritoryLevel;
  /** Id by code. */
  ids: Map<string, string>;
  /** Name by code. */
  names: Map<string, string>;
}

/**
 * Finds the level that features are of: the one whose codes and names are theirs. Codes alone do not tell: 11 is both
 * the Aude and Île-de-France.
 * @param asked level that the operator says
 * @throws OperatorError when none fits, several do, or the names are not those of the level asked for
 */
export async function levelOf(
  features: readonly NamedFeature[],
  actors: QueryRunner,
  asked: TerritoryLevel | undefined,
): Promise<KnownLevel> {
  const levels = await readLevels(features, actors);
  const scored = levels.map((known) => ({ known, ...scores(features, known) }));
  if (asked !== undefined) {
    const found = scored.find(({ known }) => known.level === asked);
    if (!found || found.codes === 0) {
      throw new OperatorError(
        `Aucun code du fichier n’est celui d’un territoire de niveau ${asked}.`,
        'Vérifiez --level, ou le fichier.',
      );
    }
    if (found.named > 0 && found.names < found.named / 2) {
      const better = best(scored);
      throw new OperatorError(
        `Les noms du fichier ne sont pas ceux du niveau ${asked} : ${found.names} sur ${found.named} concordent.`,
        better ? `C’est sans doute --level ${better.known.level}.` : 'Vérifiez --level, ou le fichier.',
      );
    }
    return found.known;
  }
  const found = best(scored);
  if (found) return found.known;
  const some = scored.filter(({ codes }) => codes > 0).map(({ known }) => known.level);
  throw new OperatorError(
    some.length === 0
      ? 'Aucun code du fichier n’est celui d’un territoire connu.'
      : `Les codes et les noms du fichier ne disent pas de quel niveau il est (${some.join(', ')} ?).`,
    some.length === 0
      ? 'Chaque contour porte la propriété "code" : code officiel d’une région, d’un département, d’un EPCI ou d’une commune.'
      : 'Dites-le : --level REGION, DEPARTEMENT, EPCI ou COMMUNE.',
  );
}

interface Scores {
  /** Features whose code is one of the level. */
  codes: number;
  /** Those of them that have a name. */
  named: number;
  /** Those of them whose name is that of the territory. */
  names: number;
}

/** The one level that most features are of by code and, where they have names, by name. */
function best<Scored extends Scores & { known: KnownLevel }>(scored: readonly Scored[]): Scored | undefined {
  const fit = ({ codes, named, names }: Scores): number => (named > 0 ? names : codes);
  const sorted = scored.filter(({ codes, named, names }) => codes > 0 && (named === 0 || names >= named / 2));
  const [first, second] = sorted.toSorted((a, b) => fit(b) - fit(a));
  return first && (!second || fit(first) > fit(second)) ? first : undefined;
}

function scores(features: readonly NamedFeature[], { names }: KnownLevel): Scores {
  const found = features.filter(({ code }) => names.has(code));
  const named = found.filter(({ name }) => name !== undefined);
  const same = named.filter(({ code, name = '' }) => foldName(names.get(code) ?? '') === foldName(name));
  return { codes: found.length, named: named.length, names: same.length };
}

async function readLevels(features: readonly NamedFeature[], actors: QueryRunner): Promise<KnownLevel[]> {
  const rows = (await actors.query(
    `SELECT id, level, code, name FROM territory WHERE level = ANY ($1::text[]) AND code = ANY ($2::text[])`,
    [CONTOUR_LEVELS, [...new Set(features.map(({ code }) => code))]],
  )) as { id: string; level: TerritoryLevel; code: string; name: string }[];
  return CONTOUR_LEVELS.map((level) => {
    const own = rows.filter((row) => row.level === level);
    return {
      level,
      ids: new Map(own.map(({ code, id }) => [code, id])),
      names: new Map(own.map(({ code, name }) => [code, name])),
    };
  });
}
