import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of `source`: where records come from. */
@Entity('source')
export class SourceEntity {
  @PrimaryColumn('text')
  slug!: string;

  @Column('text')
  title!: string;

  @Column('text')
  publisher!: string;

  @Column('date', { nullable: true })
  date!: string | null;

  @Column('text', { nullable: true })
  url!: string | null;

  @Column('text', { nullable: true })
  licence!: string | null;

  /** REPORT, IMPORT, FACTOR or REFERENCE. */
  @Column('text', { default: 'REFERENCE' })
  kind?: string;
}
