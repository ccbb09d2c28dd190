import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProductFamily } from '../../../platform/vocabulary/product-family';

/** What flows are made of. */
@Entity({ name: 'product' })
export class ProductEntity {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text')
  family!: ProductFamily;

  /** Slug of the source that brought it in. */
  @Column('text')
  source!: string;
}
