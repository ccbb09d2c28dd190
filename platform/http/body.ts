import type { IncomingMessage } from 'node:http';

/** The body passes the size a server accepts; answered with 413 and the limit. */
export class BodyTooLarge extends Error {
  constructor(readonly maximum: number) {
    super(`The request body is larger than ${maximum} bytes.`);
    this.name = 'BodyTooLarge';
  }
}

/**
 * Reads a request body whole, and stops reading as soon as it passes the limit.
 * @throws BodyTooLarge
 */
export async function readBody(request: IncomingMessage, maximum: number): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maximum) throw new BodyTooLarge(maximum);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maximum) throw new BodyTooLarge(maximum);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
