import fc from 'fast-check';
import { containment, type Area } from '../../../reference/cog/containment';

const areas = fc
  .array(
    fc.record({ rank: fc.nat(4), communes: fc.uniqueArray(fc.nat(7), { maxLength: 8 }), under: fc.nat(20) }),
    { maxLength: 12 },
  )
  .map((drafts): Area[] =>
    drafts.map(({ rank, communes, under }, key) => ({
      key,
      rank,
      communes: new Set(communes),
      // Only earlier areas: a territory hangs under a wider one.
      under: key === 0 ? undefined : under % key,
    })),
  );

const has = (pairs: [number, number][]): ((ancestor: number, descendant: number) => boolean) => {
  const known = new Set(pairs.map(([ancestor, descendant]) => `${ancestor} ${descendant}`));
  return (ancestor, descendant) => known.has(`${ancestor} ${descendant}`);
};

describe('containment', () => {
  it('is inclusion of commune sets; of equal sets the wider rank contains the other', () => {
    fc.assert(
      fc.property(areas, (all) => {
        const contains = has(containment(all));
        for (const a of all) {
          for (const b of all.filter(({ communes }) => communes.size > 0)) {
            const included = [...b.communes].every((commune) => a.communes.has(commune));
            const expected = a === b || (included && (a.communes.size > b.communes.size || a.rank < b.rank));
            expect(contains(a.key, b.key)).toBe(expected);
          }
        }
      }),
    );
  });

  it('is a partial order without a pair said twice', () => {
    fc.assert(
      fc.property(areas, (all) => {
        const pairs = containment(all);
        const contains = has(pairs);
        expect(new Set(pairs.map(String)).size).toBe(pairs.length);
        for (const { key } of all) expect(contains(key, key)).toBe(true);
        for (const [a, b] of pairs) {
          if (a !== b) expect(contains(b, a)).toBe(false);
          for (const [c, d] of pairs) if (b === c) expect(contains(a, d)).toBe(true);
        }
      }),
    );
  });

  it('hangs an area without communes under the one it belongs to, and under all that contain that one', () => {
    const france = { key: 1, rank: 0, communes: new Set([9]) };
    const region = { key: 2, rank: 1, communes: new Set<number>(), under: 1 };
    const departement = { key: 3, rank: 2, communes: new Set<number>(), under: 2 };
    const pairs = containment([france, region, departement]);
    expect(pairs.filter(([, descendant]) => descendant === 3).map(([ancestor]) => ancestor)).toEqual([
      1, 2, 3,
    ]);
  });
});
