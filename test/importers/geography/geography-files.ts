/** Names the source of a file. */
export const from = (slug: string, date?: string) => ({
  source: {
    slug,
    title: `Fichier ${slug}`,
    publisher: 'Éditeur',
    licence: 'Licence Ouverte 2.0',
    ...(date ? { date } : {}),
  },
});

/** A geometry with its south-west corner there. */
export const square = (west: number, south: number, size = 0.1) => ({
  type: 'Polygon',
  // Clockwise, as shapefiles have it.
  coordinates: [
    [
      [west, south],
      [west, south + size],
      [west + size, south + size],
      [west + size, south],
      [west, south],
    ],
  ],
});

/** A file of contours. */
export const collection = (...features: [code: string, nom: string, geometry: unknown][]) => ({
  type: 'FeatureCollection',
  features: features.map(([code, nom, geometry]) => ({
    type: 'Feature',
    properties: { code, nom },
    geometry,
  })),
});
