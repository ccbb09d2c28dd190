import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

/** State of the bundled data. */
@ObjectType({
  simpleResolvers: true,
  description:
    'State of the bundled data (official geography, GT4 report) that this server holds: cite it so that a result can be reproduced (édition des données).',
})
export class DataEdition {
  @Field(() => String, {
    description:
      'Digest of the bundled data: two servers with the same one hold the same records (empreinte).',
  })
  fingerprint!: string;

  @Field(() => GraphQLDateTime, { description: 'When this server loaded it (date de chargement).' })
  loadedAt!: Date;
}
