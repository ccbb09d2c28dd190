import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../platform/package-root';

const folder = join(PACKAGE_ROOT, 'web', 'pages');

describe.each(readdirSync(folder).filter((name) => name.endsWith('.html')))('the page %s', (name) => {
  const html = readFileSync(join(folder, name), 'utf8');

  it('obeys the content security policy: no inline script, handler or style, nothing from elsewhere', () => {
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/\son\w+\s*=/);
    expect(html).not.toMatch(/<style|\sstyle=/);
    for (const [, address] of html.matchAll(/(?:src|<link[^>]*href)="([^"]+)"/g))
      expect(address).toMatch(/^\//);
  });

  it('says its language and title, and names what it shows', () => {
    expect(html).toMatch(/<html lang="fr">/);
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    for (const [image] of html.matchAll(/<img[^>]*>/g)) expect(image).toMatch(/\salt="/);
  });

  it('leads only to addresses that the gateway answers', () => {
    const served = ['/', '/annuaire', '/embed/directory', '/explorer', '/schema.graphql', '/health/ready'];
    for (const [, address = ''] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g))
      expect(served).toContain(address);
  });
});

it('credits the sources of the data', () => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  for (const credit of ['Licence Ouverte', 'GeoNames', 'CC BY 4.0', 'Cocolupa'])
    expect(html).toContain(credit);
});
