import type { SubgraphStorage } from '../../platform/migrator';
import { Flows1767000000002 } from '../../migrations/flows/0002-flows';
import { Scale1767000000004 } from '../../migrations/flows/0004-scale';
import { Rollups1767000000005 } from '../../migrations/flows/0005-rollups';
import { ImportedTerritories1767000000006 } from '../../migrations/flows/0006-imported-territories';
import { FlowEnds1767000000007 } from '../../migrations/flows/0007-flow-ends';
import { FlowParts1767000000008 } from '../../migrations/flows/0008-flow-parts';
import { Territories1767000000001 } from '../../migrations/flows/0001-territories';
import { ReferenceLoad1767000000003 } from '../../migrations/reference-load';
import { FlowMonthEntity } from './entities/flow-month.entity';
import { FlowInputEntity } from './entities/flow-input.entity';
import { FlowEntity } from './entities/flow.entity';
import { IndicatorEntity } from './entities/indicator.entity';
import { MeasureSourceEntity } from './entities/measure-source.entity';
import { MeasureEntity } from './entities/measure.entity';
import { ProductEntity } from './entities/product.entity';
import { ProjectTerritoryEntity } from './entities/project-territory.entity';
import { SourceEntity } from './entities/source.entity';

/** Tables of the schema `flows` and the migrations that make them. */
export const flowsStorage: SubgraphStorage = {
  name: 'flows',
  entities: [
    SourceEntity,
    ProductEntity,
    FlowEntity,
    FlowMonthEntity,
    FlowInputEntity,
    IndicatorEntity,
    MeasureEntity,
    MeasureSourceEntity,
    ProjectTerritoryEntity,
  ],
  migrations: [
    Territories1767000000001,
    Flows1767000000002,
    ReferenceLoad1767000000003,
    Scale1767000000004,
    Rollups1767000000005,
    ImportedTerritories1767000000006,
    FlowEnds1767000000007,
    FlowParts1767000000008,
  ],
};
