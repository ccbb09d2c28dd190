import type { Config } from '../platform/config';
import type { Logger } from '../platform/log';
import { SUBGRAPH_NAMES } from '../platform/subgraph/subgraph';
import { withDatabases } from './databases';
import { prepareSchemas } from './prepare-schemas';

/** `maillon import reference`: migrates if need be, then loads the bundled data where it is not in yet. */
export async function importReference(config: Config, log: Logger): Promise<number> {
  return withDatabases(config, SUBGRAPH_NAMES, log, async ({ schemas, embedded }) => {
    const { signal } = new AbortController();
    await prepareSchemas(schemas, { log, embedded, signal, load: 'here' });
    log.info('the reference data is in and up to date');
    return 0;
  });
}
