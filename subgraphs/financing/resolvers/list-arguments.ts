/** Descriptions that all lists of awards share. */
export const FILTER =
  'Conditions, all of which must hold; realised awards alone unless `nature` says otherwise.';
export const FIRST = 'How many at most, 1 to 100.';
export const AFTER = 'Cursor to go on from: an `endCursor` of the same list.';
