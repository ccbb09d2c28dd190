import { css } from 'lit';
import { controls } from './controls';

/** Where things stand; the width that counts is the one the page gives, not the screen’s. */
export const layout = [
  controls,
  css`
    * {
      box-sizing: border-box;
    }
    [hidden] {
      display: none !important;
    }
    .unseen {
      position: absolute;
      width: 1px;
      height: 1px;
      margin: -1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .directory {
      display: grid;
      gap: 1.1rem;
      padding: clamp(0.8rem, 3cqi, 1.5rem);
    }
    p,
    ul,
    ol {
      margin: 0;
    }
    .body,
    .main {
      display: grid;
      gap: 1rem;
      align-content: start;
      min-width: 0;
    }
    .groups {
      display: none;
    }
    .groups.open {
      display: grid;
      margin-top: 0.6rem;
    }
    .groups {
      gap: 1.1rem;
    }
    .narrow {
      width: 100%;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.6rem;
    }
    .status {
      font-weight: 650;
    }
    .body[aria-busy='true'] .list {
      opacity: 0.6;
    }
    .list {
      list-style: none;
      padding: 0;
      display: grid;
      gap: 0.7rem;
    }
    .item {
      display: grid;
      gap: 0.3rem;
      padding: 0.85rem 1rem;
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    .name {
      font-size: 1.0625em;
      font-weight: 650;
      line-height: 1.35;
      overflow-wrap: anywhere;
    }
    .place,
    .networks {
      color: var(--_muted);
      font-size: 0.9375em;
    }
    .website {
      font-size: 0.9375em;
    }
    .tags,
    .chosen {
      list-style: none;
      padding: 0;
      display: flex;
      flex-wrap: wrap;
      gap: 0.35rem;
    }
    .tag {
      padding: 0.1rem 0.55rem;
      border-radius: 999px;
      border: 1px solid var(--_line);
      color: var(--_muted);
      font-size: 0.8125em;
    }
    .tag.link {
      border-color: transparent;
      background: var(--_tag);
      color: var(--_on-tag);
      font-weight: 600;
    }
    .note {
      display: grid;
      gap: 0.5rem;
      justify-items: start;
      padding: 1.1rem;
      border-radius: var(--_radius);
      background: var(--_soft);
      overflow-wrap: anywhere;
    }
    .note.wrong {
      border-inline-start: 4px solid var(--_danger);
    }
    .note.wrong strong {
      color: var(--_danger);
    }
    .more {
      justify-self: center;
    }
    .foot {
      font-size: 0.875em;
      color: var(--_muted);
    }
    @container (min-width: 46rem) {
      .body:has(.side) {
        grid-template-columns: minmax(13rem, 17rem) minmax(0, 1fr);
        gap: 1.8rem;
      }
      .narrow {
        display: none;
      }
      .groups,
      .groups.open {
        display: grid;
        margin-top: 0;
      }
    }
  `,
];
