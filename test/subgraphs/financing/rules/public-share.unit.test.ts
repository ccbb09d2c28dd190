import fc from 'fast-check';
import { fromScaled } from '../../../../platform/decimal';
import { FunderCategory } from '../../../../platform/vocabulary/funder-category';
import { Instrument } from '../../../../platform/vocabulary/instrument';
import { Nature } from '../../../../platform/vocabulary/nature';
import { ResourceKind } from '../../../../platform/vocabulary/resource-kind';
import type { FundingAward } from '../../../../subgraphs/financing/rules/project-funding';
import { publicShare } from '../../../../subgraphs/financing/rules/public-share';

const { PUBLIC_GRANT, PRIVATE_GRANT, JOB_SUBSIDY, SALES, USER_CONTRIBUTION } = ResourceKind;

function lines(...parts: [ResourceKind, string | null][]) {
  return parts.map(([kind, share]) => ({ kind, share, label: '', funder: null, source: '', locator: '' }));
}
function award(funderCategory: FunderCategory, share: string | null, nature = Nature.ACTUAL): FundingAward {
  return {
    id: '',
    funder: null,
    recipient: null,
    instrument: Instrument.GRANT,
    funderCategory,
    share,
    nature,
  };
}
const share = (resources: ReturnType<typeof lines>, awards: FundingAward[] = []) =>
  publicShare({ resources, awards });

test.each([
  ['a whole mix (AFLS)', lines([PUBLIC_GRANT, '0.85'], [PRIVATE_GRANT, '0.15'], [SALES, null]), '0.85'],
  ['the whole is public (Le Village)', lines([PUBLIC_GRANT, '1'], [PUBLIC_GRANT, null]), '1'],
  ['job subsidies are public', lines([PUBLIC_GRANT, '0.3'], [JOB_SUBSIDY, '0.4'], [SALES, '0.3']), '0.7'],
  ['a whole mix without public money', lines([SALES, '0.6'], [USER_CONTRIBUTION, '0.4']), '0'],
  ['the stated part of an unfinished mix', lines([PUBLIC_GRANT, '0.85'], [PRIVATE_GRANT, null]), '0.85'],
  [
    'a public line without a share would leave it short',
    lines([PUBLIC_GRANT, '0.4'], [JOB_SUBSIDY, null]),
    null,
  ],
  ['users alone have a share', lines([USER_CONTRIBUTION, '0.10'], [PUBLIC_GRANT, null]), null],
  ['several mixes (Écopôle)', lines([PUBLIC_GRANT, '0.4'], [PUBLIC_GRANT, '0.3'], [SALES, '0.31']), null],
  ['no share at all', lines([PUBLIC_GRANT, null], [SALES, null]), null],
  ['nothing', lines(), null],
])('%s', (_, resources, expected) => {
  expect(share(resources)).toBe(expected);
});

describe('when no line states a share', () => {
  test('realised awards stand in', () => {
    const awards = [award(FunderCategory.DEPARTEMENT, '0.5'), award(FunderCategory.CAF, '0.2')];
    expect(share(lines([PUBLIC_GRANT, null]), awards)).toBe('0.7');
    expect(share([], [...awards, award(FunderCategory.FOUNDATION, null)])).toBe('0.7');
    expect(share([], [...awards, award(FunderCategory.STATE, null)])).toBeNull();
    expect(share([], [award(FunderCategory.STATE, '0.9', Nature.PLANNED)])).toBeNull();
  });

  test('a line with a share keeps them out', () => {
    expect(share(lines([SALES, '0.3']), [award(FunderCategory.STATE, '0.7')])).toBeNull();
  });
});

test('is never below 0 nor above 1, and adding a private line to a whole never changes it', () => {
  const shares = fc.array(
    fc.tuple(fc.constantFrom(...Object.values(ResourceKind)), fc.integer({ min: 0, max: 100 })),
  );
  fc.assert(
    fc.property(shares, (drawn) => {
      const resources = lines(
        ...drawn.map(([kind, percent]): [ResourceKind, string] => [kind, fromScaled(BigInt(percent), 2)]),
      );
      const found = share(resources);
      if (found !== null) {
        expect(Number(found)).toBeGreaterThanOrEqual(0);
        expect(Number(found)).toBeLessThanOrEqual(1);
      }
      expect(share([...resources, ...lines([SALES, null])])).toBe(found);
    }),
  );
});
