import { answered, blocks, directory, items, setStage, status, type Stage } from './directory-harness';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
}, 300_000);
afterAll(() => stage.close());

describe('the examples of docs/embedding.md, on a page of another origin under its policy', () => {
  const examples = blocks('html').map((example): [string, string] => [
    /<\w+-?\w*[^>]*>(?!<\/script)/.exec(example)?.[0] ?? '',
    example,
  ]);
  const scripts = examples.filter(([, example]) => !example.includes('<iframe'));
  const frames = examples.filter(([, example]) => example.includes('<iframe'));

  it('are of both sorts', () => {
    expect([scripts.length, frames.length]).toEqual([4, 1]);
  });

  it.each(scripts)('answers and complains of nothing: %s', async (_name, example) => {
    const { page, complaints, close } = await stage.visit(example);
    await page.waitForFunction(() =>
      /\d/.test(
        document.querySelector('maillon-directory')?.shadowRoot?.querySelector('.status')?.textContent ?? '',
      ),
    );
    expect(complaints).toEqual([]);
    await close();
  });

  it.each(frames)('lists actors in the frame: %s', async (_name, example) => {
    const { page, complaints, close } = await stage.visit(example, {
      policy: stage.policy('frame-src https://annuaire.example'),
    });
    const frame = page.frameLocator('iframe');
    await frame.locator('maillon-directory .item').first().waitFor();
    expect(await frame.locator('maillon-directory .item .name').allInnerTexts()).toContainEqual(
      expect.stringContaining('Banque Alimentaire des Bouches-du-Rhône'),
    );
    expect(complaints).toEqual([]);
    await close();
  });

  it('takes the colours of the page', async () => {
    const [style = ''] = blocks('css');
    const { page, close } = await stage.visit(directory('territory="departement:13"'), { style });
    const look = await items(page)
      .first()
      .evaluate((item) => {
        const link = item.querySelector('a');
        return [getComputedStyle(item).borderTopWidth, link && getComputedStyle(link).color];
      });
    expect(look).toEqual(['2px', 'rgb(106, 44, 112)']);
    await close();
  });
});

describe('a visit', () => {
  it('types with a mistake, picks a suggestion and a facet, opens the map, reads the result', async () => {
    const { page, complaints, close } = await stage.visit(directory(''));
    await answered(page);
    await page.getByRole('combobox').pressSequentially('marsielle');
    await page.getByRole('option', { name: /^Marseille Commune/ }).click();
    await page.getByRole('button', { name: 'Retirer le filtre Marseille' }).waitFor();
    await page.getByRole('checkbox', { name: /^Structure d'insertion par l'activité/ }).check();
    await page.getByRole('button', { name: /^Retirer le filtre Structure d'insertion/ }).waitFor();
    await answered(page);
    expect(await status(page).innerText()).toBe('1 acteur');
    const link = items(page).getByRole('link').first();
    expect(await link.innerText()).toBe('Association Fruits et Légumes Solidarité (AFLS)');
    expect(await link.getAttribute('href')).toBe(
      `${stage.chain.url}/actors/association-fruits-et-legumes-solidarite`,
    );

    await page.getByRole('button', { name: 'Afficher la carte' }).click();
    await page.getByRole('button', { name: 'Association Fruits et Légumes Solidarité, Marseille' }).click();
    expect(await page.locator('maillon-directory .picked').innerText()).toContain(
      'Association Fruits et Lég',
    );
    expect(await page.locator('maillon-directory .map-told').innerText()).toBe(
      'Acteurs placés sur la carte : 1 sur 1',
    );
    expect(await page.locator('maillon-directory .map-credit').innerText()).toBe(
      'Fond : Contours des départements, IGN (Licence Ouverte 2.0)',
    );
    expect(complaints).toEqual([]);
    await close();
  });

  it('goes all the way by keyboard', async () => {
    const { page, complaints, close } = await stage.visit(directory(''));
    await answered(page);
    const focused = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent?.trim() ?? '');
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 80; presses += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(() => {
          const element = document.activeElement?.shadowRoot?.activeElement;
          const text = element?.closest('label')?.textContent ?? element?.textContent;
          return `${element?.getAttribute('aria-label') ?? ''} ${text ?? ''}`;
        });
        if (at.includes(name)) return;
      }
      throw new Error(`the keyboard does not reach ${name}`);
    };

    await page.keyboard.press('Tab');
    await page.keyboard.type('marsielle');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('combobox').getAttribute('aria-activedescendant')).toBe('suggestion-0');
    expect(await page.getByRole('option').first().getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await tabTo('Afficher plus');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.querySelector('maillon-directory')?.shadowRoot?.querySelectorAll('.item').length === 40,
    );
    const twentyFirst = await items(page).nth(20).locator('.name').innerText();
    expect(await focused()).toBe(twentyFirst);

    await page.locator('maillon-directory').getByRole('combobox').focus();
    await tabTo('Transformation');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Retirer le filtre Transformation' }).waitFor();
    await tabTo('Afficher la carte');
    await page.keyboard.press('Enter');
    await page.locator('maillon-directory .mark').first().waitFor();
    await tabTo(' acteurs');
    await page.keyboard.press('Enter');
    // A group opens into its parts, or into the list of those at one place; the keyboard goes on inside.
    await page.waitForFunction(
      () => document.activeElement?.shadowRoot?.activeElement?.matches('.mark, .picked a') ?? false,
    );
    expect(complaints).toEqual([]);
    await close();
  });

  it('tells a screen reader how many there are, and that there are none', async () => {
    const { page, close } = await stage.visit(directory('territory="departement:13" search="zzzzqqqq"'));
    await answered(page);
    expect(await page.getByRole('status').allInnerTexts()).toContain('0 acteur');
    expect(await page.locator('maillon-directory .note').innerText()).toContain('Aucun acteur ne correspond');
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    await items(page).first().waitFor();
    expect(await page.getByRole('status').allInnerTexts()).toContain('7 acteurs');
    expect(await page.getByRole('combobox').inputValue()).toBe('');
    await close();
  });
});
