import type { User } from '../store/store.ts';
import { userId } from './identifiers.ts';
import type { Model } from './models.ts';
import { person, type Person } from './people.ts';
import { CITIES, type City } from './places.ts';
import { Random } from './random.ts';

const STREAM = 2;
/** Every so many devices, one belongs to who has the one before it. */
const SHARED_EVERY = 6;

export interface Owner extends Person {
  user: User;
  city: City;
}

/** Who a device of this index is given to, should it be given to anybody: the same person for some neighbours. */
export function ownerOf(seed: number, deviceIndex: number): Owner {
  const index = deviceIndex - Math.floor((deviceIndex + 1) / SHARED_EVERY);
  const random = new Random(seed, STREAM, index);
  const someone = person(new Random(seed, STREAM).below(1_000_000), index);
  const atHome = CITIES.filter((city) => city.country === someone.country);
  return {
    ...someone,
    user: { id: userId(random, index), name: someone.name, email: someone.email },
    // Some work abroad.
    city: random.chance(0.9) ? random.pick(atHome) : random.pick(CITIES),
  };
}

/** Scanners hang in a rack and are nobody's; phones nearly always have a person. */
export function isAssigned(random: Random, model: Model): boolean {
  return random.chance(model.isRugged ? 0.55 : model.kind === 'desktop' ? 0.8 : 0.96);
}
