import { ActorKind } from '../../../../platform/vocabulary/actor-kind';
import { SiaeKind } from '../../../../platform/vocabulary/siae-kind';
import { isLucrative } from '../../../../subgraphs/financing/rules/lucrative-sector';

test.each([
  [[ActorKind.COMPANY], [], true],
  [[ActorKind.COMPANY, ActorKind.SIAE], [SiaeKind.EI], true],
  [[ActorKind.SIAE], [SiaeKind.ETTI], true],
  [[ActorKind.ASSOCIATION, ActorKind.SIAE], [SiaeKind.EI], true],
  // The same body receives gifts for its ACI.
  [[ActorKind.ASSOCIATION, ActorKind.SIAE], [SiaeKind.EI, SiaeKind.ACI], false],
  [[ActorKind.COMPANY, ActorKind.SIAE], [SiaeKind.ACI], true],
  [[ActorKind.ASSOCIATION, ActorKind.SIAE], [SiaeKind.ACI], false],
  [[ActorKind.ASSOCIATION], [SiaeKind.AI], false],
  [[ActorKind.LOCAL_AUTHORITY], [], false],
])('%j with agreements %j: %s', (kinds, agreements, expected) => {
  expect(isLucrative(kinds, agreements)).toBe(expected);
});
