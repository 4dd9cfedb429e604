import type { App, AppContent, Distribution } from '../store/app-store.ts';
import type { Group } from '../store/group-store.ts';
import { AlreadyExists, type FleetState, type Store } from '../store/store.ts';
import { readFleet, type FleetDevice } from './fleet-list.ts';
import { CATALOGUE } from './installed-apps.ts';
import { Random } from './random.ts';
import { SAMPLE_APPS, type SampleApp } from './sample-apps.ts';
import { SAMPLE_GROUPS, type SampleGroup } from './sample-groups.ts';
import { sampleIcon } from './sample-icons.ts';

const STREAM = 6;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Adds the sample's groups and apps to a fleet whose devices are all there. Every step leaves alone what an earlier run
 * made of it before it was cut short, so that running again comes to the same end.
 */
export async function addGroupsAndApps(store: Store, { seed, now }: FleetState): Promise<void> {
  const devices = await readFleet(store, seed);
  const groupIds = new Map<string, bigint>();
  for (const [key, sample] of Object.entries<SampleGroup>(SAMPLE_GROUPS)) {
    const { id } = await addGroup(store, sample);
    groupIds.set(key, id);
    const members = devices.filter((device) => sample.has(device)).map((device) => device.id);
    if (members.length > 0) await store.groups.addMembers(id, members);
  }
  for (const [index, sample] of SAMPLE_APPS.entries()) {
    const { id } = await addApp(store, sample, now);
    if (sample.distribution === undefined) continue;
    const { silentInstall, notifyByEmail, daysAgo, groups } = sample.distribution;
    await distribute(store, id, {
      how: { silentInstall, notifyByEmail, at: now - daysAgo * DAY_MS },
      groups: groups.flatMap((key) => groupIds.get(key) ?? []),
      devices: chosenDevices(devices, sample, new Random(seed, STREAM, index)),
    });
  }
}

async function addGroup(store: Store, { name, description, type, domain }: SampleGroup): Promise<Group> {
  try {
    return await store.groups.add({ name, description, type, domain });
  } catch (error) {
    if (!(error instanceof AlreadyExists)) throw error;
    const all = await store.groups.list({});
    const made = all.find((each) => each.name === name && each.domain === domain);
    if (made === undefined) throw error;
    return made;
  }
}

async function addApp(store: Store, sample: SampleApp, now: number): Promise<App> {
  const content = contentOf(sample);
  const app = await addOrFindApp(store, content, now - sample.addedDaysAgo * DAY_MS);
  if (sample.updatedDaysAgo === undefined) return app;
  const updated = now - sample.updatedDaysAgo * DAY_MS;
  return (await store.apps.update(app.id, { version: content.version }, updated)) ?? app;
}

async function addOrFindApp(store: Store, content: AppContent, at: number): Promise<App> {
  try {
    return await store.apps.add(content, at);
  } catch (error) {
    if (!(error instanceof AlreadyExists)) throw error;
    const all = await store.apps.findByIdentifier(content.identifier);
    const made = all.find(({ platform }) => platform === content.platform);
    if (made === undefined) throw error;
    return made;
  }
}

function contentOf(sample: SampleApp): AppContent {
  const { platform, identifier, icon, store, upgradeCode } = sample;
  const installed = CATALOGUE[platform].find((each) => each.identifier === identifier);
  if (installed === undefined) throw new Error(`No device has ${identifier}`);
  return {
    name: installed.name,
    categoryId: sample.categoryId,
    type: sample.type,
    identifier,
    version: installed.versions.at(-1) ?? '',
    platform,
    supportedDevices: sample.supportedDevices,
    description: sample.description,
    countryCode: store?.countryCode ?? '',
    storeUrl: store?.url ?? '',
    storeId: store?.id ?? '',
    preventBackup: sample.preventBackup ?? false,
    ...(icon && { icon: sampleIcon(...icon) }),
    ...(upgradeCode !== undefined && { upgradeCode }),
  };
}

function chosenDevices(devices: readonly FleetDevice[], sample: SampleApp, random: Random): bigint[] {
  const count = sample.distribution?.devices ?? 0;
  if (count === 0) return [];
  const fitting = devices.filter(({ platform }) => platform === sample.platform);
  return random.sample(fitting, Math.min(count, fitting.length)).map(({ id }) => id);
}

interface Targets {
  how: Distribution;
  groups: readonly bigint[];
  devices: readonly bigint[];
}

async function distribute(store: Store, appId: bigint, { how, groups, devices }: Targets): Promise<void> {
  // One by one, because in a small fleet a group may have no device of the app's platform and is then left out alone.
  for (const id of groups) await store.apps.distributeToGroups(appId, [id], how);
  if (devices.length > 0) await store.apps.distributeToDevices(appId, devices, how);
}
