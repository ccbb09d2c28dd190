import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { openByteSource } from '../../importers/input/byte-source';
import { isPublicAddress } from '../../importers/input/private-address';
import { PUBLIC_WEB, type WebAccess } from '../../importers/input/web-access';

/** A server of ours, which the command itself would never read from. */
let server: Server;
let base: string;
const answers = new Map<string, (response: ServerResponse) => void>();
const LOOPBACK: WebAccess = { ...PUBLIC_WEB, protocols: ['http:'], mayConnect: () => true };

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '');
    if (answer) answer(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function read(address: string, access: WebAccess = LOOPBACK): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of openByteSource(address, undefined, access).chunks()) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
const serve = (path: string, answer: (response: ServerResponse) => void): string => {
  answers.set(path, answer);
  return base + path;
};
const redirect = (path: string, location: string): string =>
  serve(path, (response) => response.writeHead(302, { location }).end());

describe('a file of the web', () => {
  it('is read, expanded and hashed like one of the disk, and named by its address', async () => {
    const address = serve('/data/pats.json?raw', (response) => response.end(gzipSync('[1]')));
    const source = openByteSource(address, undefined, LOOPBACK);
    expect(source.name).toBe('pats.json');
    expect(source.size).toBeUndefined();
    const parts: Buffer[] = [];
    for await (const part of source.chunks()) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe('[1]');
    expect(source.bytesRead()).toBe(gzipSync('[1]').length);
    expect(source.hash()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('follows a few redirects, and no more', async () => {
    serve('/there', (response) => response.end('ok'));
    redirect('/one', '/there');
    expect(await read(redirect('/two', '/one'))).toBe('ok');
    await expect(read(redirect('/round', '/round'))).rejects.toThrow(/plus de 5 fois/);
  });

  it('holds redirects to the rules of addresses', async () => {
    await expect(read(redirect('/file', 'file:///etc/passwd'))).rejects.toThrow(/seule une adresse https/);
    const careful: WebAccess = { ...LOOPBACK, mayConnect: (address) => address === '127.0.0.1' };
    await expect(read(redirect('/meta', 'http://169.254.169.254/latest'), careful)).rejects.toThrow(
      /réseau privé/,
    );
  });

  it.each([
    [404, /répond 404/],
    [500, /répond 500/],
    [204, /répond 204/],
  ])('says that the server answers %i', async (status, told) => {
    const address = serve(`/${status}`, (response) => response.writeHead(status).end());
    await expect(read(address)).rejects.toThrow(told);
  });

  it('stops at the limit of size, announced or not', async () => {
    const small: WebAccess = { ...LOOPBACK, maxBytes: 10 };
    const announced = serve('/big', (response) => response.end('x'.repeat(11)));
    const chunked = serve('/chunked', (response) => {
      response.write('x'.repeat(8));
      response.end('x'.repeat(8));
    });
    await expect(read(announced, small)).rejects.toThrow(/dépasse/);
    await expect(read(chunked, small)).rejects.toThrow(/dépasse/);
  });

  it('notices a download that is cut', async () => {
    const address = serve('/cut', (response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('beginning', () => response.destroy());
    });
    await expect(read(address)).rejects.toThrow(/coupé/);
  });

  it('gives up on a server that says nothing, or stops in the middle', async () => {
    const silent = serve('/silent', () => undefined);
    await expect(read(silent, { ...LOOPBACK, answerMs: 50 })).rejects.toThrow(/ne répond pas/);
    const stalled = serve('/stalled', (response) => response.write('beginning'));
    await expect(read(stalled, { ...LOOPBACK, stallMs: 50 })).rejects.toThrow(/plus rien n’est venu/);
  });

  it('says that nobody listens', async () => {
    await expect(read('http://127.0.0.1:1/x.csv')).rejects.toThrow(/refuse la connexion/);
  });
});

describe('the command itself', () => {
  it.each([
    ['http://example.org/x.csv', /seule une adresse https/],
    ['ftp://example.org/x.csv', /seule une adresse https/],
    ['https://user:secret@example.org/x.csv', /mot de passe/],
    ['https://127.0.0.1/x.csv', /réseau privé/],
    ['https://[::1]/x.csv', /réseau privé/],
    ['https://[::ffff:10.0.0.1]/x.csv', /réseau privé/],
    ['https://2130706433/x.csv', /réseau privé/],
    ['https://192.168.1.1/x.csv', /réseau privé/],
    ['https://localhost/x.csv', /réseau privé/],
    ['https://', /pas une adresse/],
  ])('reads nothing from %s', async (address, told) => {
    await expect(read(address, PUBLIC_WEB)).rejects.toThrow(told);
  });

  it('tells public addresses from others', () => {
    for (const address of ['1.1.1.1', '185.15.59.224', '2a00:1450:4007::1']) {
      expect(isPublicAddress(address)).toBe(true);
    }
    for (const address of [
      '10.1.2.3',
      '100.64.0.1',
      '224.0.0.1',
      'fe80::1',
      'fd00::1',
      '2002:a00:1::',
      'x',
    ]) {
      expect(isPublicAddress(address)).toBe(false);
    }
  });
});
