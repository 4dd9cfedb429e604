import { describe, expect, test } from 'vitest';
import { encodeText } from './testing/plist-builder.ts';
import { PackageError } from './types.ts';
import { childOf, childrenOf, localName, readXml } from './xml.ts';

describe('elements', () => {
  const root = readXml(
    encodeText('<m:a xmlns:m="urn:m"><b>1</b><m:c><n:d e=">"/></m:c>\r\n<b>2</b></m:a>'),
    'it',
  );

  test('are found by name without the prefix', () => {
    expect(localName(root)).toBe('a');
    expect(childrenOf(root).map(localName)).toEqual(['b', 'c', 'b']);
    expect(childrenOf(root, 'b').map((element) => element.text)).toEqual(['1', '2']);
    expect(childOf(root, 'c', 'd')?.attributes).toEqual({ e: '>' });
    expect(childOf(root, 'x', 'd')).toBeUndefined();
  });

  test('are read without a mark in UTF-16 too', () => {
    const marked = encodeText('<a>ü</a>', 'utf-16le');
    expect(readXml(marked.slice(2), 'it').text).toBe('ü');
    expect(readXml(encodeText('<a>ü</a>', 'utf-16be').slice(2), 'it').text).toBe('ü');
  });

  test('names that JavaScript has for itself are names', () => {
    const { attributes } = readXml(encodeText('<a toString="b" __proto__="c"/>'), 'it');
    expect(Object.entries(attributes)).toEqual([
      ['toString', 'b'],
      ['__proto__', 'c'],
    ]);
    expect('constructor' in attributes).toBe(false);
    expect(() => readXml(encodeText('<a>&constructor;</a>'), 'it')).toThrow(PackageError);
  });

  test('many line ends of old Macs, each of which would cost the parser a copy of the text', () => {
    expect(readXml(encodeText(`<a>${'\r'.repeat(900_000)}</a>`), 'it').text).toHaveLength(900_000);
  });
});

describe('refused', () => {
  const laughs =
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]><a>&c;&d;</a>';
  const deep = '<a>'.repeat(100_000);
  test.each([
    ['entities of its own', laughs, 'it declares entities of its own'],
    ['entities without end', '<!DOCTYPE a [ <!-- ]><a/>', 'it declares entities of its own'],
    // Each searched to the end of the text, this would take minutes.
    ['document types without end', '<!DOCTYPE '.repeat(100_000), 'it is no well-formed XML'],
    ['deep nesting', deep, 'it is nested too deeply'],
    ['deep nesting, closed', deep + '</a>'.repeat(100_000), 'it is nested too deeply'],
    ['deep nesting behind a comment', `<!-- </a></a> --><a b="/>">${deep}`, 'it is nested too deeply'],
    ['deep nesting behind a section', `<a><![CDATA[</a></a>]]>${deep}`, 'it is nested too deeply'],
    [
      'deep nesting behind what is no XML',
      `<a></b></b></b></b>${deep}`,
      /nested too deeply|no well-formed XML/,
    ],
    ['an unknown entity', '<a>&nbsp;</a>', 'it is no well-formed XML'],
    ['no end tag', '<a>', 'it is no well-formed XML'],
    ['no end of a comment', '<a><!-- </a>', 'it is no well-formed XML'],
    ['two roots', '<a/><b/>', 'it is no well-formed XML'],
    ['no element', '<?xml version="1.0"?>', 'it is no well-formed XML'],
    ['too much', `<a>${' '.repeat(1_100_000)}</a>`, 'too large to read: it'],
  ])('%s', (_, text, message) => {
    const bytes = encodeText(text);
    expect(() => readXml(bytes, 'it')).toThrow(PackageError);
    expect(() => readXml(bytes, 'it')).toThrow(message);
  });

  test('what is no UTF-8', () => {
    const bytes = Uint8Array.of(0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e);
    expect(() => readXml(bytes, 'it')).toThrow(PackageError);
  });
});
