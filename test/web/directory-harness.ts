import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PACKAGE_ROOT } from '../../platform/package-root';
import { complaintsOf, openBrowser, openOtherSite, type OtherSite } from '../support/browser';
import { loadedDatabase } from '../support/database';
import { inOneProcess, type WholeChain } from '../support/whole-chain';

/** The address that the manual writes, for which ours is put. */
const WRITTEN = 'https://annuaire.example';
const manual = readFileSync(join(PACKAGE_ROOT, 'docs', 'embedding.md'), 'utf8');

/** A visit to the page of a town hall, which is of another origin than the server. */
export interface Visit {
  readonly page: Page;
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface VisitOptions extends BrowserContextOptions {
  /** What the page’s policy is, that of the manual unless told. */
  policy?: string;
  style?: string;
}

/** A real server over the bundled data, a browser, and a site that embeds the directory. */
export interface Stage {
  readonly chain: WholeChain;
  readonly browser: Browser;
  readonly site: OtherSite;
  visit(content: string, options?: VisitOptions): Promise<Visit>;
  /** A text of the manual with our address. */
  ours(text: string): string;
  /** The policy of the manual, all else forbidden but the site’s own style sheet. */
  policy(more?: string): string;
  close(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const [db, browser, site] = await Promise.all([loadedDatabase(), openBrowser(), openOtherSite()]);
  const chain = await inOneProcess(db);
  const ours = (text: string): string => text.replaceAll(WRITTEN, chain.url);
  const policy = (more = ''): string => {
    const [documented = ''] = blocks('csp');
    return ours(`default-src 'none'; style-src 'self'; ${documented.trim()}; ${more}`);
  };
  return {
    chain,
    browser,
    site,
    ours,
    policy,
    async visit(content, { policy: asked, style, ...options } = {}) {
      site.show(ours(content), asked ?? policy(), style);
      const context = await browser.newContext(options);
      const page = await context.newPage();
      // The machine may be busy with other tests.
      page.setDefaultTimeout(40_000);
      await context.route('**/geo/contours.geojson?*', (route) =>
        route.fulfill({ json: CONTOURS, headers: { 'access-control-allow-origin': '*' } }),
      );
      const complaints = complaintsOf(page);
      await page.goto(site.url);
      return { page, complaints, close: () => context.close() };
    },
    async close() {
      await browser.close();
      await site.close();
      await chain.close();
      await db.close();
    },
  };
}

/** Blocks of one language in the manual. */
export function blocks(language: string): string[] {
  const fences = manual.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'));
  return [...fences].map(([, text = '']) => text);
}

export function directory(attributes: string): string {
  const script = `<script src="${WRITTEN}/embed/maillon-directory.js" defer></script>`;
  return `${script}<maillon-directory ${attributes}></maillon-directory>`;
}

export const items = (page: Page) => page.locator('maillon-directory .item');
export const status = (page: Page) => page.locator('maillon-directory [part="status"]');

/** What was asked last has been answered. */
export async function answered(page: Page): Promise<void> {
  await page.locator('maillon-directory .body[aria-busy="false"]').waitFor();
}

/** One outline, as the server gives those that it has imported; the bundled data have none. */
const CONTOURS = {
  type: 'FeatureCollection',
  sources: [{ title: 'Contours des départements', publisher: 'IGN', licence: 'Licence Ouverte 2.0' }],
  features: [
    {
      type: 'Feature',
      id: 'departement:13',
      properties: { code: '13', nom: 'Bouches-du-Rhône' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [4.2, 43.15],
            [5.8, 43.15],
            [5.8, 43.9],
            [4.2, 43.9],
            [4.2, 43.15],
          ],
        ],
      },
    },
  ],
};
