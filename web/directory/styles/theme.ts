import { css, unsafeCSS } from 'lit';

/**
 * Colours by role. Those of the page (--maillon-…) win; names with an underscore are ours. The pairs keep a contrast of
 * 4.5 to 1 for text, 3 to 1 for edges that mean something.
 */
const LIGHT = `
  --_surface: var(--maillon-surface, #ffffff);
  --_soft: var(--maillon-soft, #f2f6f2);
  --_text: var(--maillon-text, #1e2a25);
  --_muted: var(--maillon-muted, #54605a);
  --_line: var(--maillon-line, #d3dad4);
  --_field: var(--maillon-field-line, #7b877f);
  --_accent: var(--maillon-accent, #1d5a43);
  --_accent-strong: var(--maillon-accent-strong, #123a2c);
  --_on-accent: var(--maillon-on-accent, #ffffff);
  --_focus: var(--maillon-focus, #b3590f);
  --_tag: var(--maillon-tag, #e6f0e8);
  --_on-tag: var(--maillon-on-tag, #163f30);
  --_danger: var(--maillon-danger, #9b1c1c);
  --_ground: var(--maillon-map-ground, #e4ecef);
  --_land: var(--maillon-map-land, #fbf8f1);
  --_border: var(--maillon-map-border, #b9b29e);
  color-scheme: light;
`;
const DARK = `
  --_surface: var(--maillon-surface, #16211c);
  --_soft: var(--maillon-soft, #1e2c26);
  --_text: var(--maillon-text, #eaf1ec);
  --_muted: var(--maillon-muted, #a9b8b0);
  --_line: var(--maillon-line, #34463e);
  --_field: var(--maillon-field-line, #7f9288);
  --_accent: var(--maillon-accent, #8fd3b2);
  --_accent-strong: var(--maillon-accent-strong, #b6e6cf);
  --_on-accent: var(--maillon-on-accent, #0d2019);
  --_focus: var(--maillon-focus, #f5a65b);
  --_tag: var(--maillon-tag, #284338);
  --_on-tag: var(--maillon-on-tag, #d9efe3);
  --_danger: var(--maillon-danger, #ff9d94);
  --_ground: var(--maillon-map-ground, #0f1814);
  --_land: var(--maillon-map-land, #22312a);
  --_border: var(--maillon-map-border, #4c6156);
  color-scheme: dark;
`;

export const theme = css`
  :host {
    ${unsafeCSS(LIGHT)}
    --_font: var(--maillon-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif);
    --_radius: var(--maillon-radius, 10px);
    display: block;
    container-type: inline-size;
    background: var(--_surface);
    color: var(--_text);
    font: 1rem/1.5 var(--_font);
  }
  :host([hidden]) {
    display: none;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${unsafeCSS(DARK)}
    }
  }
  :host([theme='dark']) {
    ${unsafeCSS(DARK)}
  }
`;
