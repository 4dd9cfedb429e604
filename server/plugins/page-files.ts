import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { chooseEncoding, type Encoding } from '../domain/accept-encoding.ts';
import { matchesETag, weakETag } from '../domain/etag.ts';

export interface PageFile {
  type: string;
  etag: string;
  /** Its name changes with its content: it can be kept for ever. */
  isImmutable: boolean;
  isCurrent(ifNoneMatch: string | undefined): boolean;
  choose(acceptEncoding: string | undefined): { encoding: Encoding; body: Buffer };
}

export interface PageFiles {
  /** The file at an address; undefined where there is none, and for the HTML, which is a template. */
  get(path: string): Promise<PageFile | undefined>;
  html(): Promise<string>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  // Shown, not downloaded: the licences of what the page is made of.
  '.md': 'text/plain; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const COMPRESSED = /^(?:text\/|application\/(?:json|manifest\+json|wasm)|image\/svg)/;

/**
 * The files of a build. What exists is listed once, so that no address can lead out of the folder; a file is read and
 * compressed, well, at its first request, and then kept (a whole build is a few MB). Undefined where there is no build.
 */
export async function openPageFiles(folder: string): Promise<PageFiles | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length).split(sep).join('/'), path] as const)
      // Vite's manifest and the stamp of the build are not for visitors.
      .filter(([url]) => !url.includes('/.')),
  );
  const index = paths.get('/index.html');
  if (index === undefined) return undefined;
  const opened = new Map<string, Promise<PageFile>>();
  let html: Promise<string> | undefined;
  return {
    get(url) {
      const path = paths.get(url);
      if (path === undefined || path === index) return Promise.resolve(undefined);
      let file = opened.get(url);
      if (file === undefined) {
        file = openFile(path, url.startsWith('/assets/'));
        // A failure is told to who asked, and tried again for the next.
        file.catch(() => opened.delete(url));
        opened.set(url, file);
      }
      return file;
    },
    html: () => (html ??= readFile(index, 'utf8')),
  };
}

async function openFile(path: string, isImmutable: boolean): Promise<PageFile> {
  const body = await readFile(path);
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const isCompressed = COMPRESSED.test(type) && body.length > 1000;
  const bodies: Record<Encoding, Buffer> = {
    identity: body,
    br: isCompressed ? await brotli(body) : body,
    gzip: isCompressed ? await promisify(gzip)(body, { level: 9 }) : body,
  };
  const etag = weakETag([body.toString('base64')]);
  return {
    type,
    etag,
    isImmutable,
    isCurrent: (ifNoneMatch) => matchesETag(ifNoneMatch, etag),
    choose(acceptEncoding) {
      const encoding = isCompressed ? chooseEncoding(acceptEncoding) : 'identity';
      return { encoding, body: bodies[encoding] };
    },
  };
}

function brotli(body: Buffer): Promise<Buffer> {
  // 11 takes seconds for a megabyte, and somebody is waiting.
  return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}
