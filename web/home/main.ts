import { showKeyFigures } from './key-figures';
import { startTerritorySearch } from './territory';

void showKeyFigures();
startTerritorySearch();
