import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of `financing_rule`. */
@Entity('financing_rule')
export class FinancingRuleEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('integer')
  rank!: number;

  @Column('text')
  message!: string;

  @Column('numeric', { nullable: true })
  threshold!: string | null;

  @Column('text')
  source!: string;

  @Column('text')
  locator!: string;
}
