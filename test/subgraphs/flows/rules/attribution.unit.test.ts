import 'reflect-metadata';
import fc from 'fast-check';
import { FlowStage } from '../../../../platform/vocabulary/flow-stage';
import { TerritoryLevel } from '../../../../platform/vocabulary/territory-level';
import { attributedTo } from '../../../../subgraphs/flows/rules/attribution';
import { liesIn, TERRITORIES } from '../../../support/territories';

const end = fc.option(fc.constantFrom(...TERRITORIES.map(({ id }) => id)));
const flow = fc.record({
  stage: fc.constantFrom(...Object.values(FlowStage)),
  origin: end,
  destination: end,
});

test('what is produced belongs where it grew, all else where it arrived', () => {
  const ends = { origin: 'commune:41018', destination: 'commune:31555' };
  expect(attributedTo({ stage: FlowStage.PRODUCED, ...ends })).toBe('commune:41018');
  for (const stage of [FlowStage.COLLECTED, FlowStage.TRANSFORMED, FlowStage.DISTRIBUTED]) {
    expect(attributedTo({ stage, ...ends })).toBe('commune:31555');
  }
});

test('the other end stands in for an unknown one', () => {
  fc.assert(
    fc.property(flow, ({ stage, origin, destination }) => {
      const attributed = attributedTo({ stage, origin, destination });
      if (origin === null) expect(attributed).toBe(destination);
      else if (destination === null) expect(attributed).toBe(origin);
      else expect([origin, destination]).toContain(attributed);
    }),
  );
});

test('a flow counts once in each ancestor of its territory, at most once a level, and in none of its parts', () => {
  fc.assert(
    fc.property(flow, (stated) => {
      const attributed = attributedTo(stated);
      if (attributed === null) return;
      const holders = TERRITORIES.filter(({ id }) => liesIn(attributed, id));
      for (const level of Object.values(TerritoryLevel)) {
        if (level === TerritoryLevel.PAT) continue; // PATs overlap
        expect(holders.filter((holder) => holder.level === level).length).toBeLessThanOrEqual(1);
      }
      const parts = TERRITORIES.filter(({ id }) => id !== attributed && liesIn(id, attributed));
      expect(holders.filter((holder) => parts.includes(holder))).toEqual([]);
    }),
  );
});
