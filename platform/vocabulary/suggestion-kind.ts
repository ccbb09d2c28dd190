import { registerEnumType } from 'type-graphql';

/** What a suggestion of a search box leads to (nature de la suggestion). */
export enum SuggestionKind {
  ACTOR = 'ACTOR',
  TERRITORY = 'TERRITORY',
  PROJECT = 'PROJECT',
}

registerEnumType(SuggestionKind, {
  name: 'SuggestionKind',
  description: 'What a suggestion leads to (nature de la suggestion).',
  valuesConfig: {
    ACTOR: { description: 'An organisation (acteur).' },
    TERRITORY: { description: 'A place of the official code, or a PAT (territoire).' },
    PROJECT: { description: 'An initiative (projet).' },
  },
});
