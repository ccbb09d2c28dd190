import directory from '../examples/directory.graphql';
import directoryVariables from '../examples/directory.json';
import impact from '../examples/impact.graphql';
import impactVariables from '../examples/impact.json';
import keyFigures from '../examples/key-figures.graphql';
import leRadis from '../examples/le-radis.graphql';
import leRadisVariables from '../examples/le-radis.json';
import territory from '../examples/territory.graphql';
import bouchesDuRhone from '../examples/territory.bouches-du-rhone.json';
import patDeBlois from '../examples/territory.pat-de-blois.json';

/** The worked examples, in the order of the buttons; `id` is the part after # in the address. */
export const EXAMPLES = [
  { id: 'pat-de-blois', title: 'PAT de Blois', query: territory, variables: patDeBlois },
  { id: 'bouches-du-rhone', title: 'Bouches-du-Rhône', query: territory, variables: bouchesDuRhone },
  { id: 'impact', title: "Mesures d'impact", query: impact, variables: impactVariables },
  { id: 'annuaire', title: 'Annuaire des acteurs', query: directory, variables: directoryVariables },
  { id: 'le-radis', title: 'Projet Le Radis', query: leRadis, variables: leRadisVariables },
  { id: 'chiffres-cles', title: 'Chiffres clés', query: keyFigures, variables: {} },
];

/** The example an address asks for; `#territoire=region:76` is the territory example on another territory. */
export function exampleOf(hash) {
  const asked = decodeURIComponent(hash.slice(1));
  if (asked.startsWith('territoire=')) {
    const [base] = EXAMPLES;
    return {
      ...base,
      id: asked,
      variables: { ...base.variables, territoire: asked.slice('territoire='.length) },
    };
  }
  return EXAMPLES.find(({ id }) => id === asked);
}
