import { type ByteSource, PackageError } from './types.ts';

/** Small, because Chromium unpacks a whole chunk (up to 1,032 times its size) before anybody can stop it. */
const CHUNK_BYTES = 16 * 1024;

/**
 * Unpacks raw deflate data to exactly `size` bytes. Stops as soon as more come out; `PackageError` for more, for fewer and
 * for what is no deflate data.
 */
export async function inflate(
  part: ByteSource,
  size: number,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const damaged = () => new PackageError(`The package is damaged: ${name} cannot be unpacked.`);
  // Honest packers add a few bytes in a thousand at most; a stream of empty blocks is endless and unpacks to nothing.
  if (part.size > 2 * size + 65_536) throw damaged();
  const output = new Uint8Array(size);
  const stream = new DecompressionStream('deflate-raw');
  const feeding = feed(part, stream.writable.getWriter());
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  let length = 0;
  for (;;) {
    const step = await reader.read().catch(() => undefined);
    if (step === undefined) throw (await feeding) ?? damaged();
    if (step.done) break;
    if (length + step.value.length > size) {
      await reader.cancel().catch(() => undefined);
      await feeding;
      throw new PackageError(`The package is damaged: ${name} unpacks to more than it says.`);
    }
    output.set(step.value, length);
    length += step.value.length;
  }
  const failure = await feeding;
  if (failure !== undefined) throw failure;
  if (length !== size) throw damaged();
  return output;
}

/** Never rejects: answers what the source failed with. What the data is wrong with, the reading end says. */
async function feed(
  part: ByteSource,
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
): Promise<Error | undefined> {
  for (let offset = 0; offset < part.size; offset += CHUNK_BYTES) {
    let chunk: Uint8Array<ArrayBuffer>;
    try {
      chunk = await part.read(offset, Math.min(CHUNK_BYTES, part.size - offset));
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      await writer.abort(failure).catch(() => undefined);
      return failure;
    }
    const written = await writer.write(chunk).then(
      () => true,
      () => false,
    );
    if (!written) return undefined;
  }
  await writer.close().catch(() => undefined);
  return undefined;
}
