import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of `chain_activity`: figure 1 of the report. */
@Entity('chain_activity')
export class ChainActivityEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'chain_link' })
  chainLink!: string;

  @Column('text')
  circuit!: string;

  /** Rank in the figure. */
  @Column('integer')
  position!: number;

  @Column('text')
  locator!: string;
}
