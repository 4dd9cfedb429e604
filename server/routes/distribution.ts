import type { FastifyInstance } from 'fastify';
import {
  appDevices,
  appGroups,
  DeviceDistribution,
  deviceIds,
  DistributionOptions,
  GroupDistribution,
  groupIds,
} from '../contract/distribution.ts';
import { ApiFailure } from '../contract/errors.ts';
import {
  EXPLAINED_DEVICES,
  toDistribution,
  toOptions,
  unfitDevices,
  unfitGroups,
  unknownTargets,
} from '../domain/distribution-rules.ts';
import { readId } from '../domain/long-id.ts';
import { readBody, readOptionalBody } from '../domain/request-body.ts';
import { LIST_BODY_BYTES } from '../plugins/json-body.ts';
import type { Store } from '../store/store.ts';
import type { ApiDeps } from './api-deps.ts';
import { readAppId, unknownApp, type OfApp } from './apps.ts';
import { answerOnce } from './not-modified.ts';

interface ToDevice {
  Params: { app_id: string; device_id: string };
}
interface ToGroup {
  Params: { app_id: string; group_id: string };
}

const READ = { scope: 'MDMDeviceMgmt.READ' } as const;
const CREATE = { scope: 'MDMDeviceMgmt.CREATE' } as const;
const DELETE = { scope: 'MDMDeviceMgmt.DELETE' } as const;

/** Which devices and groups get an app. */
export function registerDistribution(api: FastifyInstance, deps: ApiDeps): void {
  registerToDevices(api, deps);
  registerToGroups(api, deps);
}

function registerToDevices(api: FastifyInstance, { store, config, clock }: ApiDeps): void {
  const { wire } = config;

  api.get<OfApp>(
    '/apps/:app_id/devices',
    { config: READ, schema: { response: { 200: appDevices(wire) } } },
    async (request, reply) => {
      const id = readAppId(request.params);
      if ((await store.apps.get(id)) === undefined) throw unknownApp();
      const devices = (await store.apps.devicesOf(id)).map(({ deviceId, ...options }) => ({
        device_id: deviceId,
        ...toOptions(options),
      }));
      return answerOnce(request, reply, { wire, answer: { devices } });
    },
  );

  api.post<OfApp>(
    '/apps/:app_id/devices',
    { config: CREATE, bodyLimit: LIST_BODY_BYTES, schema: { response: { 200: deviceIds(wire) } } },
    async (request) => {
      const { device_ids, ...options } = readBody(DeviceDistribution, request.body);
      await toDevices(store, readAppId(request.params), device_ids, toDistribution(options, clock()));
      return { device_ids };
    },
  );

  api.post<ToDevice>('/apps/:app_id/devices/:device_id', { config: CREATE }, async (request, reply) => {
    const options = toDistribution(readOptionalBody(DistributionOptions, request.body), clock());
    const appId = readAppId(request.params);
    await toDevices(store, appId, [readTarget('device', request.params.device_id)], options);
    return reply.code(202).send();
  });

  api.delete<ToDevice>('/apps/:app_id/devices/:device_id', { config: DELETE }, async (request, reply) => {
    const appId = readAppId(request.params);
    const isTaken = await store.apps.takeFromDevice(appId, readTarget('device', request.params.device_id));
    if (!isTaken) throw new ApiFailure('COM0008', 'the app is not distributed to this device by itself');
    return reply.code(204).send();
  });
}

function registerToGroups(api: FastifyInstance, { store, config, clock }: ApiDeps): void {
  const { wire } = config;

  api.get<OfApp>(
    '/apps/:app_id/groups',
    { config: READ, schema: { response: { 200: appGroups(wire) } } },
    async (request, reply) => {
      const id = readAppId(request.params);
      if ((await store.apps.get(id)) === undefined) throw unknownApp();
      const groups = (await store.apps.groupsOf(id)).map(({ groupId, name, ...options }) => ({
        group_id: groupId,
        name,
        ...toOptions(options),
      }));
      return answerOnce(request, reply, { wire, answer: { groups } });
    },
  );

  api.post<OfApp>(
    '/apps/:app_id/groups',
    { config: CREATE, bodyLimit: LIST_BODY_BYTES, schema: { response: { 200: groupIds(wire) } } },
    async (request) => {
      const { group_ids, ...options } = readBody(GroupDistribution, request.body);
      await toGroups(store, readAppId(request.params), group_ids, toDistribution(options, clock()));
      return { group_ids };
    },
  );

  // The reference prints the first, and disassociates by the second.
  for (const path of ['/apps/:app_id/group/:group_id', '/apps/:app_id/groups/:group_id']) {
    api.post<ToGroup>(path, { config: CREATE }, async (request, reply) => {
      const options = toDistribution(readOptionalBody(DistributionOptions, request.body), clock());
      const appId = readAppId(request.params);
      await toGroups(store, appId, [readTarget('group', request.params.group_id)], options);
      return reply.code(202).send();
    });
  }

  api.delete<ToGroup>('/apps/:app_id/groups/:group_id', { config: DELETE }, async (request, reply) => {
    const appId = readAppId(request.params);
    const isTaken = await store.apps.takeFromGroup(appId, readTarget('group', request.params.group_id));
    if (!isTaken) throw new ApiFailure('COM0008', 'the app is not distributed to this group');
    return reply.code(204).send();
  });
}

type Options = ReturnType<typeof toDistribution>;

async function toDevices(
  store: Store,
  appId: bigint,
  ids: readonly bigint[],
  options: Options,
): Promise<void> {
  const result = await store.apps.distributeToDevices(appId, ids, options);
  if (result.outcome === 'no-app') throw unknownApp();
  if (result.outcome === 'unknown') throw unknownTargets('device', result.ids);
  if (result.outcome === 'mismatch') throw await whyNotDevices(store, appId, result.ids);
}

async function toGroups(
  store: Store,
  appId: bigint,
  ids: readonly bigint[],
  options: Options,
): Promise<void> {
  const result = await store.apps.distributeToGroups(appId, ids, options);
  if (result.outcome === 'no-app') throw unknownApp();
  if (result.outcome === 'unknown') throw unknownTargets('group', result.ids);
  if (result.outcome === 'mismatch') throw unfitGroups(await appOf(store, appId), result.ids);
}

async function whyNotDevices(store: Store, appId: bigint, ids: readonly bigint[]): Promise<ApiFailure> {
  const found = await Promise.all(ids.slice(0, EXPLAINED_DEVICES).map((id) => store.devices.get(id)));
  const known = found.filter((device) => device !== undefined);
  return unfitDevices(await appOf(store, appId), known, ids.length);
}

async function appOf(store: Pick<Store, 'apps'>, id: bigint): Promise<{ platform: number }> {
  const app = await store.apps.get(id);
  if (app === undefined) throw unknownApp();
  return app;
}

function readTarget(kind: 'device' | 'group', text: string): bigint {
  const id = readId(text);
  if (id === undefined) throw new ApiFailure('COM0008', `there is no ${kind} with this id`);
  return id;
}
