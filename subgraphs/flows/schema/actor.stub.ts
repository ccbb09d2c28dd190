import { Directive, ObjectType } from 'type-graphql';
import { EntityStub } from './entity.stub';

/** Actor, owned by actors; actor.resolver.ts adds its flows and their sums. */
@Directive('@key(fields: "id")')
@ObjectType('Actor')
export class ActorStub extends EntityStub {}
