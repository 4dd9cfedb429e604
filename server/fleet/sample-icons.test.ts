import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pictureOf } from '../package-reader/image.ts';
import { encodePng } from './png.ts';
import { SAMPLE_APPS } from './sample-apps.ts';
import { sampleIcon } from './sample-icons.ts';

/** Chunks by type, their checksums verified. */
function chunksOf(png: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const type = new TextDecoder('latin1').decode(png.subarray(at + 4, at + 8));
    expect(view.getUint32(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
    chunks.set(type, png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return chunks;
}

describe('a PNG', () => {
  const palette = [
    [255, 0, 0, 255],
    [0, 0, 255, 0],
  ] as const;

  it('has the pixels and colours given', () => {
    const png = encodePng({ width: 3, height: 2, palette, pixels: Uint8Array.of(0, 1, 0, 1, 1, 0) });
    const chunks = chunksOf(png);
    expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
    expect([...(chunks.get('IHDR') ?? [])]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
    expect([...(chunks.get('PLTE') ?? [])]).toEqual([255, 0, 0, 0, 0, 255]);
    expect([...(chunks.get('tRNS') ?? [])]).toEqual([255, 0]);
    expect([...inflateSync(chunks.get('IDAT') ?? new Uint8Array())]).toEqual([0, 0, 1, 0, 0, 1, 1, 0]);
  });

  it('is whole where its data take several blocks', () => {
    const pixels = Uint8Array.from({ length: 300 * 300 }, (_, index) => index % 2);
    const data = chunksOf(encodePng({ width: 300, height: 300, palette, pixels })).get('IDAT');
    const rows = inflateSync(data ?? new Uint8Array());
    expect(rows.length).toBe(300 * 301);
    expect([...rows.subarray(299 * 301 + 1)]).toEqual([...pixels.subarray(299 * 300)]);
  });
});

describe('the icons of the sample', () => {
  const icons = SAMPLE_APPS.flatMap(({ icon }) => (icon === undefined ? [] : [sampleIcon(...icon)]));

  it('are PNGs of 128 pixels a side, each unlike the others, and not of all apps', () => {
    for (const { bytes, contentType } of icons) {
      expect(pictureOf(new Uint8Array(bytes))).toEqual({ contentType, width: 128, height: 128 });
      chunksOf(bytes);
    }
    expect(new Set(icons.map(({ hash }) => hash)).size).toBe(13);
    expect(SAMPLE_APPS).toHaveLength(16);
  });

  it('show a white glyph on a tile with round corners', () => {
    const chunks = chunksOf(sampleIcon('parcel', '#b7791f').bytes);
    const rows = inflateSync(chunks.get('IDAT') ?? new Uint8Array());
    const colourAt = (x: number, y: number) => {
      const index = rows[y * 129 + 1 + x] ?? 0;
      return [...(chunks.get('PLTE')?.subarray(index * 3, index * 3 + 3) ?? []), chunks.get('tRNS')?.[index]];
    };
    expect(colourAt(0, 0)[3]).toBe(0);
    expect(colourAt(64, 3)).toEqual([0xb7, 0x79, 0x1f, 255]);
    expect(colourAt(45, 75)).toEqual([255, 255, 255, 255]);
  });

  it('are the same bytes on every machine', () => {
    expect(sampleIcon('parcel', '#b7791f').hash).toBe(
      'c074eafd3cfe8945293b45eb92997b410f6b6173a7dd5295be7784e4e671b9c0',
    );
  });
});
