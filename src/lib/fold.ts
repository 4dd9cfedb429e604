const beyondAscii = /[^\0-\x7f]/;
const eachBeyondAscii = /[^\0-\x7f]/gu;
const marks = /\p{M}/gu;

/** Letters that Unicode does not take apart, but people type without. */
const folded = new Map([
  ['ß', 'ss'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['đ', 'd'],
  ['ı', 'i'],
]);

/** The text without regard to case and accents, for comparing and searching: "Müller" and "MULLER" fold to "muller". */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  return beyondAscii.test(lower) ? lower.replace(eachBeyondAscii, foldCharacter) : lower;
}

/** Each is looked up once: normalising whole texts takes most of the time of a first search at 100,000 rows. */
function foldCharacter(character: string): string {
  let plain = folded.get(character);
  if (plain === undefined) {
    plain = character.normalize('NFKD').replace(marks, '').toLowerCase();
    folded.set(character, plain);
  }
  return plain;
}
