import { css } from 'lit';

/** What is typed in, pressed and ticked. */
export const controls = css`
  a {
    color: var(--_accent);
    text-underline-offset: 0.18em;
  }
  a:hover {
    color: var(--_accent-strong);
    text-decoration-thickness: 2px;
  }
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  button,
  input {
    font: inherit;
  }
  button {
    min-height: 2.6rem;
    padding: 0.4rem 1rem;
    border: 1px solid var(--_field);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    cursor: pointer;
  }
  button:hover {
    border-color: var(--_accent);
    color: var(--_accent);
  }
  button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 650;
  }
  button.primary:hover {
    border-color: var(--_accent-strong);
    background: var(--_accent-strong);
    color: var(--_on-accent);
  }
  button.quiet {
    min-height: 1.9rem;
    padding: 0.1rem 0.3rem;
    border-color: transparent;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.18em;
    text-align: start;
  }
  button.chip {
    min-height: 2rem;
    padding: 0.1rem 0.75rem;
    border-radius: 999px;
    border-color: var(--_accent);
    background: var(--_tag);
    color: var(--_on-tag);
    font-size: 0.9375em;
  }
  .search {
    position: relative;
    display: grid;
    gap: 0.35rem;
  }
  .search > label {
    font-weight: 650;
  }
  .field {
    display: flex;
    gap: 0.5rem;
  }
  .combo {
    position: relative;
    flex: 1;
    min-width: 0;
  }
  .combo input {
    width: 100%;
    min-height: 2.8rem;
    padding: 0.4rem 0.9rem;
    border: 1px solid var(--_field);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }
  .combo input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  #suggestions {
    position: absolute;
    z-index: 5;
    inset-inline: 0;
    top: calc(100% + 4px);
    list-style: none;
    padding: 0.3rem;
    max-height: 20rem;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
  }
  #suggestions li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 0.8rem;
    padding: 0.45rem 0.6rem;
    border-radius: calc(var(--_radius) - 4px);
    cursor: pointer;
  }
  #suggestions small {
    color: var(--_muted);
    font-size: 0.875em;
  }
  #suggestions li:hover,
  #suggestions li[aria-selected='true'] {
    background: var(--_tag);
    color: var(--_on-tag);
  }
  #suggestions li:hover small,
  #suggestions li[aria-selected='true'] small {
    color: inherit;
  }
  #suggestions li[aria-selected='true'] {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
  fieldset {
    display: grid;
    gap: 0.1rem;
    justify-items: stretch;
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend {
    padding: 0;
    margin-bottom: 0.3rem;
    font-weight: 650;
  }
  .option {
    display: flex;
    align-items: baseline;
    gap: 0.55rem;
    padding: 0.22rem 0.3rem;
    border-radius: 6px;
    cursor: pointer;
    line-height: 1.3;
  }
  .option:hover {
    background: var(--_soft);
  }
  .option input {
    flex: none;
    width: 1.1rem;
    height: 1.1rem;
    margin: 0;
    align-self: center;
    accent-color: var(--_accent);
  }
  .option .count {
    margin-inline-start: auto;
    color: var(--_muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  @media (prefers-reduced-motion: no-preference) {
    button {
      transition:
        background-color 0.12s,
        color 0.12s;
    }
  }
`;
