import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';

/**
 * A browser from the packages. Its own list of arguments is not used: that one turns the web's security off, which is half
 * of what these tests are about.
 */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
    ],
  });
}

/** A site of someone else: another origin, with a policy of its own. */
export interface OtherSite {
  readonly url: string;
  /** What the next visit gets. */
  show(content: string, policy: string, style?: string): void;
  close(): Promise<void>;
}

export async function openOtherSite(): Promise<OtherSite> {
  let shown = { content: '', policy: '', style: '' };
  const server = createServer(({ url }, response) => {
    if (url === '/style.css') return response.writeHead(200, { 'content-type': 'text/css' }).end(shown.style);
    if (url !== '/') return response.writeHead(204).end();
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': shown.policy,
    });
    response.end(`<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Mairie</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="stylesheet" href="/style.css"></head>
      <body><main><h1>Mairie</h1>${shown.content}</main></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    show: (content, policy, style = '') => void (shown = { content, policy, style }),
    close: () => closed(server),
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** All that a page complains of: errors, warnings and refusals of its console, failed requests. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A question that another one replaced.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()} ${reason}`);
  });
  return complaints;
}

/** Its types are those of a module, which a test cannot import; what it is required as is none. */
const chromium = createRequire(__filename)('@sparticuz/chromium') as { executablePath(): Promise<string> };

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong, in one line each; frames of other origins are not looked into. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: AxeCore };
    const { violations: found } = await axe.run();
    return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.html).join(' ')})`);
  });
}

interface AxeCore {
  run(): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
}
