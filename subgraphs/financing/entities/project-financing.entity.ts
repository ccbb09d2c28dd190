import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Row of `resource_line`: a line of the mix of resources of a project. */
@Entity('resource_line')
export class ResourceLineEntity {
  @PrimaryColumn('text')
  project!: string;

  @PrimaryColumn('text')
  key!: string;

  @Column('integer')
  rank!: number;

  @Column('text')
  kind!: string;

  @Column('text')
  label!: string;

  @Column('numeric', { nullable: true })
  share!: string | null;

  @Column('numeric', { nullable: true })
  amount!: string | null;

  @Column('text', { nullable: true })
  funder!: string | null;

  @Column('text')
  source!: string;

  @Column('text')
  locator!: string;
}

/** Row of `project_party`: what the financing rules need to know of a carrier or a recipient. */
@Entity('project_party')
export class ProjectPartyEntity {
  @PrimaryColumn('text')
  project!: string;

  @PrimaryColumn('text')
  actor!: string;

  @Column('boolean')
  carrier!: boolean;

  @Column('boolean')
  lucrative!: boolean;

  @Column('boolean')
  aci!: boolean;

  @Column('text')
  source!: string;
}

/** Row of `project_fact`: what a source says in words of the funding of a project. */
@Entity('project_fact')
export class ProjectFactEntity {
  @PrimaryColumn('text')
  project!: string;

  @PrimaryColumn('text')
  fact!: string;

  @Column('text')
  source!: string;

  @Column('text')
  locator!: string;
}

/** Row of `project_useful_effect`. */
@Entity('project_useful_effect')
export class ProjectUsefulEffectEntity {
  @PrimaryColumn('text')
  project!: string;

  @PrimaryColumn('text')
  effect!: string;

  @Column('text')
  source!: string;
}
