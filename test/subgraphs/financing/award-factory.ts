import { FunderCategory } from '../../../platform/vocabulary/funder-category';
import { Instrument } from '../../../platform/vocabulary/instrument';
import { Nature } from '../../../platform/vocabulary/nature';
import type { AwardRecord } from '../../../subgraphs/financing/writes/write-awards';

/** A plain realised award from the source `essai`; a test states only what matters to it. */
export function anAward(id: string, overrides: Partial<AwardRecord> = {}): AwardRecord {
  return {
    id: `award:${id}`,
    funder: 'actor:departement-13',
    funderCategory: FunderCategory.DEPARTEMENT,
    recipient: null,
    project: null,
    scheme: null,
    instrument: Instrument.GRANT,
    nature: Nature.ACTUAL,
    amount: null,
    share: null,
    date: null,
    periodStart: null,
    periodEnd: null,
    expenses: [],
    territory: null,
    citations: [{ source: 'essai', locator: `ligne ${id}` }],
    ...overrides,
  };
}
