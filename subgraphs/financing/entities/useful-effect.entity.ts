import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of `useful_effect`. */
@Entity('useful_effect')
export class UsefulEffectEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('integer')
  rank!: number;

  @Column('text')
  name!: string;

  /** Ids of actors. */
  @Column('text', { array: true })
  funders!: string[];

  /** Ids of schemes. */
  @Column('text', { array: true })
  schemes!: string[];

  @Column('text')
  source!: string;

  @Column('text')
  locator!: string;
}
