import type { Config } from '../platform/config';
import type { Logger } from '../platform/log';
import { migrateDown, migrateUp } from '../platform/migrator';
import { SUBGRAPH_NAMES, type SubgraphName } from '../platform/subgraph/subgraph';
import { withDatabases, withOwners } from './databases';
import { UsageError } from './run';

/** `maillon migrate [--down [--all]] [subgraph]` */
export async function migrate(
  subgraph: string | undefined,
  { down = false, all = false }: { down?: boolean; all?: boolean },
  config: Config,
  log: Logger,
): Promise<number> {
  if (all && !down) throw new UsageError('--all goes with --down.');
  const names = subgraph === undefined ? SUBGRAPH_NAMES : [requireSubgraph(subgraph)];
  return withDatabases(config, names, log, ({ schemas }) =>
    withOwners(schemas, async (owners) => {
      for (const { name, storage, rolePassword } of schemas) {
        const owner = owners.get(name)!;
        const steps = down
          ? await migrateDown(owner, storage, { log, all })
          : await migrateUp(owner, storage, { log, rolePassword });
        const done = steps.length === 0 ? 'nothing to do' : `${down ? 'undone' : 'run'} ${steps.join(', ')}`;
        log.info(`${name}: ${done}`);
      }
      return 0;
    }),
  );
}

function requireSubgraph(name: string): SubgraphName {
  const found = SUBGRAPH_NAMES.find((known) => known === name);
  if (found) return found;
  throw new UsageError(`There is no subgraph "${name}".`, `Choose among ${SUBGRAPH_NAMES.join(', ')}.`);
}
