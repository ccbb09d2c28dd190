import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { DirectoryMap, MapOptions, openDirectoryMap } from './map/main';
import type { Speech } from './words';

type MapModule = { openDirectoryMap: typeof openDirectoryMap };
type Stage = 'closed' | 'loading' | 'open' | 'failed';

/** The map and its button. The map’s script is fetched when it is first opened. */
export class MapPanel implements ReactiveController {
  #stage: Stage = 'closed';
  #map: DirectoryMap | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly script: () => string,
    private readonly optionsFor: () => MapOptions,
    private readonly report: (error: unknown) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  /** The same map for another selection. */
  refresh(): void {
    if (this.#map) void this.#map.show(this.optionsFor().filter);
  }

  repaint(): void {
    this.#map?.repaint();
  }

  close(): void {
    this.#map?.remove();
    this.#map = undefined;
    this.#stage = 'closed';
    this.host.requestUpdate();
  }

  buttonView(speech: Speech): TemplateResult {
    const shown = this.#stage !== 'closed';
    return html`<button
      type="button"
      part="button map-button"
      aria-expanded=${shown}
      aria-controls="map"
      @click=${() => (shown ? this.close() : void this.#open())}
    >
      ${speech.text(shown ? 'hideMap' : 'showMap')}
    </button>`;
  }

  view(speech: Speech): TemplateResult {
    const stage = this.#stage;
    return html`<section
      id="map"
      class="map"
      part="map"
      aria-label=${speech.text('map')}
      ?hidden=${stage === 'closed'}
    >
      ${stage === 'loading' ? html`<p class="note" role="status">${speech.text('mapLoading')}</p>` : nothing}
      ${
        stage === 'failed'
          ? html`<div class="note wrong" role="alert">
              <p><strong>${speech.text('mapFailed')}</strong></p>
              <p>${speech.text('mapFailedHint')}</p>
            </div>`
          : nothing
      }
      <div class="map-place" ?hidden=${stage === 'failed'}></div>
    </section>`;
  }

  async #open(): Promise<void> {
    this.#stage = 'loading';
    this.host.requestUpdate();
    await this.host.updateComplete;
    const place = this.host.shadowRoot?.querySelector<HTMLElement>('.map-place');
    try {
      const module = (await import(this.script())) as MapModule;
      if (!place || this.#stage !== 'loading') return;
      const map = await module.openDirectoryMap(place, this.optionsFor());
      // Closed while it opened.
      if ((this.#stage as Stage) !== 'loading') return map.remove();
      this.#map = map;
      this.#stage = 'open';
    } catch (error) {
      if (this.#stage !== 'loading') return;
      this.report(error);
      this.#stage = 'failed';
      place?.replaceChildren();
    }
    this.host.requestUpdate();
  }
}
