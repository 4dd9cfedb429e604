import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiFailure } from '../contract/errors.ts';
import { uploadedFile } from '../contract/files.ts';
import { announcedBytes, isMediaType, planUpload, TYPE_OF_BYTES } from '../domain/upload-plan.ts';
import { receiveUpload, type ReceivedUpload } from '../files/receive-upload.ts';
import { liftBodyLimit } from '../plugins/connections.ts';
import { registerEarlyAnswers } from '../plugins/request-body.ts';
import { NoRoom, type UploadedFile } from '../store/file-store.ts';
import type { ApiDeps } from './api-deps.ts';

/** How long a file waits for POST /apps to name it. */
export const FILE_LIFETIME_MS = 24 * 60 * 60_000;

/** Takes every body as it comes, so `files` has to be a scope of its own. */
export function registerFiles(files: FastifyInstance, deps: ApiDeps): void {
  const { blobs } = deps;
  const { wire, maxUploadBytes } = deps.config;
  const atWork = new Set<Promise<UploadedFile>>();
  files.removeAllContentTypeParsers();
  // The route reads the body itself.
  files.addContentTypeParser('*', (_request, _payload, done) => done(null));
  registerEarlyAnswers(files);
  // The connections are closed by then; what was cut off is still being deleted.
  files.addHook('onClose', () => Promise.allSettled(atWork));

  const config = { scope: 'MDMDeviceMgmt.CREATE' } as const;
  const schema = { response: { 200: uploadedFile(wire) } };
  const onRequest = (request: FastifyRequest) => refuseEarly(request, deps);
  files.post('/files', { config, schema, onRequest }, async (request) => {
    liftBodyLimit(request);
    const plan = planUpload(request.headers, maxUploadBytes);
    const receiving = receiveUpload(request.raw, plan, blobs, maxUploadBytes).then((upload) =>
      addFile(deps, upload),
    );
    atWork.add(receiving);
    const file = await receiving.finally(() => atWork.delete(receiving));
    return {
      content_type: file.contentType,
      file_name: file.name,
      file_id: file.id,
      expiry_time: file.expiresAt,
      content_length: file.size,
    };
  });
}

/** Refuses by its headers what need not be sent. */
async function refuseEarly(request: FastifyRequest, { config, blobs }: ApiDeps): Promise<void> {
  planUpload(request.headers, config.maxUploadBytes);
  // What is no media type Fastify would refuse; its file is as good as any.
  if (!isMediaType(request.headers['content-type'])) request.headers = { 'content-type': TYPE_OF_BYTES };
  const bytes = announcedBytes(request.headers);
  if (bytes !== undefined && !(await blobs.hasRoomFor(bytes))) {
    throw noRoom();
  }
}

function noRoom(): ApiFailure {
  return new ApiFailure('FIL0001', 'there is no room for it on the server');
}

async function addFile({ store, blobs, clock }: ApiDeps, upload: ReceivedUpload): Promise<UploadedFile> {
  const { blob, name, contentType } = upload;
  const { key, size, sha256 } = blob;
  const createdAt = clock();
  const times = { createdAt, expiresAt: createdAt + FILE_LIFETIME_MS };
  return store.files
    .add({ blob: key, name, contentType, size, sha256, ...times })
    .catch(async (error: unknown) => {
      await blobs.remove(key);
      throw error instanceof NoRoom ? noRoom() : error;
    });
}
