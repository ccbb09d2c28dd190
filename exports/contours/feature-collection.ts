import type { ContourSource, DrawnContour } from '../../subgraphs/actors/queries/contour.queries';

/**
 * A map as GeoJSON (RFC 7946): a feature a territory, whose `id` is that of the API, and the credits of the outlines
 * as a member of the collection. Geometries are put in as the texts that they are stored as.
 */
export function featureCollection(
  contours: readonly DrawnContour[],
  sources: readonly ContourSource[],
): string {
  const credits = sources.map(({ title, publisher, date, url, licence }) => ({
    ...{ title, publisher, date, url, licence },
  }));
  const features = contours.map(featureOf).join(',\n');
  return `{"type":"FeatureCollection"${boxOf(contours)},"sources":${JSON.stringify(credits)},"features":[\n${features}\n]}\n`;
}

function featureOf({ id, code, name, population, geometry, west, south, east, north }: DrawnContour): string {
  const properties = JSON.stringify({ code, nom: name, population });
  return `{"type":"Feature","id":${JSON.stringify(id)},"bbox":[${west},${south},${east},${north}],"properties":${properties},"geometry":${geometry}}`;
}

function boxOf(contours: readonly DrawnContour[]): string {
  if (contours.length === 0) return '';
  const west = Math.min(...contours.map((contour) => contour.west));
  const south = Math.min(...contours.map((contour) => contour.south));
  const east = Math.max(...contours.map((contour) => contour.east));
  const north = Math.max(...contours.map((contour) => contour.north));
  return `,"bbox":[${west},${south},${east},${north}]`;
}
