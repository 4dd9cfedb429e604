const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One or two letters that stand for a name, whatever script it is written in. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = chosen.map(
    (word) => Array.from(graphemes.segment(word ?? ''), ({ segment }) => segment)[0],
  );
  return letters.join('').toLocaleUpperCase() || '?';
}
