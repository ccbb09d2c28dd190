import { Entity, PrimaryColumn } from 'typeorm';

/** A source of a flow, with the place in it. */
@Entity({ name: 'flow_source' })
export class FlowSourceEntity {
  @PrimaryColumn('text', { name: 'flow_id' })
  flowId!: string;

  @PrimaryColumn('text')
  source!: string;

  @PrimaryColumn('text')
  locator!: string;
}
