import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { OperatorError } from '../../platform/errors';
import type { WebAccess } from './web-access';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PRIVATE = 'EPRIVATE';

/**
 * Fetches what stands at an address, piece by piece.
 * @throws OperatorError, before or while pieces come, telling in plain words why it cannot be had whole
 */
export async function* fetchAddress(
  address: string,
  access: WebAccess,
  signal?: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const started = Date.now();
  const answer = await follow(address, access, signal);
  const announced = Number(answer.headers['content-length'] ?? Number.NaN);
  const tooLarge = (): OperatorError =>
    new OperatorError(
      `"${address}" dépasse ${Math.round(access.maxBytes / 1024 ** 2)} Mo : la lecture s’arrête là.`,
      'Téléchargez le fichier, gardez-en ce qu’il faut, puis donnez son chemin.',
    );
  let received = 0;
  try {
    if (announced > access.maxBytes) throw tooLarge();
    answer.setTimeout(access.stallMs, () => answer.destroy(failure('ESTALLED')));
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      received += chunk.length;
      if (received > access.maxBytes) throw tooLarge();
      if (Date.now() - started > access.totalMs) throw failure('ETOOLONG');
      yield chunk;
    }
    if (!Number.isNaN(announced) && received !== announced) throw failure('ECUT');
  } catch (error) {
    throw explained(error, address, access);
  } finally {
    answer.destroy();
  }
}

/** The first answer that is no redirect. Each step is held to the same rules as the first. */
async function follow(
  address: string,
  access: WebAccess,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  const limit = AbortSignal.timeout(access.answerMs);
  const ended = signal ? AbortSignal.any([limit, signal]) : limit;
  let url = allowed(address, access);
  for (let step = 0; ; step += 1) {
    let answer: IncomingMessage;
    try {
      answer = await ask(url, access, ended);
    } catch (error) {
      throw explained(limit.aborted ? failure('ETIMEDOUT') : error, url.href, access);
    }
    const { statusCode = 0, headers } = answer;
    if (statusCode === 200) return answer;
    answer.destroy();
    if (!REDIRECTS.has(statusCode) || headers.location === undefined) {
      throw new OperatorError(
        `"${url.href}" ne donne pas de fichier : le serveur répond ${statusCode}.`,
        statusCode === 404 || statusCode === 410
          ? 'L’adresse a sans doute changé : cherchez la nouvelle chez l’éditeur (docs/importing.md nomme les pages).'
          : 'Essayez plus tard, ou téléchargez le fichier et donnez son chemin.',
      );
    }
    if (step === access.redirects) {
      throw new OperatorError(
        `"${address}" renvoie plus de ${access.redirects} fois vers une autre adresse.`,
        'Donnez l’adresse finale du fichier.',
      );
    }
    url = allowed(new URL(headers.location, url).href, access);
  }
}

function allowed(address: string, { protocols, mayConnect }: WebAccess): URL {
  if (!URL.canParse(address)) {
    throw new OperatorError(`"${address}" n’est pas une adresse.`, 'Écrivez-la entière : https://…');
  }
  const url = new URL(address);
  if (!protocols.includes(url.protocol)) {
    throw new OperatorError(
      `"${url.protocol}//…" n’est pas pris : seule une adresse https l’est.`,
      'Cherchez l’adresse en https, ou téléchargez le fichier et donnez son chemin.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new OperatorError(
      'L’adresse porte un nom d’utilisateur ou un mot de passe.',
      'Téléchargez le fichier et donnez son chemin : ce qui est importé garde son adresse dans la base.',
    );
  }
  // No name is looked up for an address of digits: it is checked here.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayConnect(host)) throw privateAddress(url.hostname);
  return url;
}

function ask(url: URL, access: WebAccess, signal: AbortSignal): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const options: RequestOptions = {
    headers: { 'user-agent': 'maillon-import', accept: '*/*', 'accept-encoding': 'identity' },
    lookup: checkedLookup(access),
    agent: false,
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = send(url, options, resolve);
    request.once('error', reject);
    request.end();
  });
}

/** Looks a name up and gives only addresses that may be connected to: those checked are those used. */
function checkedLookup({ mayConnect }: WebAccess): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const [first, ...others] = found.filter(({ address }) => mayConnect(address));
      if (!first) return callback(failure(PRIVATE), '', 0);
      if (options.all) callback(null, [first, ...others]);
      else callback(null, first.address, first.family);
    });
  };
}

function failure(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

function privateAddress(host: string): OperatorError {
  return new OperatorError(
    `"${host}" est une adresse d’un réseau privé : rien n’y est lu.`,
    'Téléchargez le fichier et donnez son chemin.',
  );
}

function explained(error: unknown, address: string, access: WebAccess): unknown {
  if (error instanceof OperatorError) return error;
  const { code = '', name } = error as NodeJS.ErrnoException;
  const host = URL.canParse(address) ? new URL(address).hostname : address;
  if (code === PRIVATE) return privateAddress(host);
  const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
  const reasons: Record<string, string> = {
    ENOTFOUND: `le nom "${host}" est inconnu, ou cette machine n’a pas d’accès à Internet`,
    EAI_AGAIN: `le nom "${host}" ne peut pas être cherché : cette machine n’a sans doute pas d’accès à Internet`,
    ECONNREFUSED: `"${host}" refuse la connexion`,
    ENETUNREACH: `le réseau de "${host}" ne peut pas être atteint d’ici`,
    EHOSTUNREACH: `"${host}" ne peut pas être atteint d’ici`,
    ETIMEDOUT: `"${host}" ne répond pas en ${seconds(access.answerMs)}`,
    ESTALLED: `plus rien n’est venu pendant ${seconds(access.stallMs)}`,
    ETOOLONG: `le téléchargement dure plus de ${seconds(access.totalMs)}`,
    ECUT: 'le téléchargement a été coupé avant la fin annoncée',
    ECONNRESET: 'la connexion a été coupée avant la fin',
  };
  const reason =
    reasons[code] ?? (/CERT|SSL|TLS|SELF_SIGNED/.test(code) ? 'son certificat n’est pas valable' : undefined);
  if (reason === undefined) {
    if (name === 'AbortError') return error;
    return code === '' ? error : told(`la lecture a échoué (${code})`, error);
  }
  return told(reason, error);

  function told(why: string, cause: unknown): OperatorError {
    return new OperatorError(
      `"${address}" ne peut pas être lu : ${why}.`,
      'Essayez de nouveau, ou téléchargez le fichier ailleurs et donnez son chemin.',
      { cause },
    );
  }
}
