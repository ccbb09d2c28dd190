import 'reflect-metadata';
import type { QueryRunner } from 'typeorm';
import { buildGeography, writeTerritories, type Geography } from '../../../reference/cog/geography';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { rollupDrift } from '../../../subgraphs/flows/writes/rollup-drift';
import { testDatabase, type TestDatabase } from '../../support/database';
import { flowRecord, writeCatalogue, writeTestFlows } from '../../support/flows';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase(flowsStorage);
});
afterAll(() => db.close());

/** Communes of the Ain, three if not said otherwise, and an EPCI of those named. */
function geographyOf(epci: string[], communes = ['01001', '01002', '01004']): Geography {
  return buildGeography(
    {
      version: '0',
      communes: communes.map((code) => ({
        code,
        nom: `Commune ${code}`,
        type: 'commune-actuelle' as const,
        departement: '01',
        region: '84',
        population: 10,
      })),
      regions: [{ code: '84', nom: 'Région', chefLieu: '01001' }],
      departements: [{ code: '01', nom: 'Ain', chefLieu: '01001', region: '84' }],
      epci: [{ code: '200000001', nom: 'CC', membres: epci.map((code) => ({ code })) }],
    },
    { version: '0', places: new Map() },
    [],
  );
}

const write = (geography: Geography) =>
  db.dataSource.transaction((manager) => writeTerritories(manager, geography));

async function distributedInEpci(): Promise<string | undefined> {
  const [row] = await db.dataSource.query<{ amount: string }[]>(
    `SELECT sum(s.amount) AS amount FROM flow_sum_year s JOIN territory t ON t.key = s.territory WHERE t.level = 'EPCI'`,
  );
  return row?.amount;
}

it('makes the sums of flows anew when an EPCI gets other communes', async () => {
  await write(geographyOf(['01001']));
  await writeCatalogue(db.dataSource.manager);
  await writeTestFlows(db.dataSource.manager, [
    flowRecord({ externalId: 'one', quantity: '1', destination: 'commune:01001' }),
    flowRecord({ externalId: 'two', quantity: '2', origin: 'commune:01001', destination: 'commune:01004' }),
  ]);
  expect(await distributedInEpci()).toBe('1000000');
  await write(geographyOf(['01001', '01004']));
  expect(await distributedInEpci()).toBe('3000000');
  expect(
    await db.dataSource.transaction(({ queryRunner }) => rollupDrift(queryRunner as QueryRunner)),
  ).toEqual([]);
});

it('keeps the territories that flows name, and lets go of the others', async () => {
  const communes = ['01001', '01002', '01004', '01005', '01006'];
  const ids = async () =>
    (await db.dataSource.query<{ id: string }[]>(`SELECT id FROM territory WHERE level = 'COMMUNE'`)).map(
      ({ id }) => id,
    );
  await write(geographyOf(['01001'], communes));
  await writeCatalogue(db.dataSource.manager);
  await writeTestFlows(db.dataSource.manager, [
    flowRecord({ externalId: 'from', origin: 'commune:01004' }),
    flowRecord({ externalId: 'to', destination: 'commune:01005' }),
  ]);
  await expect(db.dataSource.query(`DELETE FROM territory WHERE id = 'commune:01005'`)).rejects.toThrow(
    'territory "commune:01005" is an end of flows: flow_end_fkey',
  );
  await expect(
    db.dataSource.query(`UPDATE territory SET key = 99999 WHERE id = 'commune:01004'`),
  ).rejects.toThrow('flow_end_fkey');
  await write(geographyOf(['01001'], ['01001', '01002']));
  expect((await ids()).sort()).toEqual(['commune:01001', 'commune:01002', 'commune:01004', 'commune:01005']);
});
