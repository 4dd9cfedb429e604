const beyondAscii = /[^\0-\x7f]/;
const marks = /\p{M}/gu;

/** The text without regard to case and accents, for comparing and searching: "Müller" and "MULLER" fold to "muller". */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!beyondAscii.test(lower)) return lower;
  // Letters that Unicode does not take apart, but people type without.
  return lower
    .normalize('NFKD')
    .replace(marks, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae');
}
