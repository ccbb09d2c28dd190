import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A document or data set that figures come from. */
@Entity({ name: 'source' })
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
}
