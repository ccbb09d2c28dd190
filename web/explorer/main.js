import 'graphiql/style.css';
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { EXAMPLES, exampleOf } from './examples.js';

/** Where the editor keeps its tabs between visits. */
const SAVED_TABS = 'graphiql:tabState';

async function fetcher(parameters, options) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...options?.headers,
    },
    body: JSON.stringify(parameters),
  });
  return response.json();
}

function tabOf({ query, variables }) {
  return { query, variables: JSON.stringify(variables, null, 2) };
}

/** An address that names an example opens it alone; otherwise what the visitor left, or all the examples. */
function open() {
  const asked = exampleOf(location.hash);
  if (asked) localStorage.removeItem(SAVED_TABS);
  showButtons(asked?.id);
  const tabs = (asked ? [asked] : EXAMPLES).map(tabOf);
  return createElement(GraphiQL, {
    key: location.hash,
    fetcher,
    defaultTabs: tabs,
    // The editors do not fill themselves from the first tab; saved tabs do it from what was saved.
    ...(localStorage.getItem(SAVED_TABS) === null && tabs[0]),
    defaultEditorToolsVisibility: 'variables',
    shouldPersistHeaders: false,
    showPersistHeadersSettings: false,
  });
}

function showButtons(current) {
  const links = EXAMPLES.map(({ id, title }) => {
    const link = document.createElement('a');
    link.href = `#${id}`;
    link.textContent = title;
    if (id === current) link.setAttribute('aria-current', 'true');
    return link;
  });
  document.getElementById('examples').replaceChildren(...links);
}

const root = createRoot(document.getElementById('explorer'));
root.render(open());
window.addEventListener('hashchange', () => root.render(open()));
