import type { Device, DeviceDetail } from '../../api/device-types.ts';
import { platformLabel } from '../../features/devices/labels.ts';
import { formatGb } from '../../ui/format.ts';

/** What the page knows of a device: the list's row, the detail, or both; the detail is the newer. */
export interface KnownDevice {
  row: Device | undefined;
  detail: DeviceDetail | undefined;
}

export interface KeyFact {
  label: string;
  /** Absent: not reported. */
  value?: string;
  /** Read out or typed elsewhere often enough for a copy button. */
  isCopied?: boolean;
}

/** The platform's number; undefined where neither answer had a usable one. */
export function platformOf({ row, detail }: KnownDevice): number | undefined {
  return [detail?.platform, row?.platform].find((platform) => platform !== undefined && platform !== 0);
}

/** The facts that a helpdesk is asked for first. */
export function keyFacts({ row, detail }: KnownDevice): KeyFact[] {
  const fact = (label: string, value: string | undefined, isCopied = false): KeyFact => ({
    label,
    ...(value !== undefined && value !== '' && { value }),
    ...(isCopied && { isCopied }),
  });
  const imeis = detail?.imeis.length ? detail.imeis : (row?.imeis ?? []);
  const platform = platformOf({ row, detail });
  const capacity = detail?.capacityGb ?? row?.capacityGb;
  const maker = detail?.maker ?? row?.maker;
  const model = detail?.model ?? row?.model;
  const code = detail?.modelName === model ? undefined : detail?.modelName;
  return [
    fact('User', row?.userName),
    fact('User e-mail', row?.userEmail, true),
    fact('Serial number', detail?.serialNumber ?? row?.serialNumber, true),
    ...(imeis.length > 1
      ? imeis.map((imei, slot) => fact(`IMEI ${slot + 1}`, imei, true))
      : [fact('IMEI', imeis[0], true)]),
    ...(detail === undefined || detail.phoneNumbers.length === 0
      ? [fact('Phone number', undefined)]
      : detail.phoneNumbers.map((phone) => fact('Phone number', phone, true))),
    fact('Model', inParentheses([maker, model].filter((part) => part !== undefined).join(' '), code)),
    fact(
      'Operating system',
      osText(platform, detail?.osName, detail?.osVersion ?? row?.osVersion, detail?.buildVersion),
    ),
    fact('Storage', storageText(capacity, detail?.usedGb)),
    fact('Device ID', detail?.id ?? row?.id, true),
  ];
}

/** The platform's name rather than the reported one, which on Android is a code name. */
function osText(
  platform: number | undefined,
  name: string | undefined,
  version: string | undefined,
  build: string | undefined,
): string {
  const os = platform === undefined ? name : platformLabel(platform);
  const words = [os, version].filter((part) => part !== undefined).join(' ');
  return inParentheses(words, build === version ? undefined : build);
}

function inParentheses(text: string, addition: string | undefined): string {
  if (addition === undefined) return text;
  return text === '' ? addition : `${text} (${addition})`;
}

function storageText(capacity: number | undefined, used: number | undefined): string | undefined {
  if (capacity === undefined) return used === undefined ? undefined : `${formatGb(used)} used`;
  if (used === undefined) return formatGb(capacity);
  return `${formatGb(used)} used, ${formatGb(Math.max(0, capacity - used))} free of ${formatGb(capacity)}`;
}

export interface DeviceAlert {
  tone: 'danger' | 'warning' | 'neutral';
  text: string;
}

/** What is wrong or unusual, worst first, in words. Only what the service reported: silence is no alarm. */
export function deviceAlerts({ row, detail }: KnownDevice): DeviceAlert[] {
  const alerts: (DeviceAlert & { holds: boolean })[] = [
    { tone: 'danger', text: 'Lost mode', holds: (detail?.isLostMode ?? row?.isLostMode) === true },
    { tone: 'danger', text: 'Rooted or jailbroken', holds: detail?.isRooted === true },
    { tone: 'warning', text: 'No passcode', holds: detail?.isPasscodePresent === false },
    {
      tone: 'warning',
      text: 'Passcode not compliant',
      holds: detail?.isPasscodeCompliant === false && detail.isPasscodePresent !== false,
    },
    { tone: 'warning', text: 'Not encrypted', holds: detail?.isEncrypted === false },
    { tone: 'neutral', text: 'Removed from management', holds: row?.isRemoved === true },
  ];
  return alerts.filter(({ holds }) => holds).map(({ tone, text }) => ({ tone, text }));
}

/** Plain text for a ticket: who and what, what is wrong, and of when the facts are. */
export function ticketSummary(known: KnownDevice, name: string, asOf: string, address: string): string {
  const alerts = deviceAlerts(known).map(({ text }) => text);
  return [
    `Device: ${oneLine(name)}`,
    ...keyFacts(known).map(
      ({ label, value }) => `${label}: ${value === undefined ? 'not reported' : oneLine(value)}`,
    ),
    `Needs attention: ${alerts.length === 0 ? 'nothing reported' : alerts.join(', ')}`,
    `As of: ${asOf}`,
    address,
  ].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
