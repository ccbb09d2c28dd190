import type { StyleSpecification } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';

export interface Paint {
  readonly ground: string;
  readonly land: string;
  readonly line: string;
  readonly accent: string;
}

/** Colours of the page’s theme, as the renderer can read them whatever way they were written. */
export function readPaint(place: HTMLElement): Paint {
  const probe = document.createElement('span');
  place.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(${name})`;
    return asRgb(getComputedStyle(probe).color);
  };
  const paint = {
    ground: colour('--_ground'),
    land: colour('--_land'),
    line: colour('--_border'),
    accent: colour('--_accent'),
  };
  probe.remove();
  return paint;
}

/** One pixel tells what any notation of CSS means. */
function asRgb(colour: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return colour;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Outlines on a plain ground; tiles, when the page asks for some, lie below. Nothing is fetched by the style itself. */
export function styleOf(
  paint: Paint,
  contours: FeatureCollection,
  territory: string,
  tiles: string | undefined,
): StyleSpecification {
  return {
    version: 8,
    sources: {
      contours: { type: 'geojson', data: contours },
      ...(tiles !== undefined && { tiles: { type: 'raster', tiles: [tiles], tileSize: 256, maxzoom: 19 } }),
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': paint.ground } },
      ...(tiles === undefined
        ? [{ id: 'land', type: 'fill', source: 'contours', paint: { 'fill-color': paint.land } } as const]
        : [{ id: 'tiles', type: 'raster', source: 'tiles' } as const]),
      {
        id: 'borders',
        type: 'line',
        source: 'contours',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': paint.line, 'line-width': 1 },
      },
      {
        id: 'own-border',
        type: 'line',
        source: 'contours',
        filter: ['==', ['get', 'id'], territory],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': paint.accent, 'line-width': 2.5 },
      },
    ],
  };
}
