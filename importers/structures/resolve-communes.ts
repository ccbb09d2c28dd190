import type { QueryRunner } from 'typeorm';
import { foldName } from '../../platform/folded-name';
import { isCommuneCode } from '../../platform/territory-id';
import { readPostalCodes, type PostalCommune } from '../../reference/cog/postal-codes';
import type { RegisterEntry } from '../../subgraphs/actors/writes/stage-entries';
import type { StructureRow } from './structure-row';

interface Seat {
  id: string;
  key: number;
}

/** What was found out about codes on the way. */
export interface CommuneNotes {
  /** Old codes, and what they are read as. */
  old: Map<string, string>;
  unknown: Map<string, number>;
  /** Seats told by postal code and name, for want of a code. */
  byPostalCode: number;
}

/**
 * Finds the communes of the seats, each code looked up once for the whole file. Where a row has no code, or one that
 * the official geography does not know, its postal code with the name of the commune tells, when they agree.
 */
export class CommuneResolver {
  readonly notes: CommuneNotes = { old: new Map(), unknown: new Map(), byPostalCode: 0 };
  private readonly seats = new Map<string, Seat | null>();
  private postalCodes: ReadonlyMap<string, readonly PostalCommune[]> | undefined;

  constructor(private readonly runner: QueryRunner) {}

  async resolve(rows: readonly StructureRow[]): Promise<RegisterEntry[]> {
    const guesses = new Map(rows.map((row) => [row, this.byPostalCode(row)]));
    await this.lookUp([
      ...rows.flatMap(({ communeCode }) => communeCode ?? []),
      ...[...guesses.values()].flatMap((code) => code ?? []),
    ]);
    return rows.map((row) => this.seated(row, guesses.get(row)));
  }

  private seated(row: StructureRow, guess: string | undefined): RegisterEntry {
    const { communeCode } = row;
    let seat = communeCode === undefined ? undefined : this.seats.get(communeCode.toUpperCase());
    if (communeCode !== undefined && !seat)
      this.notes.unknown.set(communeCode, (this.notes.unknown.get(communeCode) ?? 0) + 1);
    if (communeCode !== undefined && seat && seat.id !== `commune:${communeCode.toUpperCase()}`)
      this.notes.old.set(communeCode, seat.id);
    if (!seat && guess !== undefined) {
      seat = this.seats.get(guess);
      if (seat) this.notes.byPostalCode += 1;
    }
    const statements = seat ? { ...row.statements, territory: seat.id } : row.statements;
    return { ...row, statements, territory: seat?.id ?? null, territoryKey: seat?.key ?? null };
  }

  /** The commune of a postal code that bears the name told. */
  private byPostalCode({ postalCode, communeName }: StructureRow): string | undefined {
    if (postalCode === undefined || communeName === undefined) return undefined;
    this.postalCodes ??= readPostalCodes();
    const name = foldName(communeName);
    return this.postalCodes.get(postalCode)?.find((commune) => foldName(commune.name) === name)?.code;
  }

  private async lookUp(codes: readonly string[]): Promise<void> {
    const asked = [...new Set(codes.map((code) => code.toUpperCase()))].filter(
      (code) => !this.seats.has(code),
    );
    const rows = (await this.runner.query(
      `WITH asked AS (SELECT code, 'commune:' || code AS id FROM unnest($1::text[]) AS a (code))
       SELECT asked.code, t.id, t.key FROM asked JOIN territory t ON t.id = asked.id
       UNION ALL
       SELECT asked.code, now.id, now.key FROM asked JOIN territory_alias old ON old.id = asked.id
       JOIN territory now ON now.key = old.target WHERE NOT EXISTS (SELECT FROM territory t WHERE t.id = asked.id)`,
      [asked.filter(isCommuneCode)],
    )) as { code: string; id: string; key: number }[];
    for (const code of asked) this.seats.set(code, null);
    for (const { code, id, key } of rows) this.seats.set(code, { id, key });
  }
}
