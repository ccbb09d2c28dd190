import { complaintsOf, violations } from '../support/browser';
import { answered, directory, items, setStage, status, type Stage } from './directory-harness';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
}, 300_000);
afterAll(() => stage.close());

describe('what cannot be done', () => {
  it.each([
    ['territory="departement:99"', 'departement:99'],
    ['territory="Loir-et-Cher"', 'Loir-et-Cher'],
    ['kinds="SIAE,FERME"', 'Inconnu : FERME'],
    ['chain-link="vente"', 'Inconnu : VENTE'],
    ['networks="actor:nobody"', 'actor:nobody'],
    ['tiles="https://tiles.example/1.png"', '{z}'],
    ['api="ftp://annuaire.example"', 'ftp://annuaire.example'],
    ['territory="&lt;img src=x onerror=alert(1)&gt;"', '<img src=x onerror=alert(1)>'],
  ])('names the attribute and its value: %s', async (attribute, told) => {
    const { page, close } = await stage.visit(directory(attribute));
    const text = await page.getByRole('alert').innerText();
    expect(text).toContain(`L'attribut ${attribute.split('=', 1)[0]}="`);
    expect(text).toContain(told);
    expect(await items(page).count()).toBe(0);
    await close();
  });

  it('says so in English too, and takes a better value at once', async () => {
    const { page, close } = await stage.visit(directory('lang="en" territory="departement:99"'));
    expect(await page.getByRole('alert').innerText()).toContain('The attribute territory="departement:99"');
    await page
      .locator('maillon-directory')
      .evaluate((element) => element.setAttribute('territory', 'departement:13'));
    await answered(page);
    expect(await status(page).innerText()).toBe('7 actors');
    await close();
  });

  it('says that the service is away, keeps what was typed, and tries again', async () => {
    const { page, close } = await stage.visit(directory('territory="departement:13"'));
    await answered(page);
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('combobox').fill('vrac');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').innerText()).toContain("L'annuaire ne répond pas");
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await answered(page);
    expect(await items(page).first().innerText()).toContain('VRAC Marseille');
    await close();
  });

  it('keeps the list when the policy of the page forbids the map, and says why to the page', async () => {
    const policy = stage.policy().replace(/worker-src[^;]*;/, '');
    const { page, close } = await stage.visit(directory('territory="departement:13"'), { policy });
    await answered(page);
    await page.getByRole('button', { name: 'Afficher la carte' }).click();
    expect(await page.getByRole('alert').innerText()).toContain("La carte n'a pas pu s'ouvrir");
    expect(await items(page).count()).toBe(7);
    await close();
  });
});

describe('accessibility', () => {
  it.each([
    ['fr', 'light', true],
    ['fr', 'dark', false],
    ['en', 'light', false],
    ['en', 'dark', true],
  ] as const)('axe-core finds no violation: %s, %s, map open: %s', async (lang, colorScheme, mapOpen) => {
    // What is chosen, suggestions, the map: all of it at once.
    const { page, close } = await stage.visit(directory(`lang="${lang}"`), { colorScheme });
    // The ground of the page is the page’s own business: as dark as the visitor wants.
    if (colorScheme === 'dark') await page.evaluate(() => (document.body.style.background = '#16211c'));
    if (colorScheme === 'dark') await page.evaluate(() => (document.body.style.color = '#eaf1ec'));
    await answered(page);
    await page.getByRole('checkbox', { name: /^Distribution/ }).check();
    await page.locator('maillon-directory .chip').waitFor();
    if (mapOpen) {
      await page.getByRole('button', { name: lang === 'fr' ? 'Afficher la carte' : 'Show the map' }).click();
      await page.locator('maillon-directory .mark').first().waitFor();
    }
    await page.getByRole('combobox').fill('mars');
    await page.getByRole('option').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await close();
  });

  it('finds none in an error and in a narrow page', async () => {
    const viewport = { width: 360, height: 700 };
    const { page, close } = await stage.visit(directory('territory="departement:99"'), { viewport });
    await page.getByRole('alert').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('maillon-directory').evaluate((element) => element.removeAttribute('territory'));
    await answered(page);
    await page.getByRole('button', { name: 'Affiner' }).click();
    expect(await page.getByRole('checkbox').first().isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await close();
  });
});

describe('our own pages', () => {
  it.each(['/annuaire?territory=departement:13', '/embed/directory?territory=departement:13'])(
    'shows the directory without a complaint or a violation: %s',
    async (path) => {
      const context = await stage.browser.newContext();
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await page.goto(`${stage.chain.url}${path}`);
      await answered(page);
      expect(await status(page).innerText()).toBe('7 acteurs');
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('lists, searches and turns pages in a frame without JavaScript', async () => {
    const context = await stage.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    stage.site.show(
      `<iframe title="Annuaire" width="900" height="2400" src="${stage.chain.url}/embed/directory"></iframe>`,
      `frame-src ${stage.chain.url}`,
    );
    await page.goto(stage.site.url);
    const frame = page.frameLocator('iframe');
    expect(await frame.getByRole('listitem').count()).toBe(20);
    const first = await frame.getByRole('listitem').first().innerText();
    await frame.getByRole('link', { name: 'Page suivante' }).click();
    await frame.getByRole('link', { name: 'Première page' }).waitFor();
    expect(await frame.getByRole('listitem').first().innerText()).not.toBe(first);
    await frame.getByRole('searchbox').fill('banque alimantaire');
    await frame.getByRole('button', { name: 'Chercher' }).click();
    await frame.getByText('Banque Alimentaire des Bouches-du-Rhône').waitFor();
    await context.close();
  });
});
