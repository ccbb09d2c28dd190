import { FunderCategory } from '../../../../platform/vocabulary/funder-category';
import { Instrument } from '../../../../platform/vocabulary/instrument';
import { Nature } from '../../../../platform/vocabulary/nature';
import { ResourceKind } from '../../../../platform/vocabulary/resource-kind';
import { raiseAlerts, type FinancingRule } from '../../../../subgraphs/financing/rules/alerts';
import type {
  FundingAward,
  FundingParty,
  FundingResource,
  ProjectFunding,
} from '../../../../subgraphs/financing/rules/project-funding';

const rule = (code: string, threshold: string | null = null): FinancingRule => ({
  code,
  message: 'Constat : {valeur}.',
  threshold,
  source: 'gt4',
  locator: 'p. 12',
});
const party = (overrides: Partial<FundingParty> = {}): FundingParty => ({
  actor: 'actor:porteur',
  carrier: true,
  lucrative: false,
  aci: false,
  ...overrides,
});
const line = (kind: ResourceKind, overrides: Partial<FundingResource> = {}): FundingResource => ({
  kind,
  label: 'Ligne',
  share: null,
  funder: null,
  source: 'gt4',
  locator: `p. 40, ${kind}`,
  ...overrides,
});
const award = (overrides: Partial<FundingAward> = {}): FundingAward => ({
  id: 'award:a',
  funder: 'actor:dgcs',
  funderCategory: FunderCategory.STATE,
  recipient: 'actor:porteur',
  instrument: Instrument.GRANT,
  nature: Nature.ACTUAL,
  share: null,
  ...overrides,
});

function found(code: string, funding: Partial<ProjectFunding>, threshold?: string) {
  const [alert] = raiseAlerts([rule(code, threshold)], {
    parties: [party()],
    resources: [],
    awards: [],
    singleFunder: null,
    unsecuredFunding: null,
    ...funding,
  });
  return alert;
}
const value = (...args: Parameters<typeof found>) => found(...args)?.finding.value;

test('a project of which nothing is known raises nothing; an unknown rule neither', () => {
  for (const code of [
    'ACI_SALES_CAP',
    'NO_TAX_DEDUCTIBLE_GIFTS',
    'SINGLE_FUNDER_DEPENDENCE',
    'UNSECURED_FUNDING',
  ])
    expect(found(code, {})).toBeUndefined();
  expect(found('TO_BE_WRITTEN', { parties: [party({ aci: true })] })).toBeUndefined();
});

test('the message names the figure, as it is', () => {
  const resources = [line(ResourceKind.DONATION, { label: "Dons, $& et $' compris" })];
  expect(
    found('NO_TAX_DEDUCTIBLE_GIFTS', { parties: [party({ lucrative: true })], resources })?.message,
  ).toBe("Constat : Dons, $& et $' compris.");
});

describe('ACI_SALES_CAP', () => {
  const aci = [party({ aci: true })];
  const sales = (...shares: (string | null)[]) => shares.map((share) => line(ResourceKind.SALES, { share }));

  test.each([
    ['0.30', undefined],
    ['0.3', undefined],
    ['0.1', undefined],
    ['0.30000001', '30,000001 %'],
    ['0.31', '31 %'],
    ['0.425', '42,5 %'],
    ['1', '100 %'],
  ])('a share of %s: %s', (share, expected) => {
    expect(value('ACI_SALES_CAP', { parties: aci, resources: sales(share) }, '0.30')).toBe(expected);
    expect(value('ACI_SALES_CAP', { parties: aci, resources: sales(share) })).toBe(expected);
  });

  test('says nothing of an unknown share, nor of a body that is no ACI', () => {
    expect(found('ACI_SALES_CAP', { parties: aci, resources: sales(null) })).toBeUndefined();
    expect(found('ACI_SALES_CAP', { parties: [party()], resources: sales('0.9') })).toBeUndefined();
  });

  test('adds up the lines of one mix, not those of several', () => {
    expect(value('ACI_SALES_CAP', { parties: aci, resources: sales('0.2', '0.2', null) })).toBe('40 %');
    const several = [...sales('0.2', '0.25'), line(ResourceKind.PUBLIC_GRANT, { share: '0.8' })];
    expect(found('ACI_SALES_CAP', { parties: aci, resources: several })).toBeUndefined();
    expect(value('ACI_SALES_CAP', { parties: aci, resources: several }, '0.22')).toBe('25 %');
  });

  test('a recipient that is no carrier counts too; the lines read are the evidence', () => {
    const parties = [party(), party({ actor: 'actor:atelier', carrier: false, aci: true })];
    expect(found('ACI_SALES_CAP', { parties, resources: sales('0.5') })?.finding.citations).toEqual([
      { source: 'gt4', locator: 'p. 40, SALES' },
    ]);
  });
});

describe('NO_TAX_DEDUCTIBLE_GIFTS', () => {
  const company = party({ lucrative: true });
  const gift = line(ResourceKind.DONATION, { label: 'Dons', share: '0.1' });

  test('a lucrative carrier that counts on gifts or sponsors', () => {
    expect(value('NO_TAX_DEDUCTIBLE_GIFTS', { parties: [company], resources: [gift] })).toBe('Dons, 10 %');
    const grant = line(ResourceKind.PRIVATE_GRANT, { label: 'Fondation' });
    expect(value('NO_TAX_DEDUCTIBLE_GIFTS', { parties: [company], resources: [gift, grant] })).toBe(
      'Dons, 10 % ; Fondation',
    );
    const awards = [award({ instrument: Instrument.SPONSORSHIP })];
    expect(value('NO_TAX_DEDUCTIBLE_GIFTS', { parties: [company], awards })).toBe('1 mécénat');
  });

  test('not where an association co-carries, or receives the sponsorship itself', () => {
    expect(
      found('NO_TAX_DEDUCTIBLE_GIFTS', {
        parties: [company, party({ actor: 'actor:asso' })],
        resources: [gift],
      }),
    ).toBeUndefined();
    const association = party({ actor: 'actor:asso', carrier: false });
    const awards = [award({ instrument: Instrument.SPONSORSHIP, recipient: 'actor:asso' })];
    expect(found('NO_TAX_DEDUCTIBLE_GIFTS', { parties: [company, association], awards })).toBeUndefined();
    // An association that receives something else is no help.
    expect(
      value('NO_TAX_DEDUCTIBLE_GIFTS', {
        parties: [company, association],
        resources: [gift],
        awards: [award()],
      }),
    ).toBe('Dons, 10 %');
  });

  test('not for gifts in kind, public money, or an association', () => {
    const resources = [line(ResourceKind.IN_KIND), line(ResourceKind.PUBLIC_GRANT), line(ResourceKind.SALES)];
    expect(found('NO_TAX_DEDUCTIBLE_GIFTS', { parties: [company], resources })).toBeUndefined();
    expect(found('NO_TAX_DEDUCTIBLE_GIFTS', { parties: [party()], resources: [gift] })).toBeUndefined();
    expect(found('NO_TAX_DEDUCTIBLE_GIFTS', { parties: [], resources: [gift] })).toBeUndefined();
  });
});

describe('SINGLE_FUNDER_DEPENDENCE', () => {
  const grant = (share: string | null, funder: string | null) =>
    line(ResourceKind.PUBLIC_GRANT, { share, funder });

  test.each([
    ['0.79999999', undefined],
    ['0.8', '80 %'],
    ['0.85', '85 %'],
  ])('a stated share of %s: %s', (share, expected) => {
    const resources = [grant(share, 'actor:dgcs'), line(ResourceKind.SALES)];
    expect(value('SINGLE_FUNDER_DEPENDENCE', { resources })).toBe(expected);
    const awards = [award({ share }), award({ id: 'award:b', funder: 'actor:autre' })];
    expect(value('SINGLE_FUNDER_DEPENDENCE', { awards })).toBe(expected);
  });

  test('adds up the lines of one funder, by the threshold of the rule', () => {
    const resources = [grant('0.5', 'actor:dgcs'), grant('0.4', 'actor:dgcs'), grant('0.1', 'actor:caf')];
    expect(value('SINGLE_FUNDER_DEPENDENCE', { resources })).toBe('90 %');
    expect(found('SINGLE_FUNDER_DEPENDENCE', { resources }, '0.95')).toBeUndefined();
  });

  test('a share that names nobody is nobody’s', () => {
    expect(found('SINGLE_FUNDER_DEPENDENCE', { resources: [grant('1', null)] })).toBeUndefined();
  });

  test('what the source says in words, without a figure or beside it', () => {
    const singleFunder = { source: 'gt4', locator: 'p. 35' };
    expect(found('SINGLE_FUNDER_DEPENDENCE', { singleFunder })?.finding).toEqual({
      value: 'part non chiffrée par la source',
      awards: [],
      citations: [singleFunder],
    });
    const resources = [grant('0.85', 'actor:dgcs'), line(ResourceKind.PRIVATE_GRANT, { share: '0.15' })];
    expect(found('SINGLE_FUNDER_DEPENDENCE', { singleFunder, resources })?.finding).toEqual({
      value: '85 %',
      awards: [],
      citations: [{ source: 'gt4', locator: 'p. 40, PUBLIC_GRANT' }, singleFunder],
    });
  });

  test('one public body and nothing else', () => {
    const resources = [grant(null, 'actor:dgcs')];
    expect(value('SINGLE_FUNDER_DEPENDENCE', { resources, awards: [award()] })).toBe('seul financeur nommé');
    for (const other of [
      line(ResourceKind.SALES),
      grant(null, null),
      grant(null, 'actor:caf'),
      line(ResourceKind.PRIVATE_GRANT, { funder: 'actor:dgcs' }),
    ]) {
      expect(found('SINGLE_FUNDER_DEPENDENCE', { resources: [...resources, other] })).toBeUndefined();
    }
    expect(
      found('SINGLE_FUNDER_DEPENDENCE', { awards: [award({ funderCategory: FunderCategory.FOUNDATION })] }),
    ).toBeUndefined();
    expect(found('SINGLE_FUNDER_DEPENDENCE', { awards: [award({ funder: null })] })).toBeUndefined();
  });
});

describe('UNSECURED_FUNDING', () => {
  const call = award({ instrument: Instrument.CALL_FOR_PROJECTS });

  test('what the source says in words', () => {
    const unsecuredFunding = { source: 'gt4', locator: 'p. 56' };
    expect(found('UNSECURED_FUNDING', { unsecuredFunding })?.finding.citations).toEqual([unsecuredFunding]);
  });

  test('calls for projects alone', () => {
    expect(value('UNSECURED_FUNDING', { awards: [call] })).toBe('1 appel à projets');
    expect(
      value('UNSECURED_FUNDING', { awards: [call, call], resources: [line(ResourceKind.PUBLIC_GRANT)] }),
    ).toBe('2 appels à projets');
  });

  test('not with another award or another kind of resource beside them', () => {
    expect(found('UNSECURED_FUNDING', { awards: [call, award()] })).toBeUndefined();
    expect(
      found('UNSECURED_FUNDING', { awards: [call], resources: [line(ResourceKind.SELF_FUNDING)] }),
    ).toBeUndefined();
    // A call to come secures nothing, and takes nothing away.
    expect(found('UNSECURED_FUNDING', { awards: [{ ...call, nature: Nature.PLANNED }] })).toBeUndefined();
  });
});
