import fc, { type Arbitrary } from 'fast-check';

/** JSON with long integers as text, by the reviver that is shown the source of each number: exact, and 7 times as slow. */
export function parseSlowly(text: string): unknown {
  const revive = (_key: string, value: unknown, context: { source?: string }) =>
    typeof value === 'number' && /^-?[1-9]\d{15,}$/.test(context.source ?? '') ? context.source : value;
  // The type library does not know the third parameter yet.
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}

const space = fc.constantFrom('', '', '', ' ', '\n', '\t ');
const numberText = fc.oneof(
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.bigInt({ min: 10n ** 14n, max: 10n ** 17n }).map(String),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
  fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat()).map(([whole, part]) => `${whole}.${part}`),
  fc.constantFrom('-0', '0', '1e5', '1E+2', '12345678901234567e1', '0.12345678901234567890'),
);
/** Strings that look like what is around them. */
const stringText = fc
  .oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('"', '\\', ':', ',', '[', ']', '{', '}', '1234567890123456', '-', ' ', 'devices'),
    }),
  )
  .map((text) => JSON.stringify(text));

/** Text of any JSON document, with white space anywhere. */
export const { value: jsonText, object: objectText } = fc.letrec<{
  value: string;
  array: string;
  object: string;
}>((tie) => ({
  value: fc
    .tuple(
      space,
      fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        numberText,
        stringText,
        fc.constantFrom('true', 'false', 'null'),
        tie('array'),
        tie('object'),
      ),
      space,
    )
    .map((parts) => parts.join('')),
  array: fc.array(tie('value'), { maxLength: 5 }).map((values) => `[${values.join(',')}]`),
  object: fc
    .array(fc.tuple(stringText, space, tie('value')), { maxLength: 5 })
    .map((entries) => `{${entries.map(([key, gap, value]) => `${key}${gap}:${value}`).join(',')}}`),
}));

/** The text with one place cut out, doubled or replaced. */
export function mutated(text: Arbitrary<string>): Arbitrary<string> {
  const piece = fc.constantFrom(
    '',
    '"',
    '\\',
    ',',
    ':',
    '[',
    ']',
    '{',
    '}',
    '1',
    '0',
    '-',
    'e',
    '.',
    ' ',
    '1234567890123456',
  );
  return fc.tuple(text, fc.nat(), fc.nat({ max: 3 }), piece).map(([whole, place, length, added]) => {
    const at = place % (whole.length + 1);
    return whole.slice(0, at) + added + whole.slice(at + length);
  });
}

/** A text and the places to cut it at. */
export function inPieces(text: Arbitrary<string>): Arbitrary<string[]> {
  return text.chain((whole) =>
    fc.array(fc.nat({ max: whole.length }), { maxLength: 12 }).map((places) => {
      const cuts = [0, ...places.sort((a, b) => a - b), whole.length];
      return cuts.slice(1).map((cut, index) => whole.slice(cuts[index], cut));
    }),
  );
}
