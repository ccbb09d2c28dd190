import { Directive, ObjectType } from 'type-graphql';
import { EntityStub } from './entity.stub';

/** Territory, owned by actors; territory.resolver.ts adds its balance, its series, its impact. */
@Directive('@key(fields: "id")')
@ObjectType('Territory')
export class TerritoryStub extends EntityStub {}
