import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an impact measure counts. */
@Entity({ name: 'indicator' })
export class IndicatorEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text')
  unit!: string;

  @Column('text')
  definition!: string;

  /** Slug of the source that brought it in. */
  @Column('text')
  source!: string;
}
