import type { FastifyInstance } from 'fastify';
import { app, AppChange, appList } from '../contract/apps.ts';
import { ApiFailure } from '../contract/errors.ts';
import { toApp, toAppListItem } from '../domain/app-answer.ts';
import { planUpdate, refuseNeedlessPackage } from '../domain/app-plan.ts';
import { stillDistributed } from '../domain/distribution-rules.ts';
import { readId } from '../domain/long-id.ts';
import { readBody } from '../domain/request-body.ts';
import type { ApiDeps } from './api-deps.ts';
import { addOrUpdate, identifierTaken, save } from './app-saving.ts';
import { readUploads } from './app-uploads.ts';
import { answerList } from './list-answer.ts';
import { answerOnce } from './not-modified.ts';

export interface OfApp {
  Params: { app_id: string };
}

export function registerApps(api: FastifyInstance, deps: ApiDeps): void {
  const { store, config } = deps;
  const { wire } = config;
  const whole = { response: { 200: app(wire) } };

  api.get(
    '/apps',
    { config: { scope: 'MDMDeviceMgmt.READ' }, schema: { response: { 200: appList(wire) } } },
    (request, reply) => {
      const toItem = (each: Parameters<typeof toAppListItem>[0]) => toAppListItem(each, request.origin);
      return answerList(deps, request, reply, { name: 'apps', list: store.apps, toItem });
    },
  );

  api.get<OfApp>(
    '/apps/:app_id',
    { config: { scope: 'MDMDeviceMgmt.READ' }, schema: whole },
    async (request, reply) => {
      const found = await store.apps.get(readAppId(request.params));
      if (found === undefined) throw unknownApp();
      return answerOnce(request, reply, { wire, answer: toApp(found, request.origin) });
    },
  );

  api.post('/apps', { config: { scope: 'MDMDeviceMgmt.CREATE' }, schema: whole }, async (request) => {
    const body = readBody(AppChange, request.body);
    refuseNeedlessPackage(body.app_type, body);
    const saved = await addOrUpdate(deps, body, await readUploads(deps, body));
    return toApp(saved, request.origin);
  });

  api.put<OfApp>(
    '/apps/:app_id',
    { config: { scope: 'MDMDeviceMgmt.UPDATE' }, schema: whole },
    async (request) => {
      const body = readBody(AppChange, request.body);
      const found = await store.apps.get(readAppId(request.params));
      if (found === undefined) throw unknownApp();
      refuseNeedlessPackage(found.type, body);
      const uploads = await readUploads(deps, body);
      const saved = await save(deps, planUpdate(found, body, uploads.package), uploads);
      if (saved === 'taken') throw identifierTaken();
      if (saved === 'gone') throw unknownApp();
      return toApp(saved, request.origin);
    },
  );

  api.delete<OfApp>(
    '/apps/:app_id',
    { config: { scope: 'MDMDeviceMgmt.DELETE' } },
    async (request, reply) => {
      const removed = await store.apps.remove(readAppId(request.params));
      if (removed.outcome === 'no-app') throw unknownApp();
      if (removed.outcome === 'distributed') throw stillDistributed(removed);
      return reply.code(204).send();
    },
  );
}

/** Fails with COM0008, as an id that no app has. */
export function readAppId({ app_id: text }: OfApp['Params']): bigint {
  const id = readId(text);
  if (id === undefined) throw unknownApp();
  return id;
}

export function unknownApp(): ApiFailure {
  return new ApiFailure('COM0008', 'there is no app with this id');
}
