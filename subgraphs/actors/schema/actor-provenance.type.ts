import { Field, ObjectType } from 'type-graphql';
import { GraphQLISODate } from '../../../platform/scalars';
import { Source } from '../../../platform/source';
import { DoubtReason } from '../../../platform/vocabulary/doubt-reason';
import { IdentifierKind } from '../../../platform/vocabulary/identifier-kind';

/** What one source says of one attribute. */
@ObjectType({
  simpleResolvers: true,
  description:
    'What one source says of one attribute of an actor, and whether it is what the actor shows (provenance d’un attribut).',
})
export class AttributeProvenance {
  @Field(() => String, {
    description:
      'Name of the attribute: name, acronym, kinds, chain_links, siren, siret, rna, territory, location, address, website, description, opening_hours, accessibility_url, statuses or networks (attribut).',
  })
  attribute!: string;

  @Field(() => String, { description: 'Its value as text; parts are separated by commas (valeur).' })
  value!: string;

  @Field(() => Source, { description: 'Who says it; the locator names the record (source).' })
  source!: Source;

  @Field(() => GraphQLISODate, {
    description: 'Day that the source gives to what it says (date de la déclaration).',
  })
  statedOn!: string;

  @Field(() => Boolean, {
    description:
      'Whether the actor shows it: the better source wins, and lists hold what all say together (valeur retenue).',
  })
  chosen!: boolean;
}

/** An identifier that is kept and not relied on. */
@ObjectType({
  simpleResolvers: true,
  description:
    'An identifier that fails its check or that others contradict: kept as its source writes it, and not relied on (identifiant douteux).',
})
export class IdentifierDoubt {
  @Field(() => IdentifierKind, { description: 'Which number it is (type d’identifiant).' })
  identifier!: IdentifierKind;

  @Field(() => String, { description: 'As the source writes it (valeur).' })
  value!: string;

  @Field(() => DoubtReason, { description: 'What is wrong with it (raison du doute).' })
  reason!: DoubtReason;

  @Field(() => Source, { description: 'Who says it; the locator names the record (source).' })
  source!: Source;
}
