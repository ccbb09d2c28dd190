import { createHash } from 'node:crypto';
import { toEnterprise } from '../../exports/directory/enterprise';
import { toStructure } from '../../exports/directory/structure';
import type { Site } from '../../exports/site';
import { isHeld } from '../../exports/validators';
import { sendText } from '../../platform/http/reply';
import { isSlug } from '../../platform/identifiers';
import type { Gateway } from '../gateway';
import { ACTOR_OPERATION, LIKELY_OPERATION, type ActorAnswer, type LikelyActor } from '../pages/actor-answer';
import { actorPage } from '../pages/actor-page';
import { askGateway, NoAnswer } from '../pages/ask-gateway';
import { missingPage, unavailablePage } from '../pages/missing-page';
import { chooseMediaType } from '../pages/negotiation';
import { detailsOf, recordOf } from '../pages/record-of-answer';
import { sendCompressed } from './compression';
import { cors, type CorsOrigins } from './cors';
import type { Exchange, Route } from './exchange';

export const ACTORS_PREFIX = '/actors/';

/** Forms of an actor, the first for clients that take anything. */
const OFFERED = ['text/html', 'application/ld+json', 'application/json'] as const;
type MediaType = (typeof OFFERED)[number];
/** Addresses of one form, for who cannot send Accept: a link, a browser. No slug has a dot. */
const EXTENSIONS: Record<string, MediaType> = {
  '.jsonld': 'application/ld+json',
  '.json': 'application/json',
};

const NOT_ACCEPTABLE = `An actor is served as ${OFFERED.join(', ')}; Accept must allow one of them.\n`;
const RETRY_AFTER_S = '30';
/** What is left of an unknown slug when it is searched for. */
const MAX_SEARCH = 60;

export interface ActorPageParts {
  readonly gateway: Gateway;
  readonly origins: CorsOrigins;
  readonly site: Site;
  readonly timeoutMs: number;
}

/** /actors/{slug}: one actor, as a page or as data, by what the client accepts. */
export function actorRoute(parts: ActorPageParts): Route {
  return {
    methods: ['GET', 'HEAD', 'OPTIONS'],
    async answer(exchange) {
      const { request, response, url, scope } = exchange;
      if (cors(request, response, parts.origins)) return;
      const { slug, type } = asked(url.pathname, request.headers.accept);
      response.appendHeader('vary', 'Accept');
      if (type === undefined) return sendText(response, 406, NOT_ACCEPTABLE);
      try {
        const actor = isSlug(slug) ? await findActor(exchange, parts, slug) : null;
        if (!actor) return await sendMissing(exchange, parts, slug, type);
        if (actor.slug !== slug) return moved(exchange, actor.slug);
        await sendActor(exchange, parts, actor, type);
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        scope.log.error({ err: error, errors: error.errors }, 'the page of an actor has no answer');
        response.setHeader('retry-after', RETRY_AFTER_S);
        await send(
          exchange,
          503,
          type,
          unavailablePage(),
          'The service does not answer; try again in a moment.',
        );
      }
    },
  };
}

function asked(pathname: string, accept: string | undefined): { slug: string; type: MediaType | undefined } {
  const name = pathname.slice(ACTORS_PREFIX.length);
  const [extension, type] = Object.entries(EXTENSIONS).find(([end]) => name.endsWith(end)) ?? [''];
  if (type) return { slug: name.slice(0, -extension.length), type };
  return { slug: name, type: chooseMediaType(accept, OFFERED) };
}

async function findActor(
  { scope }: Exchange,
  { gateway, timeoutMs }: ActorPageParts,
  slug: string,
): Promise<ActorAnswer | null> {
  const answer = await askGateway<{ actor: ActorAnswer | null }>(
    gateway,
    scope,
    ACTOR_OPERATION,
    { slug },
    timeoutMs,
  );
  return answer.actor;
}

async function sendActor(
  exchange: Exchange,
  { site }: ActorPageParts,
  actor: ActorAnswer,
  type: MediaType,
): Promise<void> {
  const { request, response } = exchange;
  const body = written(actor, type, site);
  // Weak: the same content, whichever way it is compressed.
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  response.setHeader('etag', `W/${tag}`);
  response.setHeader('cache-control', 'no-cache');
  if (isHeld(request.headers['if-none-match'], tag)) {
    response.appendHeader('vary', 'Accept-Encoding');
    response.writeHead(304).end();
    return;
  }
  response.setHeader('content-type', type === 'text/html' ? 'text/html; charset=utf-8' : type);
  await sendCompressed(request, response, Buffer.from(body));
}

function written(actor: ActorAnswer, type: MediaType, site: Site): string {
  if (type === 'text/html') return actorPage(actor, site);
  const record = recordOf(actor);
  const document =
    type === 'application/json' ? toStructure(record, site) : toEnterprise(record, detailsOf(actor), site);
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Merged into another: the address of that one, in the form that was asked. The slug is one of ours: safe in a header. */
function moved({ response, url }: Exchange, slug: string): void {
  const extension = Object.keys(EXTENSIONS).find((end) => url.pathname.endsWith(end)) ?? '';
  const location = `${ACTORS_PREFIX}${slug}${extension}`;
  sendText(response, 301, `This actor is now at ${location}.\n`, { location });
}

async function sendMissing(
  exchange: Exchange,
  { gateway, timeoutMs }: ActorPageParts,
  slug: string,
  type: MediaType,
): Promise<void> {
  if (type !== 'text/html') return send(exchange, 404, type, '', 'No actor has this address.');
  const search = slug
    .slice(0, MAX_SEARCH)
    .replace(/[^a-z0-9]+/gi, ' ')
    .trim();
  const { actors } =
    search.length < 3
      ? { actors: { nodes: [] } }
      : await askGateway<{ actors: { nodes: LikelyActor[] } }>(
          gateway,
          exchange.scope,
          LIKELY_OPERATION,
          { search },
          timeoutMs,
        );
  await send(exchange, 404, type, missingPage(actors.nodes), '');
}

/** A refusal: a page for people, a sentence for programs. */
async function send(
  { request, response }: Exchange,
  status: number,
  type: MediaType,
  page: string,
  sentence: string,
): Promise<void> {
  response.setHeader('cache-control', 'no-cache');
  if (type !== 'text/html') return sendText(response, status, `${sentence}\n`);
  response.statusCode = status;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  await sendCompressed(request, response, Buffer.from(page));
}
