import { ENTERPRISE_APP, type AppChange } from '../contract/apps.ts';
import { ApiFailure } from '../contract/errors.ts';
import { fieldsOf, withoutAbsent, type AppFields } from './app-fields.ts';
import { platformLabel, platformOfStoreApp, toldPlatform } from './app-platform.ts';

/** What the rules need to know of an app that is there. */
export type KnownApp = Pick<AppFields, 'type' | 'identifier' | 'platform' | 'version' | 'upgradeCode'> & {
  id: bigint;
};

/** What a package says of itself. */
export interface PackageFacts {
  platform: number;
  identifier: string;
  version: string;
  upgradeCode?: string;
}

export interface AppUpdate {
  kind: 'update';
  id: bigint;
  /** What is absent stays as it is. */
  fields: Partial<AppFields>;
}
export type AppPlan = { kind: 'add'; fields: AppFields } | AppUpdate;

/** Fails with COM0005 where a package is sent for an app of a store; what type it has or is to get, if that is known. */
export function refuseNeedlessPackage(type: number | undefined, body: AppChange): void {
  if (body.app_file === undefined || type === undefined || type === ENTERPRISE_APP) return;
  throw new ApiFailure('COM0005', 'a store app has no package: app_file is for app_type 2 only');
}

/**
 * What POST /apps does: adds, or updates the app of the same identifier and platform. `existing` are the apps of that
 * identifier. Fails with COM0005, COM0009 or APP0001.
 */
export function planPost(
  body: AppChange,
  facts: PackageFacts | undefined,
  existing: readonly KnownApp[],
): AppPlan {
  const target = findTarget(body, facts, existing);
  return target === undefined ? planAdd(body, facts) : planUpdate(target, body, facts);
}

/** What PUT /apps/{app_id} does, and POST /apps for an app that is there. Fails with COM0005 or APP0001. */
export function planUpdate(app: KnownApp, body: AppChange, facts: PackageFacts | undefined): AppUpdate {
  refuseOtherType(app, body);
  refuseNeedlessPackage(app.type, body);
  if (facts !== undefined) {
    refuseContradiction(body, facts);
    refuseForeignPackage(app, facts);
    return { kind: 'update', id: app.id, fields: { ...fieldsOf(body), ...fieldsOfPackage(facts) } };
  }
  refuseOtherPlatform(app, body);
  if (app.type === ENTERPRISE_APP) refuseUnpackaged(app, body);
  return { kind: 'update', id: app.id, fields: fieldsOf(body) };
}

/** Without a package, an app is found by what the body tells of its platform, or by being the only one. */
function findTarget(
  body: AppChange,
  facts: PackageFacts | undefined,
  existing: readonly KnownApp[],
): KnownApp | undefined {
  const isForStore = body.app_type !== undefined && body.app_type !== ENTERPRISE_APP;
  // The country code of an enterprise app tells nothing: the reference's own Android example has one.
  const platform = facts?.platform ?? (isForStore ? toldPlatform(body) : body.platform_type);
  const fitting = existing.filter((app) => platform === undefined || app.platform === platform);
  if (fitting.length < 2) return fitting[0];
  const platforms = fitting.map((app) => platformLabel(app.platform)).join(' and ');
  throw new ApiFailure(
    'COM0005',
    `there are apps of that bundle_identifier for ${platforms}: platform_type is missing`,
  );
}

function planAdd(body: AppChange, facts: PackageFacts | undefined): AppPlan {
  const required = {
    name: needed('app_name', body.app_name),
    type: needed('app_type', body.app_type),
    categoryId: needed('app_category_id', body.app_category_id),
    supportedDevices: needed('supported_devices', body.supported_devices),
  };
  refuseNeedlessPackage(required.type, body);
  if (facts !== undefined) refuseContradiction(body, facts);
  else if (required.type === ENTERPRISE_APP) {
    throw new ApiFailure(
      'COM0009',
      'an enterprise app needs its package, the id of an uploaded file as app_file',
    );
  }
  const silent = {
    identifier: '',
    version: '',
    platform: platformOfStoreApp(body),
    description: '',
    countryCode: '',
    storeUrl: '',
    storeId: '',
    preventBackup: false,
  };
  const fromPackage = facts === undefined ? {} : fieldsOfPackage(facts);
  return { kind: 'add', fields: { ...silent, ...fieldsOf(body), ...required, ...fromPackage } };
}

function needed<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new ApiFailure('COM0005', `${name} is missing`);
  return value;
}

function fieldsOfPackage({ identifier, version, platform, upgradeCode }: PackageFacts) {
  return { identifier, version, platform, ...withoutAbsent({ upgradeCode }) };
}

function refuseOtherType(app: KnownApp, { app_type: type }: AppChange): void {
  if (type === undefined || (type === ENTERPRISE_APP) === (app.type === ENTERPRISE_APP)) return;
  const [is, cannotBe] =
    app.type === ENTERPRISE_APP ? ['an enterprise app', 'a store app'] : ['a store app', 'an enterprise app'];
  throw new ApiFailure('COM0005', `app_type: app ${app.id} is ${is} and cannot become ${cannotBe}`);
}

/** What the body says of the app has to be what its package says. */
function refuseContradiction(body: AppChange, facts: PackageFacts): void {
  const { bundle_identifier: identifier, platform_type: platform, version } = body;
  if (identifier !== undefined && identifier !== '' && !isSameIdentifier(identifier, facts.identifier)) {
    throw new ApiFailure('APP0001', `the package is of ${facts.identifier}, not of ${identifier}`);
  }
  if (platform !== undefined && platform !== facts.platform) {
    throw forOtherPlatform(facts.platform, platform);
  }
  if (version !== undefined && version !== '' && version !== facts.version) {
    throw new ApiFailure('APP0001', `the package is of version ${facts.version}, not of ${version}`);
  }
}

/** Case matters but in product codes, which are numbers written in letters: {6AD2231F-…}. */
function isSameIdentifier(one: string, other: string): boolean {
  return one === other || (/^\{[\dA-F-]{36}\}$/i.test(other) && one.toUpperCase() === other.toUpperCase());
}

/** A new package of an app is one of the same product: an MSI has a product code of its own for every version. */
function refuseForeignPackage(app: KnownApp, facts: PackageFacts): void {
  if (facts.platform !== app.platform) throw forOtherPlatform(facts.platform, app.platform);
  const isSameProduct = facts.upgradeCode !== undefined && facts.upgradeCode === app.upgradeCode;
  if (facts.identifier === app.identifier || isSameProduct) return;
  throw new ApiFailure('APP0001', `the package is of ${facts.identifier}, the app is ${app.identifier}`);
}

function forOtherPlatform(packaged: number, wanted: number): ApiFailure {
  return new ApiFailure(
    'APP0001',
    `the package is for ${platformLabel(packaged)}, not for ${platformLabel(wanted)}`,
  );
}

/** It is distributed to devices of its platform. */
function refuseOtherPlatform(app: KnownApp, { platform_type: platform }: AppChange): void {
  if (platform === undefined || platform === app.platform) return;
  const [is, cannotBe] = [platformLabel(app.platform), platformLabel(platform)];
  throw new ApiFailure('COM0005', `platform_type: the app is for ${is} and cannot be for ${cannotBe}`);
}

function refuseUnpackaged(app: KnownApp, { bundle_identifier: identifier, version }: AppChange): void {
  if (identifier !== undefined && identifier !== app.identifier) {
    throw new ApiFailure('COM0005', `bundle_identifier is what the package says, ${app.identifier}`);
  }
  if (version !== undefined && version !== app.version) {
    throw new ApiFailure(
      'COM0005',
      `version is what the package says, ${app.version}; a new one comes by app_file`,
    );
  }
}
