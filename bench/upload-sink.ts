/** Writes a body to a file and no more: what POST /files is measured against. Arguments: the folder. */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: upload-sink FOLDER');
const file = join(folder, 'sink');

const server = createServer((request, response) => {
  // On the disk before the answer, as ours is.
  void pipeline(request, createWriteStream(file, { flush: true }))
    .then(() => rm(file))
    .then(() => response.end());
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
