/** Words for the arguments that lists and sums share. */
export const FIRST = 'How many at most, 1 to 100; BAD_USER_INPUT otherwise.';
export const AFTER =
  'Cursor to go on from: an `endCursor` of the same list; any other text is BAD_USER_INPUT.';
export const GROUP_BY =
  'Dimensions, in any order; one named twice counts once, MONTH brings YEAR. A flow with no value for a dimension goes to a row where it is null.';
export const NATURE = 'Realised or planned; null also means ACTUAL (nature).';
