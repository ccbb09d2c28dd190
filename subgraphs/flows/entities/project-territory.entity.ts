import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A territory in which a project acts. */
@Entity({ name: 'project_territory' })
export class ProjectTerritoryEntity {
  @PrimaryColumn('text')
  project!: string;

  @PrimaryColumn('integer')
  territory!: number;

  @Column('text')
  source!: string;
}
