import { Territories1767000000001 } from '../../migrations/financing/0001-territories';
import { Financing1767000000002 } from '../../migrations/financing/0002-financing';
import { ImportBookkeeping1767000000004 } from '../../migrations/financing/0004-import-bookkeeping';
import { ImportedTerritories1767000000006 } from '../../migrations/financing/0006-imported-territories';
import { ReferenceLoad1767000000003 } from '../../migrations/reference-load';
import type { SubgraphStorage } from '../../platform/migrator';
import { AwardEntity, AwardSourceEntity } from './entities/award.entity';
import { FinancingRuleEntity } from './entities/financing-rule.entity';
import {
  EligibleExpenseEntity,
  FundCriterionEntity,
  FundingVehicleEntity,
  PolicyRecommendationEntity,
} from './entities/funding-guidance.entity';
import { FundingSchemeEntity } from './entities/funding-scheme.entity';
import {
  ProjectFactEntity,
  ProjectPartyEntity,
  ProjectUsefulEffectEntity,
  ResourceLineEntity,
} from './entities/project-financing.entity';
import { SourceEntity } from './entities/source.entity';
import { UsefulEffectEntity } from './entities/useful-effect.entity';

/** Tables of the schema `financing` and the migrations that make them. */
export const financingStorage: SubgraphStorage = {
  name: 'financing',
  entities: [
    SourceEntity,
    FundingSchemeEntity,
    AwardEntity,
    AwardSourceEntity,
    ResourceLineEntity,
    ProjectPartyEntity,
    ProjectFactEntity,
    ProjectUsefulEffectEntity,
    UsefulEffectEntity,
    FinancingRuleEntity,
    FundCriterionEntity,
    EligibleExpenseEntity,
    FundingVehicleEntity,
    PolicyRecommendationEntity,
  ],
  migrations: [
    Territories1767000000001,
    Financing1767000000002,
    ReferenceLoad1767000000003,
    ImportBookkeeping1767000000004,
    ImportedTerritories1767000000006,
  ],
};
