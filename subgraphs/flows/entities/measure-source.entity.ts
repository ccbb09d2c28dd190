import { Entity, PrimaryColumn } from 'typeorm';

/** A source of an impact measure, with the place in it. */
@Entity({ name: 'measure_source' })
export class MeasureSourceEntity {
  @PrimaryColumn('text', { name: 'measure_id' })
  measureId!: string;

  @PrimaryColumn('text')
  source!: string;

  @PrimaryColumn('text')
  locator!: string;
}
