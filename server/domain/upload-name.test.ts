import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, namesFile, readFileName } from './upload-name.ts';

/** As Node hands over what was sent: a character a byte. */
const sent = (text: string) => Buffer.from(text).toString('latin1');

describe('the name in a Content-Disposition', () => {
  it.each([
    // As printed in the reference, and as RFC 6266 has it.
    ['filename=check.png', 'check.png'],
    ['attachment; filename=check.png', 'check.png'],
    ['attachment;filename=check.png', 'check.png'],
    ['form-data; name="file"; filename="check.png"', 'check.png'],
    ['ATTACHMENT; FileName="Check.PNG"', 'Check.PNG'],
    ['  filename = check.png  ', 'check.png'],
    ['filename=\t"check.png"\t; size=3', 'check.png'],
    ['file_name=check.png', 'check.png'],
    ['attachment; File_Name="check.png"', 'check.png'],
    // Quotes.
    ['filename=my app.apk', 'my app.apk'],
    ['filename="my app.apk"', 'my app.apk'],
    ['filename="a;b=c.apk"; x=y', 'a;b=c.apk'],
    ['name="; filename=no.apk"; filename=yes.apk', 'yes.apk'],
    [String.raw`filename="a \"b\".apk"`, 'a "b".apk'],
    [String.raw`filename="a\\b.apk"`, 'b.apk'],
    [String.raw`filename="\a.apk"`, 'a.apk'],
    ['filename="open.apk', 'open.apk'],
    [String.raw`filename="open\"`, 'open"'],
    ['filename="a.apk"junk; x=y', 'a.apk'],
    ["filename='a.apk'", "'a.apk'"],
    // Other characters.
    [sent('filename="Ünïcode 漢字 😀.apk"'), 'Ünïcode 漢字 😀.apk'],
    ['filename="\xdcber.apk"', 'Über.apk'],
    ['filename="漢字.apk"', '漢字.apk'],
    ['filename=100%25.apk', '100%25.apk'],
    ["filename*=UTF-8''%e2%82%ac%20rates.apk", '€ rates.apk'],
    ["filename*=utf-8'en'%E2%82%AC.apk", '€.apk'],
    ["filename*=ISO-8859-1''%A3%20rates.apk", '£ rates.apk'],
    ['filename*="UTF-8\'\'quoted%20all%20the%20same.apk"', 'quoted all the same.apk'],
    [sent("filename*=UTF-8''naïve.apk"), 'naïve.apk'],
    ["file_name*=UTF-8''%C3%BC.apk", 'ü.apk'],
    // The extended one wins, wherever it stands, if it can be read.
    ["filename=plain.apk; filename*=UTF-8''%C3%BC.apk", 'ü.apk'],
    ["filename*=UTF-8''%C3%BC.apk; filename=plain.apk", 'ü.apk'],
    ["filename*=UTF-8''%C3.apk; filename=plain.apk", 'plain.apk'],
    ["filename*=UTF-8''%zz.apk; filename=plain.apk", 'plain.apk'],
    ["filename*=UTF-7''a.apk; filename=plain.apk", 'plain.apk'],
    ['filename*=a.apk; filename=plain.apk', 'plain.apk'],
    ["filename*=UTF-8''..; filename=plain.apk", 'plain.apk'],
    ['filename=first.apk; filename=second.apk', 'first.apk'],
    ['file_name=other.apk; filename=plain.apk', 'plain.apk'],
    // Never a path.
    ['filename="/etc/passwd"', 'passwd'],
    ['filename="../../x.apk"', 'x.apk'],
    [String.raw`filename="C:\Users\me\x.apk"`, 'x.apk'],
    [String.raw`filename=..\..\x.apk`, 'x.apk'],
    ["filename*=UTF-8''..%2F..%2Fx.apk", 'x.apk'],
    ["filename*=UTF-8''%2e%2e%5cx.apk", 'x.apk'],
    ["filename*=UTF-8''x%00.apk%0d%0a", 'x.apk'],
    ["filename*=UTF-8''%E2%80%AEgpj.apk", 'gpj.apk'],
    ["filename*=UTF-8''a%E2%80%A8b%C2%85.apk", 'ab.apk'],
    ['filename=.htaccess', '.htaccess'],
    ['filename="...".', '...'],
  ])('%s', (header, name) => {
    expect(readFileName(header)).toBe(name);
    expect(namesFile(header)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'attachment',
    'check.png',
    '=check.png',
    'attachment; name="check.png"',
    'attachment; name="filename=check.png"',
    'filename',
    'filename=',
    'filename=""',
    'filename=.',
    'filename=..',
    'filename=" .. "',
    'filename="a/"',
    'filename="a/.."',
    "filename*=UTF-8''%2F",
    "filename*=UTF-8''%00",
    "filename*=UTF-8''%2e%E2%80%AE%2e",
    'filename*=x',
  ])('none in %s', (header) => {
    expect(readFileName(header)).toBeUndefined();
  });

  it.each([
    ['form-data; name="a"', false],
    ['form-data; name="filename=x"', false],
    ['form-data; name="a"; filename=""', true],
  ])('a part %s names a file: %s', (header, expected) => {
    expect(namesFile(header)).toBe(expected);
  });
});

describe('a long name', () => {
  it.each([
    ['a'.repeat(300), 'a'.repeat(255)],
    [`${'a'.repeat(300)}.apk`, `${'a'.repeat(251)}.apk`],
    [`${'a'.repeat(10)}.${'b'.repeat(300)}`, `${'a'.repeat(10)}.${'b'.repeat(244)}`],
    [`${'😀'.repeat(100)}.apk`, `${'😀'.repeat(62)}.apk`],
    [`.${'a'.repeat(300)}`, `.${'a'.repeat(254)}`],
  ])('%s', (text, name) => {
    expect(cleanFileName(text)).toBe(name);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });
});

describe('whatever is sent', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '\0',
      '"',
      ';',
      '=',
      "''",
      '%',
      '%2F',
      '%2e',
      '%5C',
      '\u202e',
      ' ',
      '\ud83d',
    ),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  function isPlain(name: string | undefined): boolean {
    if (name === undefined) return true;
    const isShort = Buffer.byteLength(name) <= 255;
    return isShort && name.isWellFormed() && !/[/\\\p{Cc}]/u.test(name) && !['', '.', '..'].includes(name);
  }

  it('is a plain name, which stays as it is, or none', () => {
    fc.assert(
      fc.property(text, (given) => {
        const name = cleanFileName(given);
        return isPlain(name) && (name === undefined || cleanFileName(name) === name);
      }),
    );
  });

  it.each(['filename=', 'filename="', "filename*=UTF-8''", "filename*=ISO-8859-1''", 'x; file_name='])(
    'after %s',
    (start) => {
      fc.assert(fc.property(text, (given) => isPlain(readFileName(start + given))));
    },
  );

  it('an ordinary name comes back as it was, in each spelling', () => {
    const ordinary = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((given) => cleanFileName(given))
      .filter((name) => name !== undefined);
    fc.assert(
      fc.property(ordinary, (name) => {
        const quoted = `"${name.replace(/["\\]/g, String.raw`\$&`)}"`;
        expect(readFileName(`attachment; filename=${sent(quoted)}`)).toBe(name);
        const encoded = [...Buffer.from(name)]
          .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
          .join('');
        expect(readFileName(`filename*=UTF-8''${encoded}`)).toBe(name);
      }),
    );
  });
});
