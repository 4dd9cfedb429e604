import type { DeviceId, UserId } from '../lib/ids.ts';
import { asBoolean, asDate, asFields, asIdText, asNumber, asText, asTexts, type Fields } from './decode.ts';
import type { Device, DeviceDetail, ReportedFact } from './device-types.ts';

/** platform_type as a word (reference, "Attribute"; later platforms have words but no agreed number). */
const PLATFORM_BY_NAME: Readonly<Record<string, number>> = { ios: 1, android: 2, windows: 3 };

/** The platform's number from whichever field has it, as number or word; 0 where nothing usable was sent. */
export function decodePlatform(...values: unknown[]): number {
  for (const value of values) {
    const number = asNumber(value);
    if (number !== undefined && Number.isSafeInteger(number) && number > 0) return number;
    const named = typeof value === 'string' ? PLATFORM_BY_NAME[value.trim().toLowerCase()] : undefined;
    if (named !== undefined) return named;
  }
  return 0;
}

// asIdText has checked the form; which kind of id it is, the key says that it stands under.
const asDeviceId = (value: unknown) => asIdText(value) as DeviceId | undefined;
const asUserId = (value: unknown) => asIdText(value) as UserId | undefined;

/**
 * An item of GET /devices; undefined where it has no readable device_id. Fields are set one by one: 100,000 of them
 * decoded through spreads of partial objects take 5 times as long.
 */
export function decodeDevice(value: unknown): Device | undefined {
  const sent = asFields(value);
  const id = asDeviceId(sent.device_id);
  if (id === undefined) return undefined;
  const user = asFields(sent.user);
  const device: Device = {
    id,
    platform: decodePlatform(sent.platform_type_id, sent.platform_type),
    imeis: asTexts(sent.imei),
  };
  const name = asText(sent.device_name) ?? asText(sent.name);
  if (name !== undefined) device.name = name;
  const maker = asText(sent.product_name);
  if (maker !== undefined) device.maker = maker;
  const model = asText(sent.model);
  if (model !== undefined) device.model = model;
  const osVersion = asText(sent.os_version);
  if (osVersion !== undefined) device.osVersion = osVersion;
  const capacityGb = notNegative(asNumber(sent.device_capacity));
  if (capacityGb !== undefined) device.capacityGb = capacityGb;
  const isLostMode = asBoolean(sent.is_lost_mode_enabled);
  if (isLostMode !== undefined) device.isLostMode = isLostMode;
  const userId = asUserId(user.user_id);
  if (userId !== undefined) device.userId = userId;
  const userName = asText(user.user_name);
  if (userName !== undefined) device.userName = userName;
  const userEmail = asText(user.user_email);
  if (userEmail !== undefined) device.userEmail = userEmail;
  const serialNumber = asText(sent.serial_number);
  if (serialNumber !== undefined) device.serialNumber = serialNumber;
  const udid = asText(sent.udid);
  if (udid !== undefined) device.udid = udid;
  const ownedBy = notNegative(asNumber(sent.owned_by));
  if (ownedBy !== undefined) device.ownedBy = ownedBy;
  const isRemoved = asBoolean(sent.is_removed);
  if (isRemoved !== undefined) device.isRemoved = isRemoved;
  return device;
}

/** -1 is the service's "not known" among numbers. */
function notNegative(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined;
}

/** GET /devices/{id}; `asked` is the id of the call, for services that name it otherwise or not at all. */
export function decodeDeviceDetail(value: unknown, asked: DeviceId): DeviceDetail {
  const sent = asFields(value);
  const os = asFields(sent.os);
  const security = asFields(sent.security);
  const user = asFields(sent.user);
  /** The facts of the system stand at the top and again under "os"; a service may send only one. */
  const text = (key: string) => asText(sent[key]) ?? asText(os[key]);
  const number = (key: string) => notNegative(asNumber(sent[key]) ?? asNumber(os[key]));
  return present<DeviceDetail>({
    id: asDeviceId(sent.device_id) ?? asked,
    platform: decodePlatform(sent.platform_type_id, sent.platform_type, os.platform_type),
    imeis: fromSims(sent, 'imei', [...asTexts(sent.imei), ...asTexts(os.imei)]),
    phoneNumbers: fromSims(sent, 'phone_number', [
      ...asTexts(asFields(sent.network).phone_number),
      ...asTexts(sent.phone_number),
    ]),
    reported: flatten(sent),
    name: asText(sent.name) ?? asText(sent.device_name),
    maker: text('product_name'),
    model: text('model'),
    modelName: text('model_name'),
    osName: text('os_name'),
    osVersion: text('os_version'),
    buildVersion: text('build_version'),
    serialNumber: text('serial_number'),
    udid: text('udid'),
    userId: asUserId(sent.user_id) ?? asUserId(user.user_id),
    ownedBy: number('owned_by'),
    capacityGb: number('device_capacity'),
    usedGb: number('used_device_space'),
    addedAt: asDate(sent.added_time) ?? asDate(os.added_time),
    isLostMode: asBoolean(sent.is_lost_mode_enabled),
    isRooted: asBoolean(security.device_rooted),
    isPasscodePresent: asBoolean(security.passcode_present),
    // The vendor's spelling of "compliant".
    isPasscodeCompliant: asBoolean(security.passcode_complaint),
    isEncrypted: asBoolean(security.storage_encryption),
    isSupervised: asBoolean(sent.is_supervised) ?? asBoolean(os.is_supervised),
  });
}

/** A device with two SIMs prints one number at the top and each under "sims"; every one once. */
function fromSims(sent: Fields, key: string, first: string[]): string[] {
  const sims: unknown[] = Array.isArray(sent.sims) ? sent.sims : [];
  return [...new Set([...first, ...sims.flatMap((sim) => asTexts(asFields(sim)[key]))])];
}

type Undefinable<T> = { [Key in keyof T]: T[Key] | undefined };

function present<T extends object>(values: Undefinable<T>): T {
  // Only absent values are taken away, and required ones are never absent where this is called.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** Everything as path and text in the order sent: `os.os_version`, `sims[0].imei`; an empty object or list is a fact too. */
export function flatten(value: unknown, path = ''): ReportedFact[] {
  if (typeof value !== 'object' || value === null) {
    const text = asText(value);
    return [{ path, ...(text !== undefined && { value: text }) }];
  }
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((one: unknown, index) => [`${path}[${index}]`, one])
    : Object.entries(value).map(([key, one]) => [path === '' ? key : `${path}.${key}`, one]);
  if (entries.length === 0) return path === '' ? [] : [{ path }];
  return entries.flatMap(([at, one]) => flatten(one, at));
}
