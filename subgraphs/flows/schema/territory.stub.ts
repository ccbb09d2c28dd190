import { Directive, ObjectType } from 'type-graphql';
import { EntityStub } from './entity.stub';

/** Territory, owned by actors; territory.resolver.ts adds its sums and its impact, territory-views.resolver.ts what is drawn of them. */
@Directive('@key(fields: "id")')
@ObjectType('Territory')
export class TerritoryStub extends EntityStub {}
