/** The few rules of the renderer’s own style sheet that a map without its controls needs, and ours. */
const RULES = `
.maplibregl-map { overflow: hidden; position: relative; -webkit-tap-highlight-color: transparent; }
.maplibregl-canvas { position: absolute; left: 0; top: 0; }
.maplibregl-canvas-container.maplibregl-interactive { cursor: grab; user-select: none; }
.maplibregl-canvas-container.maplibregl-interactive:active { cursor: grabbing; }
.maplibregl-canvas-container.maplibregl-touch-zoom-rotate { touch-action: pan-x pan-y; }
.maplibregl-canvas-container.maplibregl-cooperative-gestures { touch-action: pan-x pan-y; }
.maplibregl-marker { position: absolute; top: 0; left: 0; will-change: transform; }
.maplibregl-canary { background-color: salmon; }
.maplibregl-control-container { display: none; }
.maplibregl-cooperative-gesture-screen {
  position: absolute; inset: 0; display: flex; align-items: center; justify-content: center; padding: 1rem;
  background: rgb(0 0 0 / 45%); color: #fff; font-size: 1.1em; text-align: center; opacity: 0; pointer-events: none;
  transition: opacity 0.6s; z-index: 3;
}
.maplibregl-cooperative-gesture-screen.maplibregl-show { opacity: 1; transition: opacity 0.1s; }
.maplibregl-cooperative-gesture-screen .maplibregl-mobile-message { display: none; }
@media (hover: none), (pointer: coarse) {
  .maplibregl-cooperative-gesture-screen .maplibregl-desktop-message { display: none; }
  .maplibregl-cooperative-gesture-screen .maplibregl-mobile-message { display: block; }
}
.map-view { position: relative; border-radius: var(--_radius); overflow: hidden; border: 1px solid var(--_line); }
.map-canvas { height: var(--maillon-map-height, min(26rem, 65vh)); background: var(--_ground); }
.map-buttons { position: absolute; z-index: 2; top: 0.6rem; right: 0.6rem; display: grid; gap: 0.3rem; }
.map-buttons button {
  width: 2.4rem; height: 2.4rem; min-height: 0; padding: 0; font-size: 1.2em; line-height: 1; font-weight: 600;
  background: var(--_surface); box-shadow: 0 1px 3px rgb(0 0 0 / 20%);
}
button.mark {
  width: 26px; height: 26px; min-height: 0; padding: 0; border-radius: 50%; border: 3px solid var(--_surface);
  background: var(--_accent); color: var(--_on-accent); cursor: pointer; box-shadow: 0 1px 4px rgb(0 0 0 / 35%);
}
button.mark.group {
  width: var(--size); height: var(--size); font-size: 0.85em; font-weight: 700; line-height: 1;
}
button.mark:hover { background: var(--_accent-strong); }
button.mark:focus-visible { z-index: 2; }
.map-below { display: grid; gap: 0.25rem; padding-top: 0.5rem; }
.map-below p { margin: 0; }
.map-told { font-weight: 600; }
.map-help, .map-credit { color: var(--_muted); font-size: 0.875em; }
.picked { border: 1px solid var(--_line); border-radius: var(--_radius); padding: 0.7rem 0.9rem; background: var(--_soft); }
.picked p { font-weight: 600; }
.picked ul { margin: 0.3rem 0 0.5rem; padding-left: 1.2rem; max-height: 14rem; overflow: auto; }
`;

const adopted = new WeakSet<ShadowRoot>();

/** Adds the map’s style to the root that holds it, once, in a way that no style-src of the page has to allow. */
export function adoptMapStyle(place: HTMLElement): void {
  const root = place.getRootNode();
  if (!(root instanceof ShadowRoot) || adopted.has(root)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(RULES);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  adopted.add(root);
}
