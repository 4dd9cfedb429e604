import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AppChange } from '../contract/apps.ts';
import { ApiFailure } from '../contract/errors.ts';
import { fitsIcon, readUploadedPicture, refuseHeavyPicture } from '../domain/app-picture.ts';
import { pictureOf } from '../package-reader/image.ts';
import { PackageError, type PackageInfo } from '../package-reader/types.ts';
import type { Icon } from '../store/app-store.ts';
import type { UploadedFile } from '../store/file-store.ts';
import type { ApiDeps } from './api-deps.ts';

/** What the uploaded files that a body names hold. */
export interface AppUploads {
  package?: PackageInfo;
  packageBlob?: string;
  icon?: Icon;
}

type UploadDeps = Pick<ApiDeps, 'store' | 'blobs' | 'inspectPackage' | 'clock'>;
type Field = 'app_file' | 'display_image' | 'full_image';

interface NamedFile {
  /** The field of the body that names it. */
  field: Field;
  file: UploadedFile;
}

/**
 * Reads the package and the picture of an app. Fails with FIL0001 for a file that is unknown, expired or no picture, with
 * PAY0001 for a picture that is too large, with APP0001 for what is no package.
 */
export async function readUploads(deps: UploadDeps, body: AppChange): Promise<AppUploads> {
  const now = deps.clock();
  const appFile = await findFile(deps, body, { field: 'app_file', now });
  const displayImage = await findFile(deps, body, { field: 'display_image', now });
  const fullImage = await findFile(deps, body, { field: 'full_image', now });
  const image = displayImage ?? fullImage;

  const info = appFile && (await orGone(deps, appFile, readPackage(deps, appFile)));
  const given = image && (await orGone(deps, image, readPicture(deps, image)));
  const icon = given ?? (info && iconOf(info));
  return {
    ...(appFile && info && { package: info, packageBlob: appFile.file.blob }),
    ...(icon && { icon }),
  };
}

async function findFile(
  { store }: UploadDeps,
  body: AppChange,
  { field, now }: { field: Field; now: number },
): Promise<NamedFile | undefined> {
  const id = body[field];
  if (id === undefined) return undefined;
  const file = await store.files.get(id, now);
  if (file === undefined) throw fileGone(field, id);
  return { field, file };
}

/** That the bytes cannot be read because their file was swept meanwhile is no failure of the server. */
async function orGone<T>(
  { store, clock }: UploadDeps,
  { field, file }: NamedFile,
  reading: Promise<T>,
): Promise<T> {
  return reading.catch(async (error: unknown) => {
    if ((await store.files.get(file.id, clock())) === undefined) throw fileGone(field, file.id);
    throw error;
  });
}

async function readPackage({ blobs, inspectPackage }: UploadDeps, { file }: NamedFile): Promise<PackageInfo> {
  return inspectPackage(blobs.localPath(file.blob)).catch((error: unknown) => {
    throw error instanceof PackageError ? new ApiFailure('APP0001', error.message) : error;
  });
}

async function readPicture({ blobs }: UploadDeps, { field, file }: NamedFile): Promise<Icon> {
  refuseHeavyPicture(field, file.size);
  const bytes = await readFile(blobs.localPath(file.blob));
  return toIcon(bytes, readUploadedPicture(field, pictureOf(bytes)));
}

/** The package's own picture, where it has one that is fit to be sent to a browser. */
function iconOf({ icon }: PackageInfo): Icon | undefined {
  if (icon === undefined) return undefined;
  const picture = pictureOf(icon.bytes);
  return picture !== undefined && fitsIcon(picture) ? toIcon(icon.bytes, picture.contentType) : undefined;
}

function toIcon(bytes: Uint8Array, contentType: Icon['contentType']): Icon {
  return { hash: createHash('sha256').update(bytes).digest('hex'), contentType, bytes };
}

function fileGone(field: string, id: bigint): ApiFailure {
  return new ApiFailure('FIL0001', `${field}: there is no file ${id}, or it has expired`);
}
