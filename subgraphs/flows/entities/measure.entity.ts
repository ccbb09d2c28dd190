import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Confidence } from '../../../platform/vocabulary/confidence';
import type { Nature } from '../../../platform/vocabulary/nature';

/** An impact figure of a project. */
@Entity({ name: 'measure' })
export class MeasureEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  project!: string;

  @Column('text')
  indicator!: string;

  @Column('numeric')
  value!: string;

  @Column('text')
  unit!: string;

  @Column('text')
  nature!: Nature;

  @Column('date', { name: 'period_start', nullable: true })
  periodStart!: string | null;

  @Column('date', { name: 'period_end', nullable: true })
  periodEnd!: string | null;

  @Column('text')
  confidence!: Confidence;

  /** Key of the territory the figure counts in. */
  @Column('integer', { nullable: true })
  territory!: number | null;
}
