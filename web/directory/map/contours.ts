import type { Feature, FeatureCollection } from 'geojson';
import type { Api } from '../api';
import type { Territory } from '../model';

export interface Contours {
  readonly collection: FeatureCollection;
  /** The outline of the territory asked for, when it is among them. */
  readonly own: Feature | undefined;
  readonly sources: readonly string[];
}

/** A map as the service gives it: the credits stand beside the features. */
interface ContourMap extends FeatureCollection {
  readonly sources?: readonly {
    readonly title: string;
    readonly publisher: string;
    readonly licence: string | null;
  }[];
}

/** The outlines around a territory: its région’s départements, or those of the country, and its own. */
export async function readContours(api: Api, territory: Territory | undefined): Promise<Contours> {
  const maps = await Promise.all(asked(territory).map(([within, level]) => readMap(api, within, level)));
  // The renderer’s filters read properties alone.
  const features = maps
    .flatMap((map) => map.features)
    .map((feature) => ({ ...feature, properties: { ...feature.properties, id: feature.id } }));
  const credits = maps.flatMap((map) => map.sources ?? []).map(creditOf);
  return {
    collection: { type: 'FeatureCollection', features },
    own: features.find(({ id }) => id === territory?.id),
    sources: [...new Set(credits)],
  };
}

function asked(territory: Territory | undefined): [within: string, level: string][] {
  if (!territory || territory.level === 'FRANCE') return [['france', 'DEPARTEMENT']];
  if (territory.level === 'REGION')
    return [
      [territory.id, 'DEPARTEMENT'],
      [territory.id, 'REGION'],
    ];
  const region = territory.ancestors.find(({ level }) => level === 'REGION')?.id ?? 'france';
  // A département is among those of its région.
  const levels = new Set(['COMMUNE', ...(territory.level === 'DEPARTEMENT' ? [] : [territory.level])]);
  return [[region, 'DEPARTEMENT'], ...[...levels].map((level): [string, string] => [territory.id, level])];
}

/** A server without outlines is no failure: the map has a plain ground then. */
async function readMap(api: Api, within: string, level: string): Promise<ContourMap> {
  const nothing: ContourMap = { type: 'FeatureCollection', features: [] };
  const query = new URLSearchParams({ within, level });
  try {
    const response = await fetch(`${api.origin}/geo/contours.geojson?${query}`, { credentials: 'omit' });
    return response.ok ? ((await response.json()) as ContourMap) : nothing;
  } catch {
    return nothing;
  }
}

function creditOf({ title, publisher, licence }: NonNullable<ContourMap['sources']>[number]): string {
  return `${title}, ${publisher}${licence === null ? '' : ` (${licence})`}`;
}
