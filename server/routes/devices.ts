import type { FastifyInstance } from 'fastify';
import { deviceDetail } from '../contract/devices.ts';
import { ApiFailure } from '../contract/errors.ts';
import { toDetail } from '../domain/device-detail.ts';
import { readId } from '../domain/long-id.ts';
import type { ApiDeps } from './api-deps.ts';
import { listDevices } from './device-list.ts';
import { isNotModified } from './not-modified.ts';

export function registerDevices(api: FastifyInstance, deps: ApiDeps): void {
  const { store, config } = deps;

  api.get('/devices', { config: { scope: 'MDMInventory.READ' } }, (request, reply) =>
    listDevices(deps, request, reply),
  );

  api.get<{ Params: { device_id: string } }>(
    '/devices/:device_id',
    {
      config: { scope: 'MDMInventory.READ' },
      schema: { response: { 200: deviceDetail(config.wire) } },
    },
    async (request, reply) => {
      const id = readId(request.params.device_id);
      const device = id === undefined ? undefined : await store.devices.get(id);
      if (device === undefined) throw new ApiFailure('COM0008');
      const validator = [store.databaseId, device.revision.toString(), config.wire, request.params.device_id];
      if (isNotModified(request, reply, validator)) return reply.code(304).send();
      return toDetail(device, config.wire);
    },
  );
}
