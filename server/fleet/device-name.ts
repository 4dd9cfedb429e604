import { uniqueCode } from './identifiers.ts';
import type { Model } from './models.ts';
import type { Owner } from './owner.ts';
import type { City } from './places.ts';
import type { Random } from './random.ts';

interface Named {
  model: Model;
  owner: Owner | undefined;
  city: City;
  index: number;
}

const SPOTS = [
  'Reception',
  'Showroom',
  'Meeting room',
  'Loading dock',
  'Training',
  'Spare',
  'Canteen',
  'Workshop',
];

/** What a device is called: by its owner in the owner's language, by the company's rule, or by the maker. */
export function deviceName(random: Random, { model, owner, city, index }: Named): string {
  if (model.platform === 3) {
    // 15 characters at most, as NetBIOS has it.
    return `${model.kind === 'desktop' ? 'DESKTOP' : 'LAPTOP'}-${random.text(2, 'ABCDEFGHJKLMNPQRSTUVWXYZ')}${uniqueCode(index)}`;
  }
  const number = String(index + 1).padStart(5, '0');
  if (model.isRugged && random.chance(0.85)) {
    return `WH-${siteCode(city)}-${model.code}-${number}`;
  }
  if (owner === undefined) return `${random.pick(SPOTS)} ${shortName(model)} ${number}`;
  const choice = random.next();
  if (choice < 0.5) return possessive(owner, shortName(model));
  // The shape of the reference's own example: "admin_SM-G935F".
  if (choice < 0.75) return `${owner.email.slice(0, owner.email.indexOf('@'))}_${model.code}`;
  if (choice < 0.93) return `EX-${siteCode(city)}-${number}`;
  return model.model;
}

export function possessive(owner: Owner, thing: string): string {
  return owner.language.possessive.replace('{name}', owner.givenName).replace('{thing}', thing);
}

/** What people call it: the line, without the generation. */
function shortName(model: Model): string {
  return /^(?:iPhone|iPad|Galaxy Tab|Galaxy|Pixel|Redmi)/.exec(model.model)?.[0] ?? model.model;
}

/** Three letters of a city's name for company names, in ASCII. */
export function siteCode(city: City): string {
  return city.name
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z]/g, '')
    .slice(0, 3)
    .toUpperCase();
}
