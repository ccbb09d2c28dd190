import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of `award`. The generated columns `awarded_on` and `year` are for reading only. */
@Entity('award')
export class AwardEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { nullable: true })
  funder!: string | null;

  @Column('text', { name: 'funder_category' })
  funderCategory!: string;

  @Column('text', { nullable: true })
  recipient!: string | null;

  @Column('text', { nullable: true })
  project!: string | null;

  @Column('text', { nullable: true })
  scheme!: string | null;

  @Column('text')
  instrument!: string;

  @Column('text')
  nature!: string;

  @Column('numeric', { nullable: true })
  amount!: string | null;

  @Column('numeric', { nullable: true })
  share!: string | null;

  @Column('date', { nullable: true })
  date!: string | null;

  @Column('date', { name: 'period_start', nullable: true })
  periodStart!: string | null;

  @Column('date', { name: 'period_end', nullable: true })
  periodEnd!: string | null;

  @Column('text', { array: true })
  expenses!: string[];

  /** Key of the territory that the award is attributed to. */
  @Column('integer', { nullable: true })
  territory!: number | null;

  /** Slugs of its sources, separated by spaces, in order. */
  @Column('text')
  cited!: string;
}

/** Row of `award_source`: where an award is stated. */
@Entity('award_source')
export class AwardSourceEntity {
  @PrimaryColumn('text')
  award!: string;

  @PrimaryColumn('text')
  source!: string;

  @PrimaryColumn('text')
  locator!: string;
}
