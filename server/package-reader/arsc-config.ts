import type { ByteReader } from './bytes.ts';

/** What a resource's value is for, as far as it matters here (ResTable_config). */
export interface ResourceConfig {
  /** "" for every language. */
  language: string;
  hasRegion: boolean;
  /** Dots per inch; 0 where it is not said, or for any. */
  density: number;
  /** How much else it is bound to (night, size, version, operator): 0 for what is for all. */
  bounds: number;
}

/** Vectors and adaptive icons are "for any density", pictures not to be scaled "for none". */
const NO_REAL_DENSITY = 0xfffe;
/** imsi, orientation, keyboard, screen size, version, layout, night mode, smallest width: everything up to the script. */
const BOUNDS = [4, 5, 6, 7, 12, 13, 16, 17, 18, 20, 21, 22, 23, 24, 25, 28, 29, 30, 31, 32, 33, 34, 35];

export function readConfig(config: ByteReader): ResourceConfig {
  // Older tools wrote shorter ones; what is missing is zero.
  const byte = (at: number) => (at < config.length ? config.u8(at) : 0);
  const density = byte(14) | (byte(15) << 8);
  return {
    language: byte(8) === 0 ? '' : String.fromCharCode(byte(8), byte(9)),
    hasRegion: byte(10) !== 0,
    density: density >= NO_REAL_DENSITY ? 0 : density,
    bounds: BOUNDS.filter((at) => byte(at) !== 0).length,
  };
}

/** Order of preference for words: the default language, English, English of somewhere, any other; each unbound first. */
export function compareForText(a: ResourceConfig, b: ResourceConfig): number {
  return languageRank(a) - languageRank(b) || a.bounds - b.bounds;
}

/** Order of preference for pictures: the densest, then the least bound. */
export function compareForPicture(a: ResourceConfig, b: ResourceConfig): number {
  return b.density - a.density || languageRank(a) - languageRank(b) || a.bounds - b.bounds;
}

function languageRank(config: ResourceConfig): number {
  if (config.language === '') return 0;
  if (config.language !== 'en') return 3;
  return config.hasRegion ? 2 : 1;
}
