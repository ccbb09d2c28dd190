import { BareClients, openProbe } from '../flows/same-sql';
import type { SyntheticOrganisation } from '../generate/directory';
import { Random } from '../generate/random';
import { sizeName } from '../generate/sizes';
import { timed } from '../run/clock';
import type { Measure } from '../run/measure';
import { percentile, sample } from '../run/statistics';
import type { Directory } from './measure';
import { typedCarelessly } from './misspell';

const OPERATION = 'query Suggest($text: String!) { suggest(text: $text) { kind id label detail } }';
const TEXTS = 200;
const LONGEST = 12;
const ROUNDS = 3;
const SEED = 11;
/** What most people begin with, and what thousands of names begin with. */
const COMMON = [
  ...'aeslf',
  ...'as le la fe st ga ep de ass asso fer sai epi mag les ferme saint association gaec earl ccas paris'.split(
    ' ',
  ),
  ...[
    'le ',
    'la f',
    'l e',
    'epicerie',
    'epicerie s',
    'centre socia',
    'asociation',
    'frme',
    'epiecrie',
    'xqzt',
  ],
];

/** Texts as they stand while a name is typed: its first letters, with an error in one of three. */
function typedTexts(organisations: readonly SyntheticOrganisation[]): string[] {
  const random = new Random(SEED);
  const texts = [...COMMON];
  while (texts.length < TEXTS) {
    const { name } = organisations[random.below(organisations.length)] as SyntheticOrganisation;
    const typed = random.chance(1 / 3) ? typedCarelessly(name, random) : name;
    texts.push(typed.slice(0, 1 + random.below(LONGEST)));
  }
  return texts;
}

/** The SQL of suggestions while a text is being typed, its statements one after the other: what one in twenty exceeds. */
export async function suggestMeasure(
  { size, database }: Directory,
  organisations: readonly SyntheticOrganisation[],
  tell: (message: string) => void,
): Promise<Measure> {
  const probe = await openProbe(database);
  const bare = await BareClients.connect(database);
  const times: { text: string; ms: number }[] = [];
  try {
    for (const text of typedTexts(organisations)) {
      const sent = await probe.sentBy(OPERATION, { text });
      const rounds: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) rounds.push((await timed(() => bare.send(sent))).ms);
      times.push({ text, ms: percentile(rounds, 0.5) });
    }
  } finally {
    await bare.close();
    await probe.close();
  }
  const slowest = [...times].sort((a, b) => b.ms - a.ms).slice(0, 8);
  tell(`slowest texts: ${slowest.map(({ text, ms }) => `"${text}" ${ms.toFixed(1)} ms`).join(', ')}`);
  return {
    name: `suggest, its SQL, ${TEXTS} texts, p95, ${sizeName(size)} actors`,
    unit: 'ms',
    ours: sample([
      percentile(
        times.map(({ ms }) => ms),
        0.95,
      ),
    ]),
    against: undefined,
    target: undefined,
  };
}
