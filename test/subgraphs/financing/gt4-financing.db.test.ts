import { Nature } from '../../../platform/vocabulary/nature';
import { readGeography, writeTerritories } from '../../../reference/cog/geography';
import { loadFinancing } from '../../../reference/gt4-2022/load-financing';
import { readReport, type Report } from '../../../reference/gt4-2022/read';
import { openFinancing, type FinancingHarness } from './financing-harness';

let financing: FinancingHarness;
let report: Report;
const load = (edition: Report) =>
  financing.db.dataSource.transaction((manager) => loadFinancing(manager, edition));

beforeAll(async () => {
  financing = await openFinancing({ fixture: false });
  report = readReport();
  await financing.db.dataSource.transaction((manager) =>
    writeTerritories(manager, readGeography(report.pats)),
  );
  await load(report);
}, 60_000);
afterAll(() => financing.close());

const FINANCING = `financing {
  publicShare
  awards { id nature funder { id } sources { locator } }
  resources { kind label share amount funder { id } sources { title locator } }
  usefulEffects { code mobilisableFunders { id } mobilisableSchemes { id operator { id } } }
  alerts { code message source { title publisher locator } evidence { locator } }
}`;

async function projects(...slugs: string[]) {
  const { data, errors, statements } = await financing.entities(
    'Project',
    slugs.map((slug) => `project:${slug}`),
    FINANCING,
  );
  expect(errors).toEqual([]);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are asserted by shape
  return { statements, financing: data._entities.map((project: any) => project.financing) };
}
const bySheet = (sheet: number) => report.projects.find((project) => project.sheet === sheet)?.slug ?? '';

describe('the report', () => {
  test('serves as many awards, lines and rows of each table as its files hold', async () => {
    const { data, errors, statements } = await financing.ask(`{
      actual: awards { totalCount } planned: awards(filter: { nature: PLANNED }) { totalCount }
      totals: awardTotals { awards awardsWithoutAmount sources { title } }
      fundingSchemes { id name description expenses sources { locator } }
      usefulEffects { code name mobilisableFunders { id } mobilisableSchemes { name } sources { locator } }
      fundCriteria { code framework objective name description sources { locator } }
      eligibleExpenses { type name examples consensus sources { locator } }
      fundingVehicles { actionType scale vehicle examples sources { locator } }
      policyRecommendations { number theme text priority authority deadline sources { title locator } }
    }`);
    expect(errors).toEqual([]);
    const awards = report.projects.flatMap((project) => project.awards);
    expect(awards.length).toBeGreaterThan(40);
    expect(data.actual.totalCount).toBe(awards.filter(({ nature }) => nature === Nature.ACTUAL).length);
    expect(data.planned.totalCount).toBe(awards.filter(({ nature }) => nature === Nature.PLANNED).length);
    expect(data.totals).toEqual([
      {
        awards: data.actual.totalCount,
        awardsWithoutAmount: awards.filter(({ nature, amount }) => nature === Nature.ACTUAL && !amount)
          .length,
        sources: [{ title: report.source.title }],
      },
    ]);
    for (const [field, records] of [
      ['fundingSchemes', report.schemes],
      ['usefulEffects', report.usefulEffects],
      ['fundCriteria', report.criteria],
      ['eligibleExpenses', report.expenses],
      ['fundingVehicles', report.vehicles],
      ['policyRecommendations', report.recommendations],
    ] as const) {
      expect([field, data[field].length]).toEqual([field, records.length]);
      expect(data[field].map((row: { sources: object[] }) => row.sources.length)).toEqual(
        records.map(() => 1),
      );
    }
    // Nine lists and two counts; one statement for all their sources, one for all schemes named.
    expect(statements).toHaveLength(13);
  });

  test('keeps the order of its tables, and recommendations by theme, then number', async () => {
    const { data } =
      await financing.ask(`{ usefulEffects { code } fundingSchemes { id } fundingVehicles { actionType }
      policyRecommendations { theme number } }`);
    expect(data.usefulEffects.map(({ code }: { code: string }) => code)).toEqual(
      report.usefulEffects.map(({ code }) => code),
    );
    expect(data.fundingSchemes.map(({ id }: { id: string }) => id)).toEqual(
      report.schemes.map(({ slug }) => `scheme:${slug}`),
    );
    const order = data.policyRecommendations.map(
      (row: { theme: number; number: number }) => row.theme * 1000 + row.number,
    );
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });

  test('lists recommendations and criteria by their arguments; an unknown theme gives an empty list', async () => {
    const { data, errors } = await financing.ask(`{
      theme: policyRecommendations(theme: 2) { theme } both: policyRecommendations(theme: 1, priority: 2) { theme priority }
      none: policyRecommendations(theme: 99) { number }
      gt8: fundCriteria(framework: GT8_GRID) { framework } gt4: fundCriteria(framework: GT4_FUND) { framework }
    }`);
    expect(errors).toEqual([]);
    expect(data.theme).toHaveLength(report.recommendations.filter(({ theme }) => theme === 2).length);
    expect(new Set(data.theme.map(({ theme }: { theme: number }) => theme))).toEqual(new Set([2]));
    expect(data.both).toHaveLength(
      report.recommendations.filter(({ theme, priority }) => theme === 1 && priority === 2).length,
    );
    expect(data.none).toEqual([]);
    expect(data.gt8.length + data.gt4.length).toBe(report.criteria.length);
  });

  test('gives each project its mix, its awards of either nature and its useful effects', async () => {
    const slugs = report.projects.map(({ slug }) => slug);
    const answer = await projects(...slugs);
    for (const [index, project] of report.projects.entries()) {
      const served = answer.financing[index];
      expect(served.awards).toHaveLength(project.awards.length);
      expect(served.resources.map(({ label }: { label: string }) => label)).toEqual(
        project.resources.map(({ label }) => label),
      );
      expect(served.usefulEffects).toHaveLength(project.usefulEffects.length);
    }
    const alone = await projects(slugs[0] ?? '');
    expect(alone.statements.length).toBeLessThanOrEqual(answer.statements.length);
    expect([...answer.statements].sort()).toEqual([
      'financing.awards.ofProjects',
      'financing.effects.ofProjects',
      'financing.projects.facts',
      'financing.projects.parties',
      'financing.projects.resources',
      'financing.rules',
      'financing.schemes.byId',
      'financing.sources.bySlug',
      'financing.sources.ofAwards',
    ]);
  });

  test('states a public share only where the sheet does', async () => {
    // AFLS, Le Village, Écopôle (two mixes), Haute-Normandie (users alone), Le Radis (no share).
    const answer = await projects(...[12, 9, 5, 10, 14].map(bySheet));
    expect(answer.financing.map(({ publicShare }: { publicShare: number }) => publicShare)).toEqual([
      0.85,
      1,
      null,
      null,
      null,
    ]);
  });

  test('raises the alerts that the data bears, each with the rule and the fact as sources', async () => {
    const answer = await projects(...report.projects.map(({ slug }) => slug));
    const codes = Object.fromEntries(
      report.projects.map(({ sheet }, index) => [
        sheet,
        answer.financing[index].alerts.map(({ code }: { code: string }) => code),
      ]),
    );
    for (const { sheet, facts } of report.projects) {
      expect([sheet, codes[sheet].includes('UNSECURED_FUNDING')]).toEqual([sheet, !!facts.unsecuredFunding]);
      expect([sheet, codes[sheet].includes('SINGLE_FUNDER_DEPENDENCE')]).toEqual([
        sheet,
        !!facts.singleFunder,
      ]);
    }
    // The report gives no sales share of an ACI, and an association co-carries Le Radis with its EI.
    expect(Object.values(codes).flat()).not.toContain('ACI_SALES_CAP');
    expect(codes[14]).toEqual([]);
    const alerts = answer.financing[report.projects.findIndex(({ sheet }) => sheet === 12)].alerts;
    expect(alerts).toMatchObject([
      {
        code: 'SINGLE_FUNDER_DEPENDENCE',
        message: expect.stringContaining('85 %'),
        source: { title: report.source.title, locator: expect.stringContaining('p. 13') },
      },
    ]);
    expect(alerts[0].evidence.map(({ locator }: { locator: string }) => locator)).toContain(
      report.projects.find(({ sheet }) => sheet === 12)?.facts.singleFunder,
    );
  });

  test('attributes awards to the narrowest territory that contains all those of the project', async () => {
    const { data } = await financing.entities(
      'Territory',
      ['france', 'region:93', 'departement:13', 'commune:13055', 'region:28', 'departement:76'],
      `financing { awards awardsWithoutAmount amount perInhabitant } awards(first: 100) { nodes { project { id } } }`,
    );
    const [france, paca, bdr, marseille, normandie, seineMaritime] = data._entities;
    expect(france.financing.awards).toBe(
      report.projects.flatMap(({ awards }) => awards).filter(({ nature }) => nature === Nature.ACTUAL).length,
    );
    const held = (territory: { awards: { nodes: { project: { id: string } }[] } }) => [
      ...new Set(territory.awards.nodes.map(({ project }) => project.id)),
    ];
    for (const place of [paca, bdr, marseille]) expect(held(place)).toContain(`project:${bySheet(12)}`);
    // Two départements of Normandie: the région, neither of them.
    expect(held(normandie)).toContain(`project:${bySheet(10)}`);
    expect(held(seineMaritime)).not.toContain(`project:${bySheet(10)}`);
  });

  test('no territory lies in two areas of one level: sums by area count each award once', async () => {
    const twice = await financing.db.dataSource.query<unknown[]>(
      `SELECT descendant, level FROM territory_closure JOIN territory ON territory.key = ancestor
       WHERE level IN ('REGION', 'DEPARTEMENT', 'EPCI') GROUP BY descendant, level HAVING count(*) > 1`,
    );
    expect(twice).toEqual([]);
  });

  test('loaded again changes nothing; what a later edition leaves out goes', async () => {
    const count = async () => {
      const rows = await financing.db.dataSource.query<Record<string, number>[]>(`SELECT
        (SELECT count(*)::int FROM award) AS award, (SELECT count(*)::int FROM award_source) AS cited,
        (SELECT count(*)::int FROM resource_line) AS line, (SELECT count(*)::int FROM project_party) AS party,
        (SELECT count(*)::int FROM project_fact) AS fact, (SELECT count(*)::int FROM funding_scheme) AS scheme,
        (SELECT count(*)::int FROM useful_effect) AS effect, (SELECT count(*)::int FROM fund_criterion) AS criterion`);
      return rows[0];
    };
    const before = await count();
    await load(report);
    expect(await count()).toEqual(before);
    await load({
      ...report,
      projects: [],
      schemes: report.schemes.slice(0, 1),
      criteria: [],
      usefulEffects: [],
    });
    expect(await count()).toEqual({
      award: 0,
      cited: 0,
      line: 0,
      party: 0,
      fact: 0,
      scheme: 1,
      effect: 0,
      criterion: 0,
    });
    await load(report);
    expect(await count()).toEqual(before);
  });

  test('an amount with fractions of a cent, or a territory unknown here, stops the load and changes nothing', async () => {
    const [first, ...others] = report.projects.filter(({ awards }) => awards.length > 0);
    if (!first) throw new Error('the report has no award');
    const [award, ...awards] = first.awards;
    const broken = { ...first, awards: [{ ...award, amount: '10.001' }, ...awards] } as typeof first;
    const before = await financing.ask('{ awards { totalCount } }');
    await expect(load({ ...report, projects: [broken, ...others] })).rejects.toThrow('10.001');
    await expect(
      load({ ...report, projects: [{ ...first, territories: ['region:999'] }, ...others] }),
    ).rejects.toThrow('region:999');
    expect((await financing.ask('{ awards { totalCount } }')).data).toEqual(before.data);
  });
});
