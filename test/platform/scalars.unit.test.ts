import { GraphQLDecimal, isISODate } from '../../platform/scalars';

describe('isISODate', () => {
  it.each(['0001-01-01', '2020-02-29', '9999-12-31'])('%s is a day', (day) =>
    expect(isISODate(day)).toBe(true),
  );
  it.each(['0000-01-01', '2021-02-29', '2021-13-01', '2021-1-1', '+12021-01-01', 'infinity', ''])(
    '%j is none',
    (day) => expect(isISODate(day)).toBe(false),
  );
});

describe('Decimal in a variable', () => {
  it.each<[unknown, string]>([
    ['25679.00', '25679.00'],
    [1000, '1000'],
    [-5, '-5'],
  ])('%j is %s', (value, text) => expect(GraphQLDecimal.parseValue(value)).toBe(text));

  it.each([12.5, 2 ** 53, NaN, '1e9', '', null, true, [1]])('%j is refused', (value) =>
    expect(() => GraphQLDecimal.parseValue(value)).toThrow('A Decimal is an exact number'),
  );
});
