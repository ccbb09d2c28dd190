import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
const SKIPPED = new Set(['node_modules', 'dist', 'coverage', '.git', '.maillon']);

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : pagesBelow(place);
    return entry.name.endsWith('.md') ? [place] : [];
  });
}

/** The anchor that a heading gets on the usual forges. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

function anchorsOf(page: string): Set<string> {
  const headings = readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm);
  return new Set([...headings].map(([, heading = '']) => anchorOf(heading)));
}

describe('every Markdown page', () => {
  const pages = pagesBelow(root);

  it.each(pages.map((page) => [path.relative(root, page), page]))(
    '%s links to what exists',
    (_name, page) => {
      const prose = readFileSync(page, 'utf8').replaceAll(/^```[^]*?^```/gm, '');
      const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
      const broken = targets.filter((target) => {
        if (/^[a-z]+:/.test(target)) return false;
        const [file = '', anchor] = target.split('#');
        const place = file === '' ? page : path.resolve(path.dirname(page), file);
        return !existsSync(place) || (anchor !== undefined && !anchorsOf(place).has(anchor));
      });
      expect(broken).toEqual([]);
    },
  );
});
