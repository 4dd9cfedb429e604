import type { DeviceImport } from '../store/store.ts';
import { deviceName } from './device-name.ts';
import { factsOf, udidOf } from './facts.ts';
import { deviceId, serialNumber } from './identifiers.ts';
import { installedApps } from './installed-apps.ts';
import { type Model, MODELS } from './models.ts';
import { isAssigned, ownerOf } from './owner.ts';
import { CITIES } from './places.ts';
import { profiles } from './profiles.ts';
import { Random } from './random.ts';
import { type Release, releasesOf } from './releases.ts';
import { networkOf, simsOf } from './sims.ts';
import { specimenAt } from './specimens.ts';
import { trail } from './trail.ts';

const STREAM = 1;

/**
 * The device of an index in the fleet of a seed; every index on its own, and the same everywhere. `now` is what all
 * times are counted back from, ms since 1970.
 */
export function makeDevice(seed: number, index: number, now: number): DeviceImport {
  const specimen = specimenAt(index);
  const random = new Random(seed, STREAM, index);
  const model = modelOf(specimen?.modelCode) ?? random.pickWeighted(MODELS);
  const release = releaseFor(random, model);
  const owner = ownerOf(seed, index);
  const isOwned = isAssigned(random, model) || specimen?.isAssigned === true;
  const city = isOwned ? owner.city : random.pick(CITIES);
  const isPersonal = isOwned && !model.isRugged && random.chance(0.2);
  const capacityGb = random.pick(model.capacities);
  const sims = simsOf(random, model, { city, index });
  const udid = udidOf(random, model);
  const device: DeviceImport = {
    id: deviceId(random, index),
    name: deviceName(random, { model, owner: isOwned ? owner : undefined, city, index }),
    platform: model.platform,
    model: model.model,
    productName: model.maker,
    osVersion: release.version,
    capacityGb,
    isLostMode: model.platform !== 3 && random.chance(0.015),
    ...(isOwned && { user: owner.user }),
    serialNumber: serialNumber(random, model.serial, index),
    ...(udid !== undefined && { udid }),
    ownedBy: isPersonal ? 2 : 1,
    isRemoved: random.chance(0.006),
    sims,
    facts: {
      ...factsOf(random, {
        model,
        release,
        city,
        capacityGb,
        isPersonal,
        hasModem: sims.length > 0,
        index,
        now,
      }),
      ...networkOf(sims, city),
    },
    locations: trail(random, model, { city, now }),
    installedApps: installedApps(random, model),
    profiles: profiles(random, model, { seed, now }),
  };
  return specimen?.change(device, { owner, now, city }) ?? device;
}

function modelOf(code: string | undefined): Model | undefined {
  return code === undefined ? undefined : MODELS.find((model) => model.code === code);
}

/** Newer releases are more common. */
function releaseFor(random: Random, model: Model): Release {
  const releases = releasesOf(model);
  const release = releases[releases.length - 1 - Math.floor(random.next() ** 2 * releases.length)];
  if (release === undefined) throw new Error(`${model.model} runs no release`);
  return release;
}
