import type { FastifyInstance } from 'fastify';
import { deviceApps, deviceLocations, deviceProfiles } from '../contract/device-parts.ts';
import { ApiFailure } from '../contract/errors.ts';
import { distributedApp, installedApps } from '../domain/device-apps.ts';
import { whyNotLocated } from '../domain/device-location.ts';
import { readId } from '../domain/long-id.ts';
import type { DeviceRecord, Profile, Store } from '../store/store.ts';
import type { ApiDeps } from './api-deps.ts';
import { answerOnce } from './not-modified.ts';

interface OfDevice {
  Params: { device_id: string };
}

const READ = { scope: 'MDMInventory.READ' } as const;

/** What hangs on a device: its apps, its profiles, and where it was. */
export function registerDeviceParts(api: FastifyInstance, { store, config: { wire } }: ApiDeps): void {
  api.get<OfDevice>(
    '/devices/:device_id/apps',
    { config: READ, schema: { response: { 200: deviceApps(wire) } } },
    async (request, reply) => {
      const { id, platform } = await loadDevice(store, request.params);
      const [distributed, seen, repository] = await Promise.all([
        store.apps.ofDevice(id),
        store.devices.installedApps(id),
        store.apps.list({}),
      ]);
      const answer = {
        apps: distributed.map(distributedApp),
        installed_apps: installedApps(seen, { platform, repository }),
      };
      return answerOnce(request, reply, { wire, answer });
    },
  );

  api.get<OfDevice>(
    '/devices/:device_id/profiles',
    { config: READ, schema: { response: { 200: deviceProfiles(wire) } } },
    async (request, reply) => {
      const { id } = await loadDevice(store, request.params);
      const profiles = await store.devices.profiles(id);
      const answer = {
        provisioning_profiles: bodiesOf(profiles, 'provisioning'),
        configuration_profiles: bodiesOf(profiles, 'configuration'),
      };
      return answerOnce(request, reply, { wire, answer });
    },
  );

  api.get<OfDevice>(
    '/devices/:device_id/locations',
    { config: READ, schema: { response: { 200: deviceLocations(wire) } } },
    async (request, reply) => {
      const device = await loadDevice(store, request.params);
      const fixes = await store.devices.locations(device.id);
      const reason = whyNotLocated(device);
      // Where it was is known all the same, whether or not it can be located now.
      if (fixes.length === 0 && reason !== undefined) throw new ApiFailure('LOC0001', reason);
      const locations = fixes.map(({ locatedAt, addedAt, latitude, longitude }) => ({
        located_time: locatedAt,
        added_time: addedAt,
        latitude,
        longitude,
      }));
      return answerOnce(request, reply, { wire, answer: { locations } });
    },
  );
}

async function loadDevice(store: Store, { device_id: text }: OfDevice['Params']): Promise<DeviceRecord> {
  const id = readId(text);
  const device = id === undefined ? undefined : await store.devices.get(id);
  if (device === undefined) throw new ApiFailure('COM0008', 'there is no device with this id');
  return device;
}

function bodiesOf(profiles: readonly Profile[], kind: Profile['kind']): unknown[] {
  return profiles.filter((profile) => profile.kind === kind).map(({ body }): unknown => JSON.parse(body));
}
