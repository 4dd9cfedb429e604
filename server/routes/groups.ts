import type { FastifyInstance } from 'fastify';
import { groupApps } from '../contract/distribution.ts';
import { ApiFailure } from '../contract/errors.ts';
import { group, groupList, groupMembers, memberIds, NewGroup, NewMembers } from '../contract/groups.ts';
import { iconUrl } from '../domain/app-answer.ts';
import { toOptions, unknownTargets } from '../domain/distribution-rules.ts';
import { readPageQuery } from '../domain/list-query.ts';
import { readId } from '../domain/long-id.ts';
import { readBody } from '../domain/request-body.ts';
import { LIST_BODY_BYTES } from '../plugins/json-body.ts';
import type { Group, MembersAdded } from '../store/group-store.ts';
import { AlreadyExists } from '../store/store.ts';
import type { ApiDeps } from './api-deps.ts';
import { answerList, describePage, listValidator } from './list-answer.ts';
import { answerOnce, isNotModified } from './not-modified.ts';

interface OfGroup {
  Params: { group_id: string };
}
interface OfMember {
  Params: { group_id: string; member_id: string };
}

const READ = { scope: 'MDMDeviceMgmt.READ' } as const;
const CREATE = { scope: 'MDMDeviceMgmt.CREATE' } as const;
const DELETE = { scope: 'MDMDeviceMgmt.DELETE' } as const;

export function registerGroups(api: FastifyInstance, deps: ApiDeps): void {
  const { store, config } = deps;
  const { wire } = config;

  api.get('/groups', { config: READ, schema: { response: { 200: groupList(wire) } } }, (request, reply) =>
    answerList(deps, request, reply, { name: 'groups', list: store.groups, toItem: toGroup }),
  );

  api.get<OfGroup>(
    '/groups/:group_id',
    { config: READ, schema: { response: { 200: group(wire) } } },
    async (request, reply) => {
      const found = await store.groups.get(readGroupId(request.params));
      if (found === undefined) throw unknownGroup();
      return answerOnce(request, reply, { wire, answer: toGroup(found) });
    },
  );

  api.post('/groups', { config: CREATE, schema: { response: { 200: group(wire) } } }, async (request) => {
    const { name, group_type: type, domain = '', description = '' } = readBody(NewGroup, request.body);
    const added = await store.groups.add({ name, type, domain, description }).catch(refuseTakenName);
    return toGroup(added);
  });

  api.delete<OfGroup>('/groups/:group_id', { config: DELETE }, async (request, reply) => {
    if (!(await store.groups.remove(readGroupId(request.params)))) throw unknownGroup();
    return reply.code(204).send();
  });

  // Ours: what is distributed to the group.
  api.get<OfGroup>(
    '/groups/:group_id/apps',
    { config: READ, schema: { response: { 200: groupApps(wire) } } },
    async (request, reply) => {
      const id = readGroupId(request.params);
      if ((await store.groups.get(id)) === undefined) throw unknownGroup();
      const apps = (await store.apps.ofGroup(id)).map(({ app, ...how }) => ({
        app_id: app.id,
        app_name: app.name,
        version: app.version,
        platform_type: app.platform,
        ...(app.icon !== undefined && { icon: iconUrl(request.origin, app.icon) }),
        ...toOptions(how),
      }));
      return answerOnce(request, reply, { wire, answer: { apps } });
    },
  );

  registerMembers(api, deps);
}

function registerMembers(api: FastifyInstance, { store, config }: ApiDeps): void {
  const { wire, pageSize } = config;
  const { databaseId, groups } = store;

  api.get<OfGroup>(
    '/groups/:group_id/members',
    { config: READ, schema: { response: { 200: groupMembers(wire) } } },
    async (request, reply) => {
      const id = readGroupId(request.params);
      // Fastify's parser gives an object, always.
      const page = readPageQuery(request.query as Record<string, unknown>, pageSize, databaseId);
      const revision = (await groups.get(id))?.membersRevision;
      if (revision === undefined) throw unknownGroup();
      if (isNotModified(request, reply, listValidator(request, { databaseId, config, revision }))) {
        return reply.code(304).send();
      }
      const members = await groups.members(id, page);
      if (members === undefined) throw unknownGroup();
      return {
        member_ids: members.ids,
        ...(page && describePage(request, { page, total: members.total, databaseId })),
      };
    },
  );

  api.post<OfGroup>(
    '/groups/:group_id/members',
    { config: CREATE, bodyLimit: LIST_BODY_BYTES, schema: { response: { 200: memberIds(wire) } } },
    async (request) => {
      const id = readGroupId(request.params);
      const { member_ids } = readBody(NewMembers, request.body);
      refuseUnknown(await groups.addMembers(id, member_ids));
      return { member_ids };
    },
  );

  api.post<OfMember>('/groups/:group_id/members/:member_id', { config: CREATE }, async (request, reply) => {
    const id = readGroupId(request.params);
    refuseUnknown(await groups.addMembers(id, [readMemberId(request.params)]));
    return reply.code(202).send();
  });

  api.delete<OfMember>('/groups/:group_id/members/:member_id', { config: DELETE }, async (request, reply) => {
    const id = readGroupId(request.params);
    const isRemoved = await groups.removeMember(id, readMemberId(request.params));
    if (!isRemoved) throw new ApiFailure('COM0008', 'no device with this id is in the group');
    return reply.code(204).send();
  });
}

function toGroup({ id, name, type, domain, description }: Group) {
  return { group_id: id, name, group_type: type, domain, description };
}

function readGroupId({ group_id: text }: OfGroup['Params']): bigint {
  const id = readId(text);
  if (id === undefined) throw unknownGroup();
  return id;
}

function readMemberId({ member_id: text }: OfMember['Params']): bigint {
  const id = readId(text);
  if (id === undefined) throw new ApiFailure('COM0008', 'there is no device with this id');
  return id;
}

function unknownGroup(): ApiFailure {
  return new ApiFailure('COM0008', 'there is no group with this id');
}

function refuseTakenName(error: unknown): never {
  if (!(error instanceof AlreadyExists)) throw error;
  throw new ApiFailure('COM0010', 'the domain has a group of this name already');
}

function refuseUnknown(added: MembersAdded): void {
  if (added.outcome === 'no-group') throw unknownGroup();
  if (added.outcome === 'unknown-devices') throw unknownTargets('device', added.ids);
}
