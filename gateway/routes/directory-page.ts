import { askActorsPage, type NoPage } from '../directory/actors-page';
import { directoryPage, failurePage } from '../directory/page';
import { languageOf, readParameters, tilesOrigin, WrongParameter } from '../directory/parameters';
import { readWords, say, type Words } from '../directory/words';
import type { Gateway } from '../gateway';
import type { Limits } from '../limits';
import type { Html } from '../pages/html';
import { sendText } from '../../platform/http/reply';
import { sendCompressed } from './compression';
import type { Exchange, Route } from './exchange';
import { allowFraming } from './security-headers';

/** /embed/directory: the directory as a page that others may frame, rendered here so that it works without scripts. */
export function directoryPageRoute(gateway: Gateway, limits: Limits, pages: string): Route {
  const allWords = readWords(pages);
  return {
    methods: ['GET', 'HEAD'],
    async answer(exchange) {
      const { response, url, scope } = exchange;
      allowFraming(response);
      if (!allWords) return sendText(response, 503, 'Les pages ne sont pas construites : npm run build.\n');
      const language = languageOf(url.searchParams);
      const words = allWords[language];
      try {
        const parameters = readParameters(url.searchParams, allWords);
        if (parameters.tiles !== undefined) allowFraming(response, tilesOrigin(parameters.tiles));
        const page = await askActorsPage(gateway, scope, parameters, limits.timeoutMs);
        if (!('kind' in page)) return await send(exchange, 200, directoryPage(words, parameters, page));
        const { status, texts } = toldOf(page, words, url.searchParams);
        await send(exchange, status, failurePage(words, language, texts));
      } catch (error) {
        if (!(error instanceof WrongParameter)) throw error;
        const { parameter, value, hint } = error;
        const texts = [say(words, 'badParameter', { parameter, value }), hint];
        await send(exchange, 400, failurePage(words, language, texts));
      }
    },
  };
}

function toldOf(failure: NoPage, words: Words, query: URLSearchParams): { status: number; texts: string[] } {
  const wrong = (parameter: string): string =>
    say(words, 'badParameter', { parameter, value: query.getAll(parameter).join(',') });
  switch (failure.kind) {
    case 'noTerritory':
      return { status: 400, texts: [wrong('territory'), say(words, 'attributeTerritory')] };
    case 'refused': {
      // The API names its arguments as the address does, but for where they stand.
      const parameter = failure.argument?.replace('filter.', '') ?? '';
      const refused = say(words, 'refused', { message: failure.message });
      return { status: 400, texts: query.has(parameter) ? [wrong(parameter), refused] : [refused] };
    }
    case 'away':
      return { status: 503, texts: [say(words, 'away')] };
  }
}

async function send({ request, response }: Exchange, status: number, page: Html): Promise<void> {
  response.statusCode = status;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('cache-control', 'no-cache');
  await sendCompressed(request, response, Buffer.from(page.markup));
}
