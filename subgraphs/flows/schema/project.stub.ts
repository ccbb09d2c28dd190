import { Directive, ObjectType } from 'type-graphql';
import { EntityStub } from './entity.stub';

/** Project, owned by actors; project.resolver.ts adds its flows and its impact. */
@Directive('@key(fields: "id")')
@ObjectType('Project')
export class ProjectStub extends EntityStub {}
