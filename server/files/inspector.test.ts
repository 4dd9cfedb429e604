import { BroadcastChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { pictureOf } from '../package-reader/image.ts';
import { PackageError } from '../package-reader/types.ts';
import { createInspector, type Inspector, type InspectorOptions } from './inspector.ts';

const fixture = (name: string) => new URL(`../package-reader/fixtures/${name}`, import.meta.url).pathname;
const script = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const endless = script('for (;;);');
const expectNoRefusal = (error: unknown) => expect(error).not.toBeInstanceOf(PackageError);

const open: Inspector[] = [];
function inspectorOf(options?: InspectorOptions): Inspector {
  const inspector = createInspector(options);
  open.push(inspector);
  return inspector;
}
afterEach(() => Promise.all(open.splice(0).map((inspector) => inspector.close())));

describe('the inspector', () => {
  it('reads a package in its thread and hands out the icon', async () => {
    const info = await inspectorOf().inspect(fixture('aapt-utf8.apk'));
    expect(info).toMatchObject({
      kind: 'apk',
      identifier: 'org.example.muster.fixture',
      name: 'Größe 日本 😀',
    });
    expect(pictureOf(info.icon!.bytes)).toEqual({ contentType: 'image/png', width: 96, height: 96 });
  });

  it('says why a file is no package', async () => {
    const failure = inspectorOf().inspect(import.meta.filename);
    await expect(failure).rejects.toBeInstanceOf(PackageError);
    await expect(failure).rejects.toThrow('The file is a text.');
  });

  it('fails with the system’s error where there is no file', async () => {
    const error: unknown = await inspectorOf()
      .inspect(fixture('none.apk'))
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain('ENOENT');
    expectNoRefusal(error);
  });

  it('ends a reading that takes too long, and takes the next', async () => {
    const inspector = inspectorOf({ script: endless, limitMs: 200, most: 1 });
    const readings = await Promise.allSettled([inspector.inspect('a'), inspector.inspect('b')]);
    for (const reading of readings) {
      expect(reading).toMatchObject({ reason: new PackageError('The package took too long to read.') });
      expect(reading.status === 'rejected' && reading.reason).toBeInstanceOf(PackageError);
    }
  });

  it('ends a reading that takes too much memory', async () => {
    const hungry = script('const all = []; for (;;) all.push(new Array(10000).fill({}));');
    const failure = inspectorOf({ script: hungry, heapMiB: 16 }).inspect('a');
    await expect(failure).rejects.toThrow('The package takes too much memory to read.');
    await expect(failure).rejects.toBeInstanceOf(PackageError);
  });

  const bugs: [what: string, code: string, message: string][] = [
    ['throws', 'throw new TypeError("a bug")', 'a bug'],
    ['ends without an answer', 'process.exit(0)', 'ended before it was done'],
  ];
  it.each(bugs)('fails with an error of ours where the thread %s', async (_what, code, message) => {
    const error: unknown = await inspectorOf({ script: script(code) })
      .inspect('a')
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toContain(message);
    expectNoRefusal(error);
  });

  it('reads two at once, and the third when one is done', async () => {
    const channel = new BroadcastChannel('inspector-test');
    const held = script(`
      import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads';
      const channel = new BroadcastChannel('inspector-test');
      channel.onmessage = ({ data }) => data === 'go ' + workerData && parentPort.postMessage({ refused: workerData });
      channel.postMessage('started ' + workerData);
    `);
    const events: string[] = [];
    const waiters = new Map<string, () => void>();
    channel.onmessage = ({ data }) => {
      events.push(String(data));
      waiters.get(String(data))?.();
    };
    const heard = (event: string) => new Promise<void>((resolve) => waiters.set(event, resolve));
    const started = ['a', 'b', 'c'].map((path) => heard(`started ${path}`));
    const inspector = inspectorOf({ script: held });
    const done = ['a', 'b', 'c'].map((path) =>
      inspector
        .inspect(path)
        .catch((error: unknown) => events.push(`done ${error instanceof Error ? error.message : ''}`)),
    );
    await Promise.all([started[0], started[1]]);
    channel.postMessage('go b');
    await Promise.all([done[1], started[2]]);
    expect(events.slice(0, 2).sort()).toEqual(['started a', 'started b']);
    expect(events.slice(2)).toEqual(['done b', 'started c']);
    channel.postMessage('go a');
    channel.postMessage('go c');
    await Promise.all(done);
    channel.close();
  });

  it('ends what is being read, and what waits, when it is closed', async () => {
    const channel = new BroadcastChannel('inspector-close-test');
    const started = new Promise((resolve) => channel.addEventListener('message', resolve));
    const busy = script(`
      import { BroadcastChannel } from 'node:worker_threads';
      new BroadcastChannel('inspector-close-test').postMessage('started');
      for (;;);
    `);
    const inspector = inspectorOf({ script: busy, most: 1 });
    const readings = Promise.allSettled([inspector.inspect('a'), inspector.inspect('b')]);
    await started;
    channel.close();
    await inspector.close();
    for (const reading of await readings) {
      expect(reading.status).toBe('rejected');
      expectNoRefusal(reading.status === 'rejected' && reading.reason);
    }
    await expect(inspector.inspect('c')).rejects.toThrow('the server is stopping');
  });
});
