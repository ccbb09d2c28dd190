import type { FunderCategory } from '../../../platform/vocabulary/funder-category';
import type { Instrument } from '../../../platform/vocabulary/instrument';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { ResourceKind } from '../../../platform/vocabulary/resource-kind';

/** A place in a source. */
export interface Citation {
  source: string;
  locator: string;
}

export interface FundingParty {
  actor: string;
  carrier: boolean;
  lucrative: boolean;
  aci: boolean;
}

export interface FundingResource extends Citation {
  kind: ResourceKind;
  label: string;
  /** Exact decimal, 0 to 1. */
  share: string | null;
  funder: string | null;
}

export interface FundingAward {
  id: string;
  funder: string | null;
  funderCategory: FunderCategory;
  recipient: string | null;
  instrument: Instrument;
  nature: Nature;
  /** Exact decimal, 0 to 1. */
  share: string | null;
}

/** All that the rules on financing read of one project. */
export interface ProjectFunding {
  parties: readonly FundingParty[];
  resources: readonly FundingResource[];
  awards: readonly FundingAward[];
  /** Where a source says that one funder carries the project, or nearly. */
  singleFunder: Citation | null;
  /** Where a source says that funding is yearly, by calls, or not assured. */
  unsecuredFunding: Citation | null;
}

/** What a rule found: the figure, and what it was read from (awards by id, the rest by its place). */
export interface Finding {
  value: string;
  awards: readonly string[];
  citations: readonly Citation[];
}
