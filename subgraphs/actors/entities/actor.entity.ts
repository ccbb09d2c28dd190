import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of `actor`. */
@Entity('actor')
export class ActorEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  acronym!: string | null;

  @Column('text', { array: true })
  kinds!: string[];

  @Column('text', { name: 'chain_links', array: true })
  chainLinks!: string[];

  @Column('text', { nullable: true })
  siren!: string | null;

  @Column('text', { nullable: true })
  siret!: string | null;

  @Column('text', { nullable: true })
  rna!: string | null;

  /** Key of the seat's territory in this schema. */
  @Column('integer', { nullable: true })
  territory!: number | null;

  @Column('double precision', { nullable: true })
  latitude!: number | null;

  @Column('double precision', { nullable: true })
  longitude!: number | null;

  @Column('text', { nullable: true })
  website!: string | null;

  /** Folded name: order of lists. */
  @Column('text', { name: 'sort_name' })
  sortName!: string;

  /** Folded name and acronym: what a search reads. */
  @Column('text', { name: 'search_name' })
  searchName!: string;
}

/** Row of `actor_status`: a recognition with its dates. */
@Entity('actor_status')
export class ActorStatusEntity {
  @PrimaryColumn('text', { name: 'actor_id' })
  actorId!: string;

  @PrimaryColumn('integer')
  position!: number;

  @Column('text')
  type!: string;

  @Column('text', { name: 'siae_kind', nullable: true })
  siaeKind!: string | null;

  @Column('integer', { nullable: true })
  territory!: number | null;

  @Column('integer', { nullable: true })
  level!: number | null;

  @Column('date', { nullable: true })
  since!: string | null;

  @Column('date', { nullable: true })
  until!: string | null;
}

/** Row of `actor_network`: membership. */
@Entity('actor_network')
export class ActorNetworkEntity {
  @PrimaryColumn('text', { name: 'actor_id' })
  actorId!: string;

  @PrimaryColumn('text', { name: 'network_id' })
  networkId!: string;
}

/** Row of `actor_source`. */
@Entity('actor_source')
export class ActorSourceEntity {
  @PrimaryColumn('text', { name: 'actor_id' })
  actorId!: string;

  @PrimaryColumn('text')
  source!: string;

  @PrimaryColumn('text')
  locator!: string;
}
