import type { LocationFix } from '../store/store.ts';
import type { Model } from './models.ts';
import type { City } from './places.ts';
import type { Random } from './random.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MOST_FIXES = 40;
/** How far from the middle of its city a device begins, degrees: about 8 km. */
const SPREAD_DEG = 0.07;

/** Where the device was, newest first; empty for one that never said. */
export function trail(
  random: Random,
  model: Model,
  { city, now }: { city: City; now: number },
): LocationFix[] {
  const neverShare = model.kind === 'desktop' ? 0.9 : model.kind === 'laptop' ? 0.55 : 0.06;
  if (random.chance(neverShare)) return [];
  const isStale = random.chance(0.07);
  // Most were heard of within hours, some days ago.
  const ageMs = isStale
    ? random.between(45, 320) * DAY_MS
    : (2 + random.next() ** 4 * 6 * 24 * 60) * MINUTE_MS;
  return walk(random, { city, newestAt: Math.round(now - ageMs), isMoving: model.kind !== 'laptop' });
}

function walk(
  random: Random,
  { city, newestAt, isMoving }: { city: City; newestAt: number; isMoving: boolean },
): LocationFix[] {
  const count = 1 + Math.floor(random.next() ** 1.8 * MOST_FIXES);
  const fixes: LocationFix[] = [];
  let latitude = city.latitude + random.around() * SPREAD_DEG;
  let longitude = city.longitude + random.around() * SPREAD_DEG;
  let heading = random.next() * 2 * Math.PI;
  let locatedAt = newestAt;
  for (let index = 0; index < count; index++) {
    fixes.push({
      locatedAt,
      addedAt: locatedAt + random.between(400, 90_000),
      latitude: round(latitude),
      longitude: round(longitude),
    });
    // Standing still is what devices do most; a move follows the last heading, as a street does.
    const isParked = !isMoving || random.chance(0.55);
    heading += random.around() * 1.2;
    const step = isParked ? 0.0002 * random.next() : 0.002 + random.next() * 0.012;
    latitude += Math.cos(heading) * step;
    longitude += Math.sin(heading) * step;
    locatedAt -= random.between(8, 95) * MINUTE_MS;
  }
  return fixes;
}

/** Five decimals, about a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
