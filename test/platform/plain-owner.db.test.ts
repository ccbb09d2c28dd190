import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../../platform/database';
import { startEmbedded, type EmbeddedPostgres } from '../../platform/embedded-postgres/start';
import { createLogger } from '../../platform/log';
import { migrateUp, ownerDataSource } from '../../platform/migrator';
import { readConnection } from '../../platform/roles';
import { flowsStorage } from '../../subgraphs/flows/storage';

const log = createLogger({ level: 'silent' });

/** An owner as docs/operating.md makes one on a server of the operator's: no superuser, the roles do not exist yet. */
describe('an owner who is no superuser', () => {
  let server: EmbeddedPostgres;
  let url: string;

  beforeAll(async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'maillon-owner-'));
    // As root, the account that runs PostgreSQL must be able to pass.
    chmodSync(dataDir, 0o711);
    server = await startEmbedded({ dataDir, log, durable: false });
    const superuser = new Client({ connectionString: server.url });
    await superuser.connect();
    await superuser.query(`CREATE ROLE plain_owner LOGIN CREATEROLE PASSWORD 'plain-owner-password'`);
    await superuser.query('CREATE DATABASE plain OWNER plain_owner');
    await superuser.end();
    url = `postgres://plain_owner:plain-owner-password@127.0.0.1:${server.port}/plain`;
  });
  afterAll(async () => {
    await server.stop();
    for (const folder of server.folders) rmSync(folder, { recursive: true, force: true });
  });

  it('migrates, and reads as the read role without knowing its password', async () => {
    const owner = await ownerDataSource(flowsStorage, url).initialize();
    try {
      expect(await migrateUp(owner, flowsStorage, { log })).not.toHaveLength(0);
      // A second start finds the role and the right there.
      expect(await migrateUp(owner, flowsStorage, { log })).toEqual([]);
    } finally {
      await owner.destroy();
    }
    const database = openDatabase(readConnection('flows', url, true));
    try {
      expect(await database.rows('test.role', 'SELECT current_user AS role', [])).toEqual([
        { role: 'maillon_flows' },
      ]);
    } finally {
      await database.close();
    }
  });
});
