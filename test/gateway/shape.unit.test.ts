import { parse } from 'graphql';
import { shapeOf } from '../../gateway/limits/shape';

describe('shape', () => {
  const shape = (query: string) => shapeOf(parse(query));

  it('measures depth, aliases, root fields and fields through fragments', () => {
    expect(
      shape('{ a: x { y { ...F } } ...R } fragment F on T { b: z { w } } fragment R on Query { x v }'),
    ).toEqual({
      depth: 4,
      introspectionDepth: 0,
      aliases: 2,
      rootFields: 3,
      fields: 6,
    });
  });

  it('measures introspection apart', () => {
    expect(shape('{ __schema { types { name } } x }')).toMatchObject({ depth: 1, introspectionDepth: 3 });
  });

  it('takes the largest of several operations', () => {
    expect(shape('query A { x } query B { x { y { z } } }')).toMatchObject({ depth: 3, fields: 3 });
  });

  it('ends on fragments that spread themselves, and on unknown ones', () => {
    expect(shape('{ ...A ...Nobody } fragment A on Query { x { ...A } }')).toMatchObject({ fields: 1 });
  });
});
