import { PLACE_TABLE } from './place-table.ts';

/** ISO 3166 code of two letters. */
export type CountryCode = string;

export interface Country {
  code: CountryCode;
  callingCode: string;
  /** Pattern of a mobile number; see place-table.ts. */
  phone: string;
  mcc: string;
  carriers: readonly { name: string; mnc: string }[];
  cities: readonly City[];
}

export interface City {
  name: string;
  country: CountryCode;
  latitude: number;
  longitude: number;
}

export const COUNTRIES: ReadonlyMap<CountryCode, Country> = new Map(
  PLACE_TABLE.trim()
    .split('\n')
    .map((line) => {
      const [code = '', phone = '', mcc = '', carriers = '', cities = ''] = line.split(' | ');
      return [
        code,
        {
          code,
          callingCode: /^\+(\d+)/.exec(phone)?.[1] ?? '',
          phone,
          mcc,
          carriers: carriers.split(', ').map((each) => {
            const [name, mnc] = lastWords(each, 1);
            return { name, mnc: mnc ?? '' };
          }),
          cities: cities.split(', ').map((each) => {
            const [name, latitude, longitude] = lastWords(each, 2);
            return { name, country: code, latitude: Number(latitude), longitude: Number(longitude) };
          }),
        },
      ];
    }),
);

export const CITIES: readonly City[] = [...COUNTRIES.values()].flatMap(({ cities }) => cities);

/** A text of words with `count` values behind it: the text, then the values. */
function lastWords(text: string, count: number): [string, ...string[]] {
  const words = text.split(' ');
  return [words.slice(0, -count).join(' '), ...words.slice(-count)];
}
