/** Words for the arguments that all lists share. */
export const FIRST = 'How many at most, 1 to 100; BAD_USER_INPUT otherwise.';
export const AFTER =
  'Cursor to go on from: an `endCursor` of the same list; any other text is BAD_USER_INPUT.';
