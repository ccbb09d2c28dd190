import { carrierNetworks } from '../../exports/directory/carrier-networks';
import { AGREEMENTS, KNOWN_NETWORKS, NETWORKS } from '../../importers/structures/networks';

it('networks and agreements are written by the codes that they are read from', () => {
  for (const [code, slug] of NETWORKS) expect(carrierNetworks([slug], [])).toEqual([code]);
  for (const [code, kind] of AGREEMENTS) expect(carrierNetworks([], [kind])).toEqual([code]);
  expect([...NETWORKS.keys(), ...AGREEMENTS.keys()].filter((code) => !KNOWN_NETWORKS.has(code))).toEqual([]);
  expect(carrierNetworks(['banques-alimentaires', 'reseau-cocagne'], [])).toEqual(['banques-alimentaires']);
});
