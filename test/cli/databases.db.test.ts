import { openDatabases, withDatabases, withOwners } from '../../cli/databases';
import { migrate } from '../../cli/migrate';
import { readConfig } from '../../platform/config';
import { openDatabase } from '../../platform/database';
import { createLogger } from '../../platform/log';
import { emptyDatabase, roleAddress } from '../support/database';

const log = createLogger({ level: 'silent' });
const who = 'SELECT current_user::text AS role, current_schema()::text AS schema';

describe('on a server of the operator’s', () => {
  let url: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ url, close } = await emptyDatabase());
    expect(await migrate(undefined, {}, readConfig({ DATABASE_URL: url }), log)).toBe(0);
  }, 60_000);
  afterAll(() => close());

  async function reader(env: Record<string, string>): Promise<unknown> {
    const { schemas, embedded } = await openDatabases(readConfig(env), ['flows'], 'command', log);
    expect(embedded).toBeUndefined();
    const database = openDatabase(schemas[0]!.read);
    try {
      return await database.rows('who', who, []);
    } finally {
      await database.close();
    }
  }

  it('reads with the role of the subgraph when only the owner’s address is given', async () => {
    expect(await reader({ DATABASE_URL: url })).toEqual([{ role: 'maillon_flows', schema: 'flows' }]);
  });

  it('reads with the address given for the subgraph', async () => {
    const own = roleAddress(url, 'flows');
    expect(await reader({ FLOWS_DATABASE_URL: own })).toEqual([{ role: 'maillon_flows', schema: 'flows' }]);
    expect(await reader({ DATABASE_URL: url, FLOWS_DATABASE_URL: own })).toHaveLength(1);
  });

  it('logs the role in with the password that the operator gives', async () => {
    // The cluster's own password of the role: other test files use it at the same time.
    const password = decodeURIComponent(new URL(roleAddress(url, 'flows')).password);
    const env = { DATABASE_URL: url, MAILLON_FLOWS_DB_PASSWORD: password };
    expect(await migrate('flows', {}, readConfig(env), log)).toBe(0);
    expect(await reader(env)).toEqual([{ role: 'maillon_flows', schema: 'flows' }]);
  });

  it('says which address is missing', async () => {
    const config = readConfig({ FLOWS_DATABASE_URL: roleAddress(url, 'flows') });
    const write = withDatabases(config, ['flows'], log, ({ schemas }) => withOwners(schemas, async () => 0));
    await expect(write).rejects.toThrow('can only be read from here');
  });
});
