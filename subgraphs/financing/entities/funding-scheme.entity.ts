import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of `funding_scheme`. */
@Entity('funding_scheme')
export class FundingSchemeEntity {
  @PrimaryColumn('text')
  id!: string;

  /** Place in the order of the source. */
  @Column('integer')
  rank!: number;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  operator!: string | null;

  @Column('text')
  description!: string;

  @Column('text', { array: true })
  expenses!: string[];

  @Column('text')
  source!: string;

  @Column('text')
  locator!: string;
}
