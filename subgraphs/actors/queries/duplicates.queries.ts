/** Sends a statement and gives its rows. */
type Send = <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>;

interface PairedActor {
  id: string;
  name: string;
  siret: string | null;
  territory: string | null;
}

/** Two actors that may be one organisation. */
export interface DuplicatePair {
  first: PairedActor;
  second: PairedActor;
  reasons: string[];
  /** 0 to 1: how much speaks for it. */
  score: number;
}

const side = (alias: string, place: string): string =>
  `json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'siret', ${alias}.siret, 'territory', ${place}.name)`;

/** Pairs that a person has still to decide on, the likeliest first. */
export function openDuplicates(send: Send): Promise<DuplicatePair[]> {
  return send<DuplicatePair>(
    `SELECT ${side('one', 'here')} AS first, ${side('two', 'there')} AS second, c.reasons, c.score::float8 AS score
     FROM duplicate_candidate c JOIN actor one ON one.id = c.first_id JOIN actor two ON two.id = c.second_id
     LEFT JOIN territory here ON here.key = one.territory LEFT JOIN territory there ON there.key = two.territory
     WHERE c.dismissed_at IS NULL ORDER BY c.score DESC, c.first_id, c.second_id`,
    [],
  );
}
