import { describe, expect, it } from 'vitest';
import { readApk } from './apk.ts';
import { sourceOfBytes } from './bytes.ts';
import { pictureOf } from './image.ts';
import {
  type ApkInput,
  ATTR,
  type AttributeInput,
  buildApk,
  buildManifest,
  buildPng,
  buildTable,
  buildXml,
  chunk,
  type NodeInput,
  type TypeInput,
} from './testing/apk-builder.ts';
import { buildZip, joinBytes, numbers, type ZipInput } from './testing/zip-builder.ts';
import { PackageError, type PackageInfo } from './types.ts';
import { openZip } from './zip.ts';

const MANIFEST = 'AndroidManifest.xml';
const read = async (bytes: Uint8Array<ArrayBuffer>): Promise<PackageInfo> =>
  readApk(await openZip(sourceOfBytes(bytes)));
const label = (value: AttributeInput['value']): AttributeInput => ({ ...ATTR.label, value });
const icon = (value: AttributeInput['value']): AttributeInput => ({ ...ATTR.icon, value });
const appPackage = (value: string): AttributeInput => ({ name: 'package', value });
const side = (info: PackageInfo) => info.icon && pictureOf(info.icon.bytes)?.width;
const own = (...types: TypeInput[]) => [{ id: 0x7f, types }];

/** Resource numbers of the tests: type 1 has words, type 2 pictures. */
const word = (index: number) => 0x7f010000 + index;
const picture = (index: number) => 0x7f020000 + index;

/** Entries that refer to the next each, and a word at the end. */
function chainOf(length: number): TypeInput['entries'] {
  const links = Array.from({ length }, (_, at) => [at, { ref: word(at + 1) }] as const);
  return { ...Object.fromEntries(links), [length]: 'End' };
}

describe('a label in the table of resources', () => {
  const german: TypeInput = { id: 1, config: { language: 'de' }, entries: { 0: 'Deutsch' } };
  const english: TypeInput = { id: 1, config: { language: 'en' }, entries: { 0: 'English' } };
  const british: TypeInput = { id: 1, config: { language: 'en', region: 'GB' }, entries: { 0: 'British' } };
  const plain: TypeInput = { id: 1, entries: { 0: 'Default' } };
  const night: TypeInput = { id: 1, config: { isNight: true }, entries: { 0: 'Night' } };
  const recent: TypeInput = { id: 1, config: { sdk: 33 }, entries: { 0: 'Recent' } };
  const cases: [what: string, types: TypeInput[], expected: string | undefined][] = [
    ['default before English', [german, english, plain], 'Default'],
    ['English where there is no default', [german, british, english], 'English'],
    ['English of a country before others', [german, british], 'British'],
    ['the only one', [german], 'Deutsch'],
    ['what is for all before what is for some', [night, recent, plain], 'Default'],
    ...(['sparse', 'offset16', 'compact'] as const).map((shape): [string, TypeInput[], string] => [
      shape,
      [german, { id: 1, shape, entries: { 0: shape, 7: 'x', 8: 'y' } }],
      shape,
    ]),
    [
      'a reference, its default',
      [
        { id: 1, entries: { 0: { ref: word(5) } } },
        { ...german, entries: { 5: 'Ziel' } },
        { id: 1, entries: { 5: 'Target' } },
      ],
      'Target',
    ],
    ['a number', [{ id: 1, entries: { 0: { int: 2048 } } }], '2048'],
    ['a bag of values', [{ id: 1, entries: { 0: { isBag: true } } }], undefined],
    ...(['plain', 'sparse', 'offset16', 'compact'] as const).map(
      (shape): [string, TypeInput[], undefined] => [
        `nothing of that number (${shape})`,
        [{ id: 1, shape, entries: { 7: 'Other' } }],
        undefined,
      ],
    ),
    ['nothing of that type', [{ id: 3, entries: { 0: 'Other' } }], undefined],
    ['itself', [{ id: 1, entries: { 0: { ref: word(0) } } }], undefined],
    ['a circle', [{ id: 1, entries: { 0: { ref: word(1) }, 1: { ref: word(0) } } }], undefined],
    ['a chain of some links', [{ id: 1, entries: chainOf(10) }], 'End'],
    ['a chain that is too long', [{ id: 1, entries: chainOf(30) }], undefined],
    ['the platform’s own', [{ id: 1, entries: { 0: { ref: 0x0104000a } } }], undefined],
    ['white space', [{ id: 1, entries: { 0: ' \n ' } }], undefined],
  ];
  it.each(cases)('%s', async (_what, types, expected) => {
    expect(
      (await read(buildApk({ application: [label({ ref: word(0) })], table: own(...types) }))).name,
    ).toBe(expected);
  });

  it('is found at the end of a sparse list', async () => {
    const entries = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [at * 3, `text ${at * 3}`]));
    for (const index of [0, 72, 147]) {
      const table = own({ id: 1, shape: 'sparse', entries });
      const info = await read(buildApk({ application: [label({ ref: word(index) })], table }));
      expect(info.name).toBe(`text ${index}`);
    }
    const missing = await read(
      buildApk({ application: [label({ ref: word(73) })], table: own({ id: 1, shape: 'sparse', entries }) }),
    );
    expect(missing).not.toHaveProperty('name');
  });

  it('is that of the package which the number is of', async () => {
    const table = [
      { id: 0x02, types: [{ id: 1, entries: { 0: 'Shared library' } }] },
      { id: 0x7f, types: [{ id: 1, entries: { 0: { ref: 0x02010000 } } }] },
    ];
    expect((await read(buildApk({ application: [label({ ref: word(0) })], table }))).name).toBe(
      'Shared library',
    );
  });

  it('is absent where there is no table', async () => {
    expect(await read(buildApk({ application: [label({ ref: word(0) })] }))).not.toHaveProperty('name');
  });

  it('gives the version, too', async () => {
    const manifest: AttributeInput[] = [
      { ...ATTR.versionName, value: { ref: word(0) } },
      { ...ATTR.versionCode, value: { ref: word(1) } },
      appPackage('a.b'),
    ];
    const table = own({ id: 1, entries: { 0: '4.5', 1: { int: 45 } } });
    expect(await read(buildApk({ manifest, table }))).toMatchObject({ version: '4.5', build: '45' });
  });

  const tables: [what: string, bytes: Uint8Array<ArrayBuffer>, message: string][] = [
    ['is none', chunk(1, numbers(), numbers()), 'its table of resources is none'],
    ['is cut off', buildTable(own(plain)).slice(0, -4), 'the table of resources points outside'],
    ['has a string pool of 2^32 strings', hugePool(), 'the table of resources points outside'],
    ['has a type of 2^32 entries', hugeType(), 'the table of resources points outside'],
    ['has 11,000 configurations of a type', tableOf(11_000, () => 1), 'more configurations than'],
    ['has 102,000 configurations', tableOf(102_000, (index) => index % 200), 'more configurations than'],
  ];
  it.each(tables)('fails where the table %s', async (_what, bytes, message) => {
    const files: ZipInput[] = [
      { name: MANIFEST, bytes: buildManifest({ application: [label({ ref: word(100) })] }) },
      { name: 'resources.arsc', bytes },
    ];
    const failure = read(buildZip(files));
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toBeInstanceOf(PackageError);
  });

  /** A label whose string is number 2^31 of a pool that says to have them. */
  function hugePool(): Uint8Array<ArrayBuffer> {
    const pool = chunk(1, numbers([4, 0xffffffff], [4, 0], [4, 0], [4, 28], [4, 0]), numbers());
    const [value, list] = [
      numbers([2, 8], [2, 0], [4, 0], [2, 8], [1, 0], [1, 3], [4, 0x80000000]),
      numbers([2, 100], [2, 0]),
    ];
    const type = chunk(
      0x201,
      numbers([1, 1], [1, 1], [2, 0], [4, 1], [4, 28], [4, 4]),
      joinBytes([list, value]),
    );
    return chunk(2, numbers([4, 1]), joinBytes([pool, chunk(0x200, numbers([4, 0x7f]), type)]));
  }

  function hugeType(): Uint8Array<ArrayBuffer> {
    const type = chunk(0x201, numbers([1, 1], [1, 0], [2, 0], [4, 0xffffffff], [4, 24], [4, 4]), numbers());
    return chunk(2, numbers([4, 1]), chunk(0x200, numbers([4, 0x7f]), type));
  }

  function tableOf(count: number, typeOf: (index: number) => number): Uint8Array<ArrayBuffer> {
    const types = Array.from({ length: count }, (_, index) =>
      chunk(0x201, numbers([4, typeOf(index)]), numbers()),
    );
    return chunk(2, numbers([4, 1]), chunk(0x200, numbers([4, 0x7f]), joinBytes(types)));
  }
});

describe('an icon', () => {
  const files = { 'res/m.png': buildPng(48), 'res/x.png': buildPng(96), 'r/a': buildPng(144) };
  const at = (density: number, path: string, more = {}): TypeInput => ({
    id: 2,
    config: { density, ...more },
    entries: { 0: path },
  });
  const adaptive = (...attributes: AttributeInput[]) =>
    buildXml({
      name: 'adaptive-icon',
      children: [
        { name: 'background', attributes: [{ ...ATTR.drawable, value: { ref: picture(8) } }] },
        { name: 'foreground', attributes },
      ],
    });
  const front: AttributeInput = { ...ATTR.drawable, value: { ref: picture(1) } };
  const any = 0xfffe;
  const vector = buildXml({ name: 'vector' });
  const cases: [what: string, app: ApkInput, side: number | undefined][] = [
    ['the densest', { table: own(at(160, 'res/m.png'), at(480, 'r/a'), at(320, 'res/x.png')), files }, 144],
    [
      'that of everyday before the night’s',
      { table: own(at(160, 'res/m.png', { isNight: true }), at(160, 'r/a')), files },
      144,
    ],
    [
      'the next where a file is missing',
      { table: own(at(160, 'res/m.png'), at(480, 'res/none.png')), files },
      48,
    ],
    [
      'the next where a file is too large',
      {
        table: own(at(160, 'res/m.png'), at(480, 'b')),
        files: { ...files, b: joinBytes([buildPng(9), new Uint8Array(1_100_000)]) },
      },
      48,
    ],
    [
      'the next where a file is no picture',
      { table: own(at(160, 'res/m.png'), at(480, 'b')), files: { ...files, b: numbers([4, 7]) } },
      48,
    ],
    [
      'another resource',
      { table: own({ id: 2, entries: { 0: { ref: picture(3) }, 3: 'r/a' } }), files },
      144,
    ],
    [
      'a bitmap before an adaptive icon',
      { table: own(at(any, 'i.xml'), at(160, 'res/m.png')), files: { ...files, 'i.xml': adaptive(front) } },
      48,
    ],
    [
      'the front of an adaptive icon',
      {
        table: own(at(any, 'i.xml'), { id: 2, entries: { 1: 'r/a', 8: 'res/m.png' } }),
        files: { ...files, 'i.xml': adaptive(front) },
      },
      144,
    ],
    [
      'the front of an adaptive icon, drawings deep',
      {
        table: own(at(any, 'i.xml'), { id: 2, entries: { 1: 'b.xml', 4: 'r/a', 8: 'res/m.png' } }),
        files: {
          ...files,
          'i.xml': adaptive(front),
          'b.xml': buildXml({ name: 'bitmap', attributes: [{ ...ATTR.src, value: { ref: picture(4) } }] }),
        },
      },
      144,
    ],
    [
      'none of an adaptive icon with a drawn front',
      {
        table: own(at(any, 'i.xml'), { id: 2, entries: { 1: 'v.xml', 8: 'r/a' } }),
        files: { ...files, 'i.xml': adaptive(front), 'v.xml': vector },
      },
      undefined,
    ],
    ['none where it is drawn', { table: own(at(any, 'v.xml')), files: { 'v.xml': vector } }, undefined],
    [
      'none where a drawing is made of itself',
      {
        table: own(at(any, 'i.xml'), { id: 2, entries: { 1: 'i.xml' } }),
        files: { 'i.xml': adaptive(front) },
      },
      undefined,
    ],
    [
      'none where resources go in circles',
      { table: own({ id: 2, entries: { 0: { ref: picture(1) }, 1: { ref: picture(0) } } }) },
      undefined,
    ],
    ['none where it is a colour', { table: own({ id: 2, entries: { 0: { int: 0xff0000 } } }) }, undefined],
  ];
  it.each(cases)('is %s', async (_what, app, expected) => {
    expect(side(await read(buildApk({ application: [icon({ ref: picture(0) })], ...app })))).toBe(expected);
  });

  it('is the round one where the other is drawn', async () => {
    const application = [icon({ ref: picture(0) }), { ...ATTR.roundIcon, value: { ref: picture(5) } }];
    const table = own(at(any, 'v.xml'), { id: 2, entries: { 5: 'r/a' } });
    expect(side(await read(buildApk({ application, table, files: { ...files, 'v.xml': vector } })))).toBe(
      144,
    );
  });

  it('is a file named in the manifest itself', async () => {
    expect(side(await read(buildApk({ application: [icon('res/x.png')], files })))).toBe(96);
  });

  it.each([
    [30, 144],
    [60, undefined],
  ])('is followed through %i references of 2,000 configurations each: %s', async (length, expected) => {
    const links = Object.fromEntries(
      Array.from({ length }, (_, index) => [index, { ref: picture(index + 1) }]),
    );
    const types = Array.from({ length: 2000 }, (_, index): TypeInput => ({
      id: 2,
      config: { density: index },
      entries: links,
    }));
    const table = own(...types, { id: 2, entries: { [length]: 'r/a' } });
    expect(side(await read(buildApk({ application: [icon({ ref: picture(0) })], table, files })))).toBe(
      expected,
    );
  });

  it.each([
    [20, 144],
    [70, undefined],
  ])('is looked for in %i parts of a drawing: %s', async (parts, expected) => {
    const item = (index: number): NodeInput => ({
      name: 'item',
      attributes: [{ ...ATTR.drawable, value: { ref: picture(index === parts - 1 ? 1 : 9) } }],
    });
    const drawing = buildXml({
      name: 'layer-list',
      children: Array.from({ length: parts }, (_, index) => item(index)),
    });
    const app = {
      table: own(at(any, 'l.xml'), { id: 2, entries: { 1: 'r/a' } }),
      files: { ...files, 'l.xml': drawing },
    };
    expect(side(await read(buildApk({ application: [icon({ ref: picture(0) })], ...app })))).toBe(expected);
  });

  it('is looked for in so many files and no more', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`f${index}`, numbers([4, 7])]),
    );
    const densities = Array.from({ length: 100 }, (_, index) => at(900 - index, `f${index}`));
    const app = {
      application: [icon({ ref: picture(0) })],
      table: own(...densities, at(1, 'r/a')),
      files: { ...many, ...files },
    };
    expect(await read(buildApk(app))).not.toHaveProperty('icon');
  });
});
