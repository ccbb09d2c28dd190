import type { Config } from '../platform/config';
import { OperatorError } from '../platform/errors';
import { entityId } from '../platform/identifiers';
import type { Logger } from '../platform/log';
import { openDuplicates, type DuplicatePair } from '../subgraphs/actors/queries/duplicates.queries';
import { dismissDuplicate } from '../subgraphs/actors/writes/dismiss-duplicate';
import { UsageError } from './run';
import { withWritten } from './sources';

export interface DuplicatesOptions {
  json?: true;
  dismiss?: string[];
}

const REASONS: Record<string, string> = {
  SAME_SIRET: 'même SIRET',
  SAME_RNA: 'même numéro RNA',
  SAME_SIREN_NAME_COMMUNE: 'mêmes SIREN, nom et commune',
  SAME_NAME_COMMUNE: 'mêmes nom et commune',
  SIMILAR_NAME_COMMUNE: 'noms proches dans la même commune',
};

/** `maillon duplicates [--json] [--dismiss a b]`: pairs of actors for a person to decide on. */
export async function duplicates(options: DuplicatesOptions, config: Config, log: Logger): Promise<number> {
  return withWritten(config, log, async (owners) => {
    const actors = owners.get('actors')!;
    if (options.dismiss !== undefined) {
      const [one, other, ...more] = options.dismiss.map(actorId);
      if (one === undefined || other === undefined || more.length > 0)
        throw new UsageError('--dismiss takes two actors.');
      if (!(await dismissDuplicate(actors.manager, one, other)))
        throw new OperatorError(
          `${one} et ${other} ne sont pas une paire de la liste.`,
          '"maillon duplicates" en donne la liste.',
        );
      log.info(`${one} et ${other} sont deux : la paire ne sera plus montrée`);
      return 0;
    }
    const pairs = await openDuplicates((text, values) => actors.query(text, [...values]));
    if (options.json) process.stdout.write(`${JSON.stringify(pairs, null, 2)}\n`);
    else if (pairs.length === 0) log.info('aucune paire à examiner');
    else for (const pair of pairs) log.info(described(pair));
    return 0;
  });
}

/** The id of an actor that is named by id or slug. */
export function actorId(named: string): string {
  return named.startsWith('actor:') ? named : entityId('actor', named);
}

function described({ first, second, reasons, score }: DuplicatePair): string {
  const side = ({ id, name, territory, siret }: DuplicatePair['first']): string =>
    `  ${id} : ${[name, territory, siret].filter((part) => part !== null).join(', ')}`;
  const why = reasons.map((reason) => REASONS[reason] ?? reason).join(', ');
  return [`${score.toFixed(2)} ${why}`, side(first), side(second)].join('\n');
}
