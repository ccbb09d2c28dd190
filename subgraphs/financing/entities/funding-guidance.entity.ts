import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of `fund_criterion`. */
@Entity('fund_criterion')
export class FundCriterionEntity {
  @PrimaryColumn('text')
  code!: string;

  @PrimaryColumn('text')
  framework!: string;

  @Column('integer')
  rank!: number;

  @Column('text')
  objective!: string;

  @Column('text')
  name!: string;

  @Column('text')
  description!: string;

  @Column('text')
  source!: string;

  @Column('text')
  locator!: string;
}

/** Row of `eligible_expense`. */
@Entity('eligible_expense')
export class EligibleExpenseEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('integer')
  rank!: number;

  @Column('text')
  type!: string;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  examples!: string[];

  @Column('boolean')
  consensus!: boolean;

  @Column('text')
  source!: string;

  @Column('text')
  locator!: string;
}

/** Row of `funding_vehicle`. */
@Entity('funding_vehicle')
export class FundingVehicleEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('integer')
  rank!: number;

  @Column('text', { name: 'action_type' })
  actionType!: string;

  @Column('text')
  scale!: string;

  @Column('text')
  vehicle!: string;

  @Column('text', { array: true })
  examples!: string[];

  @Column('text')
  source!: string;

  @Column('text')
  locator!: string;
}

/** Row of `policy_recommendation`. */
@Entity('policy_recommendation')
export class PolicyRecommendationEntity {
  @PrimaryColumn('integer')
  theme!: number;

  @PrimaryColumn('integer')
  number!: number;

  @Column('text')
  text!: string;

  @Column('integer')
  priority!: number;

  @Column('text')
  authority!: string;

  @Column('text')
  deadline!: string;

  @Column('text')
  source!: string;

  @Column('text')
  locator!: string;
}
