import type { Readable } from 'node:stream';
import { ApiFailure } from '../contract/errors.ts';
import { readFileName } from '../domain/upload-name.ts';
import { essenceOf, maxBodyBytes, tooLarge, type UploadPlan } from '../domain/upload-plan.ts';
import { BlobRefused, type Blob, type BlobStorage } from './blob-storage.ts';
import { readMultipart } from './multipart.ts';

export interface ReceivedUpload {
  blob: Blob;
  name: string;
  contentType: string;
}

/**
 * Keeps the file of an upload. Fails with FIL0001 where it is too large or there is no room for it, with COM0006 where it
 * is empty, with COM0014 where the client broke off, and as `readMultipart` does; nothing is kept then.
 */
export async function receiveUpload(
  body: Readable,
  plan: UploadPlan,
  blobs: BlobStorage,
  maxBytes: number,
): Promise<ReceivedUpload> {
  try {
    return await receive(body, plan, blobs, maxBytes);
  } catch (error) {
    throw error instanceof BlobRefused ? failureOf(error, maxBytes) : error;
  }
}

async function receive(
  body: Readable,
  plan: UploadPlan,
  blobs: BlobStorage,
  maxBytes: number,
): Promise<ReceivedUpload> {
  if (plan.form === 'raw') {
    return { blob: await blobs.receive(body, maxBytes), name: plan.name, contentType: plan.contentType };
  }
  return readMultipart(
    body,
    { boundary: plan.boundary, maxBytes: maxBodyBytes(plan, maxBytes) },
    async (headers, file) => {
      const name = readFileName(headers['content-disposition']);
      if (name === undefined) throw new ApiFailure('COM0011', 'the part of the file does not name it');
      const blob = await blobs.receive(file, maxBytes);
      return { blob, name, contentType: essenceOf(headers['content-type']) };
    },
    ({ blob }) => blobs.remove(blob.key),
  );
}

function failureOf(refused: BlobRefused, maxBytes: number): ApiFailure {
  switch (refused.reason) {
    case 'too-large':
      return tooLarge(maxBytes);
    case 'no-room':
      return new ApiFailure('FIL0001', 'there is no room for it on the server');
    case 'empty':
      return new ApiFailure('COM0006');
    case 'cut-off':
      return new ApiFailure('COM0014', 'the file did not arrive whole');
  }
}
