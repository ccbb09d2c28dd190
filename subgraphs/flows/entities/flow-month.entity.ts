import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The part of a flow over several months that falls into one of them; `flow_part` shows those of every flow. */
@Entity({ name: 'flow_month' })
export class FlowMonthEntity {
  @PrimaryColumn('text', { name: 'flow_id' })
  flowId!: string;

  /** First day of the calendar month. */
  @PrimaryColumn('date')
  month!: string;

  @Column('date', { name: 'first_day' })
  firstDay!: string;

  @Column('smallint')
  days!: number;

  /** Null where the unit has no factor; `amount`, in 10^-6 of the unit, then holds the part. */
  @Column('bigint', { nullable: true })
  grams!: string | null;

  @Column('bigint', { nullable: true })
  amount!: string | null;
}
