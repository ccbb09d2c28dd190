import type { Feature, FeatureCollection } from 'geojson';
import type { Api } from '../api';
import type { Territory } from '../model';

export interface Contours {
  readonly collection: FeatureCollection;
  /** The outline of the territory asked for, when it is among them. */
  readonly own: Feature | undefined;
  readonly sources: readonly string[];
}

/** The outlines around a territory: its région’s départements, or those of the country, and its own communes. */
export async function readContours(api: Api, territory: Territory | undefined): Promise<Contours> {
  const found = await Promise.all(
    asked(territory).map(([within, level]) => readCollection(api, within, level)),
  );
  const features = found.flatMap((collection) => collection.features);
  const sources = new Set(features.flatMap(sourceOf));
  return {
    collection: { type: 'FeatureCollection', features },
    own: features.find((feature) => idOf(feature) === territory?.id),
    sources: [...sources],
  };
}

function asked(territory: Territory | undefined): [within: string, level: string][] {
  if (!territory || territory.level === 'FRANCE') return [['france', 'DEPARTEMENT']];
  if (territory.level === 'REGION') return [[territory.id, 'DEPARTEMENT']];
  const region = territory.ancestors.find(({ level }) => level === 'REGION')?.id ?? 'france';
  const around: [string, string] = [region, 'DEPARTEMENT'];
  return territory.level === 'COMMUNE' ? [around] : [around, [territory.id, 'COMMUNE']];
}

/** A server without outlines is no failure: the map has a plain ground then. */
async function readCollection(api: Api, within: string, level: string): Promise<FeatureCollection> {
  const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
  const query = new URLSearchParams({ within, level });
  try {
    const response = await fetch(`${api.origin}/geo/contours.geojson?${query}`, { credentials: 'omit' });
    return response.ok ? ((await response.json()) as FeatureCollection) : nothing;
  } catch {
    return nothing;
  }
}

export function idOf({ id, properties }: Feature): string {
  return String((properties?.['id'] as string | undefined) ?? id ?? '');
}

function sourceOf({ properties }: Feature): string[] {
  const source: unknown = properties?.['source'];
  return typeof source === 'string' ? [source] : [];
}
