interface Box {
  south: number;
  north: number;
  west: number;
  east: number;
}

/** Where France lies, with some room around: the mainland and Corsica, then each part overseas. */
const FRANCE: readonly Box[] = [
  { south: 41, north: 51.5, west: -5.8, east: 10 },
  // Guadeloupe, Martinique, Saint-Martin, Saint-Barthélemy.
  { south: 14, north: 18.5, west: -63.5, east: -60.5 },
  // Guyane.
  { south: 2, north: 6, west: -55, east: -51 },
  // La Réunion, Mayotte.
  { south: -21.6, north: -20.7, west: 55, east: 56 },
  { south: -13.3, north: -12.4, west: 44.7, east: 45.5 },
  // Saint-Pierre-et-Miquelon, Wallis-et-Futuna, Polynésie, Nouvelle-Calédonie.
  { south: 46.6, north: 47.3, west: -56.7, east: -56 },
  { south: -14.6, north: -13, west: -178.4, east: -176 },
  { south: -28, north: -7.5, west: -155, east: -134 },
  { south: -23, north: -17.5, west: 158, east: 169 },
];

/** Whether a point lies in France or close to it. */
export function isInFrance(latitude: number, longitude: number): boolean {
  return FRANCE.some(
    ({ south, north, west, east }) =>
      latitude >= south && latitude <= north && longitude >= west && longitude <= east,
  );
}
