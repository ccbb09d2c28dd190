import { Marker, type Map as MapView } from 'maplibre-gl';
import Supercluster from 'supercluster';
import type { Speech } from '../words';
import type { Point } from './points';

/** Groups break up to here; what is still together stands at one place. */
const FINEST_ZOOM = 15;
const GROUP_RADIUS = 48;

interface Mark {
  readonly key: string;
  readonly count: number;
  readonly label: string;
  readonly at: [longitude: number, latitude: number];
  /** One actor, or a group of them. */
  readonly of: { readonly point: Point } | { readonly cluster: number };
}

/** The actors as buttons over the map, those that are close to each other as one. */
export class Marks {
  #index = new Supercluster<{ point: Point }>({ radius: GROUP_RADIUS, maxZoom: FINEST_ZOOM });
  #shown = new Map<string, Marker>();
  #generation = 0;
  /** A group that the keyboard opened: its first part gets the focus. */
  #refocus = false;

  constructor(
    private readonly map: MapView,
    private readonly speech: Speech,
    private readonly choose: (points: readonly Point[], mark: HTMLElement) => void,
  ) {
    map.on('moveend', () => this.update());
  }

  load(points: readonly Point[]): void {
    this.#generation += 1;
    this.#index = new Supercluster<{ point: Point }>({ radius: GROUP_RADIUS, maxZoom: FINEST_ZOOM });
    this.#index.load(
      points.map((point) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [point.longitude, point.latitude] },
        properties: { point },
      })),
    );
    this.update();
  }

  /** Shows what is in view; marks that stay are kept, and the focus with them. */
  update(): void {
    const marks = new Map(this.#marksInView().map((mark) => [mark.key, mark]));
    for (const [key, marker] of this.#shown) {
      if (marks.has(key)) continue;
      marker.remove();
      this.#shown.delete(key);
    }
    for (const [key, mark] of marks) {
      if (!this.#shown.has(key)) this.#shown.set(key, this.#place(mark));
    }
    if (!this.#refocus) return;
    this.#refocus = false;
    this.#shown.values().next().value?.getElement().focus();
  }

  #marksInView(): Mark[] {
    const bounds = this.map.getBounds();
    const box: [number, number, number, number] = [
      bounds.getWest(),
      bounds.getSouth(),
      bounds.getEast(),
      bounds.getNorth(),
    ];
    return this.#index
      .getClusters(box, Math.max(0, Math.floor(this.map.getZoom())))
      .map((feature): Mark => {
        const at = feature.geometry.coordinates as [number, number];
        if ('cluster' in feature.properties) {
          const { cluster_id: cluster, point_count: count } = feature.properties;
          const label = this.speech.text('mapGroup', { count });
          return { key: `${this.#generation}/${cluster}`, count, label, at, of: { cluster } };
        }
        const { point } = feature.properties;
        const { id, name, place } = point;
        const label = place === undefined ? name : `${name}, ${place}`;
        return { key: `${this.#generation}/${id}`, count: 1, label, at, of: { point } };
      })
      .toSorted((a, b) => b.at[1] - a.at[1] || a.at[0] - b.at[0]);
  }

  #place(mark: Mark): Marker {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = mark.count > 1 ? 'mark group' : 'mark';
    button.part.add('mark');
    button.setAttribute('aria-label', mark.label);
    button.title = mark.label;
    if (mark.count > 1) {
      button.textContent = this.speech.number(mark.count);
      button.style.setProperty('--size', `${Math.min(56, 30 + 5 * Math.log2(mark.count))}px`);
    }
    button.addEventListener('click', () => this.#open(mark, button));
    return new Marker({ element: button }).setLngLat(mark.at).addTo(this.map);
  }

  #open({ of, at }: Mark, button: HTMLElement): void {
    if ('point' in of) return this.choose([of.point], button);
    const zoom = this.#index.getClusterExpansionZoom(of.cluster);
    if (zoom > FINEST_ZOOM) {
      const leaves = this.#index.getLeaves(of.cluster, Infinity);
      return this.choose(
        leaves.map(({ properties }) => properties.point),
        button,
      );
    }
    this.#refocus = true;
    this.map.easeTo({ center: at, zoom });
  }
}
