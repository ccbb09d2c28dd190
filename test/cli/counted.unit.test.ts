import { counted } from '../../cli/counted';

it.each([
  [0, '0 ligne lue'],
  [1, '1 ligne lue'],
  [2, '2 lignes lues'],
])('counts %i as French does', (number, told) => {
  expect(counted(number, 'ligne', 'lue')).toBe(told);
});
