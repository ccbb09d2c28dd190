import { askedPeriod, requireYear, requireYears } from '../../../../subgraphs/flows/rules/asked-period';

describe('askedPeriod', () => {
  it('reads a year as its days, and days as they are', () => {
    expect(askedPeriod({ year: 2021 })).toEqual({ from: '2021-01-01', to: '2021-12-31' });
    expect(askedPeriod({ from: '2021-02-03' })).toEqual({ from: '2021-02-03', to: null });
    expect(askedPeriod({})).toEqual({ from: null, to: null });
  });

  it.each([
    [{ year: 2021, from: '2021-01-01' }, 'filter.year'],
    [{ year: 2021, to: '2021-01-01' }, 'filter.year'],
    [{ year: 1899 }, 'filter.year'],
    [{ from: '2021-02-01', to: '2021-01-31' }, 'filter.from'],
    [{ from: '0000-01-01' }, 'filter.from'],
    [{ to: '2101-01-01' }, 'filter.to'],
  ])('refuses %j, blaming %s', (filter, argument) => {
    let thrown: unknown;
    try {
      askedPeriod(filter);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });
});

test('years are bounded, and so is a series', () => {
  expect(requireYear(1900)).toBe(1900);
  expect(() => requireYear(2101)).toThrow(/1900 to 2100/);
  expect(() => requireYear(2021.5)).toThrow();
  expect(() => requireYears(2001, 2050)).not.toThrow();
  expect(() => requireYears(2001, 2051)).toThrow(/at most 50 years/);
  expect(() => requireYears(2022, 2021)).toThrow(/must not be after/);
});
