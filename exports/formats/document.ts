import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { ActorRecord } from '../directory/actor-record';
import { toFeature } from '../directory/feature';
import { toStructure } from '../directory/structure';
import type { Site } from '../site';
import type { ExportFormat, FormatName } from './format';
import { ndjson } from './ndjson';

/** One JSON document of many rows: what stands before, between and after them. */
interface DocumentFormat {
  readonly extension: FormatName;
  readonly mediaType: string;
  readonly head: string;
  readonly tail: string;
  readonly item: (row: ActorRecord, site: Site) => unknown;
}

/** A JSON array of data.inclusion structures; a file that was cut lacks its last bracket. */
export const structures = documentFormat({
  extension: 'json',
  mediaType: 'application/json',
  head: '[',
  tail: '\n]\n',
  item: toStructure,
});

/** A GeoJSON FeatureCollection; a file that was cut lacks its last brackets. */
export const features = documentFormat({
  extension: 'geojson',
  mediaType: 'application/geo+json',
  head: '{"type":"FeatureCollection","features":[',
  tail: '\n]}\n',
  item: toFeature,
});

function documentFormat({ extension, mediaType, head, tail, item }: DocumentFormat): ExportFormat {
  return {
    extension,
    mediaType,
    compressible: true,
    write(snapshot, table, selection, rows, site = {}) {
      const { bytes, rowCount } = ndjson.write(snapshot, table, selection, rows);
      const written = writeDocument(bytes, head, tail, (line) =>
        JSON.stringify(item(JSON.parse(line) as ActorRecord, site)),
      );
      return { bytes: Readable.from(written, { objectMode: false }), rowCount };
    },
  };
}

/** One row a line, whatever the size of the chunks that the rows come in. */
async function* writeDocument(
  chunks: AsyncIterable<Buffer>,
  head: string,
  tail: string,
  write: (line: string) => string,
): AsyncGenerator<Buffer> {
  const decoder = new StringDecoder('utf8');
  let separator = `${head}\n`;
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    let text = '';
    for (const line of lines) {
      text += separator + write(line);
      separator = ',\n';
    }
    if (text !== '') yield Buffer.from(text);
  }
  if (rest !== '') throw new Error('the rows of a COPY end in the middle of one');
  yield Buffer.from((separator === ',\n' ? '' : head) + tail);
}
