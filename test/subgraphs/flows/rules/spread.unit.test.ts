import fc from 'fast-check';
import { daysBetween, monthsOf } from '../../../../subgraphs/flows/rules/calendar';
import { shareOfDays, spread } from '../../../../subgraphs/flows/rules/spread';

const total = fc.bigInt({ min: 0n, max: 10n ** 18n });
const day = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2100, 11, 31) / 86_400_000 })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));
const period = fc.tuple(day, day).map(([a, b]) => (a <= b ? { start: a, end: b } : { start: b, end: a }));
const sum = (parts: readonly bigint[]) => parts.reduce((a, b) => a + b, 0n);

describe('spread', () => {
  it('adds up to the whole exactly', () => {
    fc.assert(
      fc.property(
        total,
        fc.array(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 60 }),
        (t, weights) => {
          expect(sum(spread(t, weights))).toBe(t);
        },
      ),
    );
  });

  it('gives each part its exact share, rounded down or up to the next whole', () => {
    fc.assert(
      fc.property(
        total,
        fc.array(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 24 }),
        (t, weights) => {
          const days = BigInt(weights.reduce((a, b) => a + b, 0));
          spread(t, weights).forEach((part, index) => {
            const floor = (t * BigInt(weights[index] ?? 0)) / days;
            expect(part === floor || part === floor + 1n).toBe(true);
          });
        },
      ),
    );
  });

  it('gives what is left over to the largest remainders, the earliest first among equals', () => {
    expect(spread(10n, [1, 1, 1])).toEqual([4n, 3n, 3n]);
    expect(spread(10n, [1, 2, 1])).toEqual([3n, 5n, 2n]);
    expect(spread(100n, [31, 28, 31])).toEqual([35n, 31n, 34n]);
    expect(spread(0n, [31, 28])).toEqual([0n, 0n]);
  });

  it('refuses what cannot be spread', () => {
    expect(() => spread(-1n, [1])).toThrow(RangeError);
    expect(() => spread(1n, [])).toThrow(RangeError);
  });
});

describe('shareOfDays', () => {
  it('adds up over any cut of the days', () => {
    fc.assert(
      fc.property(
        total,
        fc
          .integer({ min: 1, max: 31 })
          .chain((days) => fc.tuple(fc.constant(days), fc.nat(days), fc.nat(days))),
        (t, [days, a, b]) => {
          const [first, second] = a < b ? [a, b] : [b, a];
          const shares = [
            shareOfDays(t, days, 0, first),
            shareOfDays(t, days, first, second - first),
            shareOfDays(t, days, second, days - second),
          ];
          expect(sum(shares)).toBe(t);
        },
      ),
    );
  });

  it('gives the first days one unit more', () => {
    expect([0, 1, 2].map((skip) => shareOfDays(11n, 3, skip, 1))).toEqual([4n, 4n, 3n]);
  });
});

describe('monthsOf', () => {
  it('covers every day of the period once, month by month', () => {
    fc.assert(
      fc.property(period, ({ start, end }) => {
        const months = monthsOf(start, end);
        expect(months[0]?.firstDay).toBe(start);
        expect(months.reduce((days, month) => days + month.days, 0)).toBe(daysBetween(start, end));
        expect(
          months.every(({ month, firstDay }, index) =>
            index === 0 ? firstDay.slice(0, 7) === month.slice(0, 7) : firstDay === month,
          ),
        ).toBe(true);
      }),
    );
  });

  it('knows leap years and the turn of a year', () => {
    expect(monthsOf('2019-12-30', '2020-02-29')).toEqual([
      { month: '2019-12-01', firstDay: '2019-12-30', days: 2 },
      { month: '2020-01-01', firstDay: '2020-01-01', days: 31 },
      { month: '2020-02-01', firstDay: '2020-02-01', days: 29 },
    ]);
    expect(daysBetween('2020-12-01', '2021-12-31')).toBe(396);
  });
});
