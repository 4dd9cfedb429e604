import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Dicer } from '@fastify/busboy';
import { ApiFailure } from '../contract/errors.ts';
import { namesFile } from '../domain/upload-name.ts';
import { BlobRefused } from './blob-storage.ts';

/** Headers of a part of a form, as they were sent, one character a byte. */
export interface PartHeaders {
  'content-disposition': string;
  'content-type'?: string;
}

export interface MultipartOptions {
  boundary: string;
  /** Longest body, bytes. */
  maxBytes: number;
}

const MAX_PARTS = 100;
const HEADER_LIMITS = { maxHeaderPairs: 32, maxHeaderSize: 16 * 1024 };

/** Parts may say so, and have to mean it, for their bytes to be those of the file. */
const AS_IT_IS = new Set(['7bit', '8bit', 'binary']);

/**
 * Hands the one file of a multipart/form-data body to `keep` as it comes; other fields are passed over. `keep` has to read
 * it or fail. Fails with COM0006 where there is no file, with FIL0001 where there are two, with `BlobRefused` where the
 * body is too long or ends early, and as `keep` does. When it fails after `keep` has answered, `drop` takes that back.
 */
export async function readMultipart<T>(
  source: Readable,
  { boundary, maxBytes }: MultipartOptions,
  keep: (headers: PartHeaders, file: Readable) => Promise<T>,
  drop: (kept: T) => Promise<void>,
): Promise<T> {
  const form = new Dicer({ ...HEADER_LIMITS, boundary });
  const refused = Promise.withResolvers<never>();
  const parsed = new Promise((resolve, reject) =>
    form.once('finish', () => resolve(undefined)).on('error', reject),
  );
  const files: { part: Readable; kept: Promise<T> }[] = [];
  let parts = 0;
  let bytes = 0;

  form.on('part', (part) => {
    // What is wrong with a part is wrong with the form, which tells.
    part.on('error', () => undefined);
    parts += 1;
    if (parts > MAX_PARTS)
      refused.reject(new ApiFailure('FIL0001', `the form has more than ${MAX_PARTS} parts`));
    part.on('header', (given) => {
      const headers = readHeaders(given);
      if (headers === undefined) part.resume();
      else if (files.length > 0) refused.reject(new ApiFailure('FIL0001', 'the form has more than one file'));
      else {
        const kept = isEncoded(given) ? Promise.reject(encodedPart()) : keep(headers, part);
        kept.catch(refused.reject);
        files.push({ part, kept });
      }
    });
  });
  const count = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) refused.reject(new BlobRefused('too-large', `longer than ${maxBytes} bytes`));
  };
  source.on('data', count).pipe(form);
  const arrived = finished(source, { writable: false }).catch((error: unknown) => {
    throw new BlobRefused('cut-off', 'the form did not arrive whole', { cause: error });
  });
  // What follows the last boundary means nothing, and nobody but us reads it.
  const whole = parsed.then(() => source.resume());
  try {
    await Promise.race([Promise.all([arrived, whole]), refused.promise]);
    const kept = files[0]?.kept;
    if (kept === undefined) throw new ApiFailure('COM0006');
    return await kept;
  } catch (error) {
    source.off('data', count).unpipe(form);
    for (const { part, kept } of files) {
      part.destroy(new BlobRefused('cut-off', 'the form was refused'));
      await kept.then(drop, () => undefined);
    }
    if (bytes === 0 && isBroken(error)) throw new ApiFailure('COM0006');
    throw isBroken(error) ? new ApiFailure('FIL0001', 'the form is broken: it has no last boundary') : error;
  }
}

/** Of a part that is a file; undefined for any other. */
function readHeaders(given: object): PartHeaders | undefined {
  const disposition = headerOf(given, 'content-disposition') ?? '';
  if (!namesFile(disposition)) return undefined;
  const type = headerOf(given, 'content-type');
  return { 'content-disposition': disposition, ...(type !== undefined && { 'content-type': type }) };
}

function isEncoded(given: object): boolean {
  const encoding = headerOf(given, 'content-transfer-encoding') ?? 'binary';
  return !AS_IT_IS.has(encoding.trim().toLowerCase());
}

function encodedPart(): ApiFailure {
  return new ApiFailure('FIL0001', 'a file is taken as it is: send it without Content-Transfer-Encoding');
}

function headerOf(given: object, name: string): string | undefined {
  // Dicer gives a list of texts for every name.
  return (given as Record<string, string[] | undefined>)[name]?.[0];
}

/** Dicer's own word for a body that ends before its last boundary. */
function isBroken(error: unknown): boolean {
  return error instanceof Error && error.message === 'Unexpected end of multipart data';
}
