import { pipeline, Readable, type Transform } from 'node:stream';
import { constants, createBrotliCompress, createBrotliDecompress, createGzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import type { Encoding } from '../domain/accept-encoding.ts';

/** More than level 1 does not pay: measured on the list of 100,000 devices, it is slower than the network it spares. */
const COMPRESSORS: Record<Exclude<Encoding, 'identity'>, () => Transform> = {
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 }, chunkSize: 65_536 }),
  gzip: () => createGzip({ level: 1, chunkSize: 65_536 }),
};

/**
 * Sends JSON text as it is made, compressed on the way. Only a piece of it is in memory at a time, and a client that
 * goes away ends the making. A failure half-way breaks the connection, so that nobody takes the part for the whole.
 * `watch` sees the compressed pieces pass.
 */
export function streamJson(
  reply: FastifyReply,
  encoding: Encoding,
  text: AsyncIterable<string>,
  watch: (pieces: AsyncIterable<Buffer>) => AsyncIterable<Buffer> = (pieces) => pieces,
): FastifyReply {
  const source = Readable.from(text, { objectMode: false });
  if (encoding === 'identity') return reply.send(source);
  const compressor = COMPRESSORS[encoding]();
  // The errors reach Fastify through the compressor, which pipeline() destroys with them.
  pipeline(source, compressor, () => undefined);
  return reply.send(Readable.from(watch(compressor), { objectMode: false }));
}

/** Sends what is kept compressed to a client that does not want it so: a third of the time of making it anew. */
export function sendDecompressed(reply: FastifyReply, compressed: Buffer): FastifyReply {
  const decompressor = createBrotliDecompress({ chunkSize: 65_536 });
  // An error reaches Fastify through the decompressor.
  pipeline(Readable.from([compressed]), decompressor, () => undefined);
  return reply.send(decompressor);
}
