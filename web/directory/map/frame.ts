import type { Speech, TextName } from '../words';

export interface MapFrame {
  readonly element: HTMLElement;
  /** Where the renderer draws. */
  readonly canvas: HTMLElement;
  readonly below: HTMLElement;
  /** Says it under the map, and to a screen reader. */
  tell(text: string): void;
  onZoomIn(action: () => void): void;
  onZoomOut(action: () => void): void;
  onWhole(action: () => void): void;
}

/** What surrounds the map: its buttons, what it says, whom it credits. */
export function frameOf(speech: Speech, credits: readonly string[]): MapFrame {
  const canvas = block('map-canvas');
  const buttons = block('map-buttons');
  const zoomIn = button(speech, 'mapZoomIn', '+');
  const zoomOut = button(speech, 'mapZoomOut', '−');
  const whole = button(speech, 'mapWhole', '⤢');
  buttons.append(zoomIn, zoomOut, whole);
  const help = paragraph('map-help', speech.text('mapHelp'));
  const told = paragraph('map-told', '');
  told.setAttribute('role', 'status');
  const below = block('map-below');
  below.append(told, help, ...credits.map((credit) => paragraph('map-credit', credit)));
  const element = block('map-frame');
  const view = block('map-view');
  view.append(buttons, canvas);
  element.append(view, below);
  return {
    element,
    canvas,
    below,
    tell: (text) => void (told.textContent = text),
    onZoomIn: (action) => zoomIn.addEventListener('click', action),
    onZoomOut: (action) => zoomOut.addEventListener('click', action),
    onWhole: (action) => whole.addEventListener('click', action),
  };
}

function block(name: string): HTMLElement {
  const made = document.createElement('div');
  made.className = name;
  made.part.add(name);
  return made;
}

function paragraph(name: string, text: string): HTMLElement {
  const made = document.createElement('p');
  made.className = name;
  made.textContent = text;
  return made;
}

function button(speech: Speech, name: TextName, sign: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.part.add('button');
  made.setAttribute('aria-label', speech.text(name));
  made.title = speech.text(name);
  made.textContent = sign;
  return made;
}
