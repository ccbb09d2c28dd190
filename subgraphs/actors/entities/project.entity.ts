import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of `project`. */
@Entity('project')
export class ProjectEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  slug!: string;

  @Column('text')
  title!: string;

  @Column('text')
  summary!: string;

  @Column('text')
  status!: string;

  @Column('text', { name: 'chain_links', array: true })
  chainLinks!: string[];

  @Column('text', { nullable: true })
  circuit!: string | null;

  @Column('text', { array: true })
  audience!: string[];

  @Column('text', { array: true })
  objectives!: string[];

  @Column('text', { array: true })
  support!: string[];

  @Column('text', { array: true })
  difficulties!: string[];

  @Column('text', { array: true })
  lessons!: string[];

  @Column('text', { array: true })
  links!: string[];

  /** Folded title: order of lists. */
  @Column('text', { name: 'sort_title' })
  sortTitle!: string;

  /** Folded title and summary: what a search reads. */
  @Column('text', { name: 'search_text' })
  searchText!: string;
}

/** Row of `project_activity`. */
@Entity('project_activity')
export class ProjectActivityEntity {
  @PrimaryColumn('text', { name: 'project_id' })
  projectId!: string;

  @PrimaryColumn('text')
  activity!: string;
}

/** Row of `project_territory`. */
@Entity('project_territory')
export class ProjectTerritoryEntity {
  @PrimaryColumn('text', { name: 'project_id' })
  projectId!: string;

  @PrimaryColumn('integer')
  territory!: number;

  @Column('integer')
  position!: number;
}

/** Row of `project_actor`: a carrier or a partner. */
@Entity('project_actor')
export class ProjectActorEntity {
  @PrimaryColumn('text', { name: 'project_id' })
  projectId!: string;

  @PrimaryColumn('text')
  role!: 'CARRIER' | 'PARTNER';

  @PrimaryColumn('text', { name: 'actor_id' })
  actorId!: string;

  @Column('integer')
  position!: number;
}

/** Row of `project_source`. */
@Entity('project_source')
export class ProjectSourceEntity {
  @PrimaryColumn('text', { name: 'project_id' })
  projectId!: string;

  @PrimaryColumn('text')
  source!: string;

  @PrimaryColumn('text')
  locator!: string;
}
