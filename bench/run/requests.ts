import { Agent, request } from 'node:http';

/** A few connections that stay open, to one server on this machine. */
export class Requests {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /**
   * Sends an operation and reads its answer.
   * @throws Error when the status is not 200 or the answer holds errors
   */
  async graphql(query: string, variables: Record<string, unknown>): Promise<string> {
    const body = JSON.stringify({ query, variables });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = request(
        `${this.url}/graphql`,
        { method: 'POST', headers, agent: this.agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
    if (status !== 200 || (JSON.parse(text) as { errors?: unknown }).errors !== undefined) {
      throw new Error(`the server answered ${status}: ${text.slice(0, 2_000)}`);
    }
    return text;
  }

  close(): void {
    this.agent.destroy();
  }
}
