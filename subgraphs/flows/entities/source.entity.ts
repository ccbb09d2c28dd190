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

  /** Who brought it: the bundled report, an import, the rule of a factor, other reference data. */
  @Column('text')
  kind!: SourceKind;

  /** Of an import: when, from which file, how many rows of what. */
  @Column('timestamptz', { name: 'imported_at', nullable: true })
  importedAt!: Date | null;

  @Column('text', { name: 'file_name', nullable: true })
  fileName!: string | null;

  @Column('text', { name: 'file_hash', nullable: true })
  fileHash!: string | null;

  @Column('bigint', { name: 'row_count', nullable: true })
  rowCount!: string | null;

  @Column('text', { nullable: true })
  subject!: 'flows' | 'impact' | 'awards' | null;
}

export type SourceKind = 'REPORT' | 'IMPORT' | 'FACTOR' | 'REFERENCE';
