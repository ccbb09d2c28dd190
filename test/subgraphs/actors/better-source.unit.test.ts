import fc from 'fast-check';
import {
  betterStatement,
  compareStatements,
  type RankedStatement,
} from '../../../subgraphs/actors/rules/better-source';

const statement: fc.Arbitrary<RankedStatement> = fc.record({
  held: fc.boolean(),
  doubtful: fc.boolean(),
  rank: fc.constantFrom('REGISTER', 'REPORT', 'OTHER'),
  statedOn: fc.constantFrom('2020-01-01', '2022-09-07', '2024-05-01'),
  source: fc.constantFrom('a', 'b'),
  externalId: fc.constantFrom('', '1', '2'),
});
const base: RankedStatement = {
  held: true,
  doubtful: false,
  rank: 'REGISTER',
  statedOn: '2020-01-01',
  source: 'b',
  externalId: '1',
};

describe('the better source', () => {
  it.each([
    ['what is still held', { held: false }],
    ['what passes its check', { doubtful: true, statedOn: '2024-01-01' }],
    ['a register over a report', { rank: 'REPORT', statedOn: '2024-01-01' }],
    ['a register over anything else', { rank: 'OTHER', source: 'a' }],
    ['the later day', { statedOn: '2019-12-31', source: 'a' }],
    ['the first slug', { source: 'c', externalId: '0' }],
    ['the first record', { externalId: '2' }],
  ] as const)('is %s', (_, worse) => {
    expect(betterStatement([{ ...base, ...worse }, base])).toBe(base);
    expect(betterStatement([base, { ...base, ...worse }])).toBe(base);
  });

  it('does not depend on who came first', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1 }), (statements) => {
        const best = betterStatement(statements);
        expect(betterStatement([...statements].reverse())).toEqual(best);
        for (const each of statements)
          expect(compareStatements(best as RankedStatement, each)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
