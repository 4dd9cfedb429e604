import { ApiFailure } from '../contract/errors.ts';
import { readFileName, readParameters } from './upload-name.ts';

/** How the file comes: as the body itself, or as a part of a form. */
export type UploadPlan =
  { form: 'raw'; name: string; contentType: string } | { form: 'multipart'; boundary: string };

/** Headers of Node: of those that may come but once the first, one character a byte. */
export type UploadHeaders = Readonly<
  Partial<
    Record<'content-type' | 'content-disposition' | 'content-length' | 'content-encoding', string | undefined>
  >
>;

/** Room in a form for its other fields and its boundaries, bytes. */
const FORM_ROOM_BYTES = 1024 * 1024;

export const TYPE_OF_BYTES = 'application/octet-stream';

const TYPE = /^[\w!#$%&'*+.^`|~-]{1,127}\/[\w!#$%&'*+.^`|~-]{1,127}$/;

/**
 * Reads from its headers how an upload has to be taken, before a byte of it is. Fails with COM0011 for headers that are
 * missing or cannot be served, with COM0006 where no body is announced, with FIL0001 where a longer one is than is taken.
 */
export function planUpload(headers: UploadHeaders, maxBytes: number): UploadPlan {
  const contentType = headers['content-type'] ?? '';
  if (contentType.trim() === '') throw new ApiFailure('COM0011', 'Content-Type has to say what the file is');
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    throw new ApiFailure('COM0011', 'a file is taken as it is: send it without Content-Encoding');
  }
  const plan = planOf(contentType, headers['content-disposition']);
  const length = announcedBytes(headers);
  if (length === 0) throw new ApiFailure('COM0006');
  if (length !== undefined && length > maxBodyBytes(plan, maxBytes)) throw tooLarge(maxBytes);
  return plan;
}

/** Bytes of the body as Content-Length says; undefined where it does not. */
export function announcedBytes(headers: UploadHeaders): number | undefined {
  const text = headers['content-length'];
  return text === undefined ? undefined : Number(text);
}

/** The longest body that is read, for a file of that length at most. */
export function maxBodyBytes({ form }: UploadPlan, maxBytes: number): number {
  return form === 'raw' ? maxBytes : maxBytes + FORM_ROOM_BYTES;
}

export function tooLarge(maxBytes: number): ApiFailure {
  return new ApiFailure('FIL0001', `the file is larger than ${maxBytes} bytes, the most that is taken`);
}

/** The media type without its parameters, in lower case; that of bytes where the header is none. */
export function essenceOf(contentType: string | undefined): string {
  return isMediaType(contentType) ? withoutParameters(contentType) : TYPE_OF_BYTES;
}

export function isMediaType(contentType: string | undefined): contentType is string {
  return contentType !== undefined && TYPE.test(withoutParameters(contentType));
}

function withoutParameters(contentType: string): string {
  return contentType.split(';', 1).join('').trim().toLowerCase();
}

function planOf(contentType: string, disposition: string | undefined): UploadPlan {
  const essence = essenceOf(contentType);
  if (essence === 'multipart/form-data') {
    const boundary = readParameters(contentType).get('boundary') ?? '';
    // RFC 2046, 5.1.1.
    if (/^[\x20-\x7e]{1,70}$/.test(boundary)) return { form: 'multipart', boundary };
    throw new ApiFailure('COM0011', 'Content-Type has no boundary for the parts of the form');
  }
  const name = readFileName(disposition);
  if (name === undefined) {
    throw new ApiFailure('COM0011', 'Content-Disposition has to name the file: filename=<name>');
  }
  return { form: 'raw', name, contentType: essence };
}
