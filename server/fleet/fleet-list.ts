import type { Store } from '../store/store.ts';
import { siteCode } from './device-name.ts';
import { deviceIndex } from './identifiers.ts';
import { type Model, MODELS } from './models.ts';
import { ownerOf } from './owner.ts';
import { CITIES, type City } from './places.ts';
import { Random } from './random.ts';

const STREAM = 5;
const MODEL_BY_NAME = new Map(MODELS.map((model) => [model.model, model]));
const CITY_BY_CODE = new Map(CITIES.map((city) => [siteCode(city), city]));

/** What is read here of a device of GET /devices, in the form of ids and numbers as strings. */
interface ListItem {
  device_id: string;
  platform_type_id: string;
  device_name: string;
  model: string;
  user: object | null;
  owned_by: string;
  is_removed: boolean;
}

/** A device of the fleet, as far as it decides in which groups it is and which apps it is given. */
export interface FleetDevice {
  id: bigint;
  platform: number;
  name: string;
  /** Absent for a model that is none of models.ts. */
  model: Model | undefined;
  /** Where its user works, or the site in its name; absent where neither is known. */
  city: City | undefined;
  isAssigned: boolean;
  isPersonal: boolean;
  /** What chance gave it, each from 0 to 1 and independent of the other. */
  ring: number;
  team: number;
}

/** The devices of the fleet that are managed, by id, as the store has them; `seed` is the one they were made with. */
export async function readFleet(store: Store, seed: number): Promise<FleetDevice[]> {
  const devices: FleetDevice[] = [];
  for await (const chunk of store.devices.listJson({}, 'strings')) {
    // The store's own text of documented items; a chunk begins with a comma where one is needed.
    const items = JSON.parse(`[${chunk.replace(/^,/, '')}]`) as ListItem[];
    for (const item of items) if (!item.is_removed) devices.push(toFleetDevice(item, seed));
  }
  return devices;
}

function toFleetDevice(item: ListItem, seed: number): FleetDevice {
  const id = BigInt(item.device_id);
  const index = deviceIndex(id);
  const random = new Random(seed, STREAM, index);
  const isAssigned = item.user !== null;
  const code = /^(?:WH|EX)-([A-Z]{3})-/.exec(item.device_name)?.[1] ?? '';
  return {
    id,
    platform: Number(item.platform_type_id),
    name: item.device_name,
    model: MODEL_BY_NAME.get(item.model),
    city: isAssigned ? ownerOf(seed, index).city : CITY_BY_CODE.get(code),
    isAssigned,
    isPersonal: item.owned_by === '2',
    ring: random.next(),
    team: random.next(),
  };
}
