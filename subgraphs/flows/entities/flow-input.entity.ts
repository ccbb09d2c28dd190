import { Entity, PrimaryColumn } from 'typeorm';

/** A batch that a flow was made from. */
@Entity({ name: 'flow_input' })
export class FlowInputEntity {
  @PrimaryColumn('text', { name: 'flow_id' })
  flowId!: string;

  @PrimaryColumn('text')
  batch!: string;
}
