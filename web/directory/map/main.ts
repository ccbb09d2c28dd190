import { LngLatBounds, Map as MapView, setWorkerUrl, type LngLatBoundsLike } from 'maplibre-gl';
import type { Feature } from 'geojson';
import type { Api } from '../api';
import type { Territory } from '../model';
import type { ActorFilter } from '../selection';
import type { Speech } from '../words';
import { ChosenActors } from './chosen';
import { readContours, type Contours } from './contours';
import { frameOf } from './frame';
import { Marks } from './marks';
import { readPaint, styleOf } from './paint';
import { MOST_POINTS, readPoints, type Points } from './points';
import { adoptMapStyle } from './style';

export interface MapOptions {
  readonly api: Api;
  readonly filter: ActorFilter;
  readonly territory: Territory | undefined;
  readonly speech: Speech;
  readonly tiles: string | undefined;
  readonly tilesAttribution: string | undefined;
  readonly newTab: boolean;
  /** For whoever embeds: nothing a visitor can act on. */
  report(error: unknown): void;
}
export interface DirectoryMap {
  /** The actors of another filter. */
  show(filter: ActorFilter): Promise<void>;
  /** Takes the colours of the page’s theme anew. */
  repaint(): void;
  remove(): void;
}

/** Mainland France: where a map without a territory opens. */
const FRANCE: LngLatBoundsLike = [
  [-5.2, 41.3],
  [9.6, 51.1],
];
const PADDING = 28;

// A worker of another origin: the renderer wraps its address in a blob, hence worker-src in docs/embedding.md.
setWorkerUrl(new URL('maillon-directory-map-worker.js', import.meta.url).href);

/** Opens the map in its place. Fails when the browser or the page’s policy does not allow it. */
export async function openDirectoryMap(place: HTMLElement, options: MapOptions): Promise<DirectoryMap> {
  const { api, speech, territory, tiles } = options;
  adoptMapStyle(place);
  const contours = await readContours(api, territory);
  const frame = frameOf(speech, creditOf(options, contours));
  const chosen = new ChosenActors(api, speech, options.newTab);
  place.replaceChildren(frame.element);
  frame.below.prepend(chosen.element);
  const style = () => styleOf(readPaint(place), contours.collection, territory?.id ?? '', tiles);
  const start = boundsOf(contours.own);
  const map = new MapView({
    container: frame.canvas,
    style: style(),
    bounds: start ?? FRANCE,
    fitBoundsOptions: { padding: PADDING },
    attributionControl: false,
    // The wheel and one finger scroll the page that embeds the map.
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 18,
    locale: {
      'Map.Title': speech.text('mapCanvas'),
      'CooperativeGesturesHandler.WindowsHelpText': speech.text('mapWheel'),
      'CooperativeGesturesHandler.MacHelpText': speech.text('mapWheelMac'),
      'CooperativeGesturesHandler.MobileHelpText': speech.text('mapPinch'),
    },
  });
  await loaded(map);
  const marks = new Marks(map, speech, (points, mark) => chosen.show(points, mark));
  let whole: LngLatBoundsLike = start ?? FRANCE;
  frame.onZoomIn(() => map.zoomIn());
  frame.onZoomOut(() => map.zoomOut());
  frame.onWhole(() => map.fitBounds(whole, { padding: PADDING }));
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const repaint = (): void => void map.setStyle(style());
  scheme.addEventListener('change', repaint);
  let reading = new AbortController();

  const show = async (filter: ActorFilter): Promise<void> => {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    chosen.clear();
    try {
      const points = await readPoints(api, filter, signal);
      if (signal.aborted) return;
      // Without an outline to fill the view, the actors do.
      if (!start && territory) whole = around(points) ?? FRANCE;
      if (!start && territory) map.fitBounds(whole, { padding: PADDING, maxZoom: 13, animate: false });
      marks.load(points.placed);
      frame.tell(toldOf(points, speech));
    } catch (error) {
      if (signal.aborted) return;
      marks.load([]);
      frame.tell(speech.text('away'));
      options.report(error);
    }
  };
  await show(options.filter);
  return {
    show,
    repaint,
    remove() {
      reading.abort();
      scheme.removeEventListener('change', repaint);
      map.remove();
      place.replaceChildren();
    },
  };
}

/** The first error before the first picture is the reason why there is none. */
function loaded(map: MapView): Promise<void> {
  return new Promise((resolve, reject) => {
    map.once('load', () => resolve());
    map.once('error', ({ error }) => {
      if (map.loaded()) return;
      reject(error instanceof Error ? error : new Error('the map cannot be drawn'));
    });
  });
}

function creditOf({ speech, tilesAttribution, tiles }: MapOptions, contours: Contours): string[] {
  const { sources, collection } = contours;
  const none = collection.features.length === 0 && tiles === undefined;
  return [
    ...(none ? [speech.text('mapNoContours')] : []),
    ...(sources.length > 0 ? [speech.text('mapContours', { sources: sources.join(' ; ') })] : []),
    ...(tilesAttribution === undefined ? [] : [tilesAttribution]),
  ];
}

function toldOf({ placed, total, cut }: Points, speech: Speech): string {
  if (placed.length === 0 && total > 0) return speech.text('mapNone');
  const told = speech.text('mapPlaced', { placed: placed.length, total });
  return cut ? `${told}. ${speech.text('mapLimit', { limit: MOST_POINTS })}` : told;
}

function around({ placed }: Points): LngLatBounds | undefined {
  if (placed.length === 0) return undefined;
  const bounds = new LngLatBounds();
  for (const { longitude, latitude } of placed) bounds.extend([longitude, latitude]);
  return bounds;
}

function boundsOf(feature: Feature | undefined): LngLatBounds | undefined {
  const geometry = feature?.geometry;
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return undefined;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const bounds = new LngLatBounds();
  for (const [longitude = 0, latitude = 0] of polygons.flat(2)) bounds.extend([longitude, latitude]);
  return bounds;
}
