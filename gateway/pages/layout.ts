import { html, type Html } from './html';

export interface PageParts {
  readonly title: string;
  readonly description: string;
  /** More of the head: canonical address, other forms of the page. */
  readonly links?: Html;
  readonly content: Html;
}

/** A whole page in French, with the same head and foot as the home page; it needs no script. */
export function page({ title, description, links, content }: PageParts): string {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Maillon</title>
        <meta name="description" content="${description}" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/logo.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/home.css" />
        <link rel="stylesheet" href="/actor.css" />
        ${links}
      </head>
      <body class="record">
        <a class="skip" href="#contenu">Aller au contenu</a>
        <header class="bar">
          <a class="brand" href="/"><img src="/logo.svg" alt="" width="36" height="36" />Maillon</a>
          <nav aria-label="Navigation principale">
            <a href="/#territoire">Un territoire</a>
            <a class="cta" href="/explorer">Explorateur</a>
          </nav>
        </header>
        <main id="contenu">${content}</main>
        <footer>
          <div>
            <h2>Maillon</h2>
            <p>
              Qui agit, quelles quantités circulent et qui finance l'alimentation solidaire : des données
              ouvertes, chaque chiffre avec sa source.
            </p>
          </div>
          <div>
            <h2>Pour les machines</h2>
            <ul>
              <li><a href="/exports/actors.json">Annuaire, data·inclusion</a></li>
              <li><a href="/exports/actors.geojson">Annuaire, GeoJSON</a></li>
              <li><a href="/explorer">Explorateur GraphQL</a></li>
            </ul>
          </div>
        </footer>
      </body>
    </html> `.markup;
}
