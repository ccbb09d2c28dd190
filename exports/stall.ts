import type { ServerResponse } from 'node:http';

/** Ends the connection of a client that stops taking what is sent; returns how to stop watching. */
export function endWhenStalled(response: ServerResponse, stallMs: number): () => void {
  let [sent, since] = [0, Date.now()];
  const watch = setInterval(() => {
    const written = response.socket?.bytesWritten ?? 0;
    // Nothing to take yet is no fault of the client: a sort may take long.
    if (written !== sent || !response.writableNeedDrain) [sent, since] = [written, Date.now()];
    else if (Date.now() - since >= stallMs)
      response.destroy(new Error('the client stopped taking the export'));
  }, stallMs / 4);
  watch.unref();
  return () => clearInterval(watch);
}
