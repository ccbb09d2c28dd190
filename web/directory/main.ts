import { MaillonDirectory } from './element';

const NAME = 'maillon-directory';

// Two copies of the script in one page: the first stays.
if (!customElements.get(NAME)) customElements.define(NAME, MaillonDirectory);
