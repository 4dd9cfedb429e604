import type { Profile } from '../store/store.ts';
import { uuid } from './identifiers.ts';
import type { Model } from './models.ts';
import { Random } from './random.ts';

const DAY_MS = 24 * 60 * 60_000;
const ORGANIZATION = 'Example Logistics';
const STREAM = 4;

interface Payload {
  type: string;
  name: string;
  description: string;
}

interface Configuration {
  identifier: string;
  name: string;
  description: string;
  platforms: readonly number[];
  /** Share of devices that have it. */
  share: number;
  payloads: readonly Payload[];
  isUnremovable?: boolean;
}

const payload = (type: string, name: string, description: string): Payload => ({ type, name, description });

const CONFIGURATIONS: readonly Configuration[] = [
  {
    identifier: 'com.example.mdm.enrollment',
    name: 'MDM Profile',
    description: 'Connects the device to the management server',
    platforms: [1, 2, 3],
    share: 1,
    isUnremovable: true,
    payloads: [
      payload('com.apple.mdm', 'Mobile Device Management', 'Server address and access rights'),
      payload('com.apple.security.root', 'Example Root CA', 'Certificate of the management server'),
    ],
  },
  {
    identifier: 'com.example.passcode',
    name: 'Passcode policy',
    description: 'Six digits or more, asked for after five minutes',
    platforms: [1, 2, 3],
    share: 0.85,
    payloads: [payload('com.apple.mobiledevice.passwordpolicy', 'Passcode', 'Length, age and attempts')],
  },
  {
    identifier: 'com.example.wifi',
    name: 'Wi-Fi of the sites',
    description: 'Networks of offices and warehouses',
    platforms: [1, 2, 3],
    share: 0.7,
    payloads: [
      payload('com.apple.wifi.managed', 'Wi-Fi (EX-Office)', 'WPA3 Enterprise, EAP-TLS'),
      payload('com.apple.wifi.managed', 'Wi-Fi (EX-Warehouse)', 'WPA2 Enterprise, EAP-TLS'),
      payload('com.apple.security.scep', 'Device certificate', 'Asked for from the site’s authority'),
    ],
  },
  {
    identifier: 'com.example.mail',
    name: 'Exchange ActiveSync',
    description: 'Mail, calendar and contacts of the company',
    platforms: [1, 2],
    share: 0.55,
    payloads: [payload('com.apple.eas.account', 'Exchange', 'mail.example.com, modern authentication')],
  },
  {
    identifier: 'com.example.restrictions',
    name: 'Restrictions for field devices',
    description: 'No camera in the warehouse, no account changes',
    platforms: [1, 2],
    share: 0.4,
    payloads: [
      payload('com.apple.applicationaccess', 'Restrictions', 'Camera, screenshots, account changes'),
      payload('com.apple.webcontent-filter', 'Web content filter', 'Company sites only'),
    ],
  },
  {
    identifier: 'com.example.vpn',
    name: 'VPN (always on)',
    description: 'All traffic through the company',
    platforms: [1, 2, 3],
    share: 0.3,
    payloads: [payload('com.apple.vpn.managed', 'VPN', 'IKEv2, vpn.example.com')],
  },
  {
    identifier: 'com.example.kiosk',
    name: 'Kiosk: Warehouse Picker',
    description: 'One app and nothing else',
    platforms: [1, 2],
    share: 0.08,
    payloads: [payload('com.apple.app.lock', 'Single app mode', 'com.example.picker')],
  },
  {
    identifier: 'com.example.bitlocker',
    name: 'BitLocker',
    description: 'Encrypts the system drive, key kept with the server',
    platforms: [3],
    share: 0.75,
    payloads: [payload('com.microsoft.bitlocker', 'BitLocker', 'XTS-AES 256, TPM and PIN')],
  },
];

const PROVISIONING = [
  { name: 'Warehouse Picker In-House', share: 0.35, endsInDays: 190, isByMdm: true },
  { name: 'Delivery Round In-House', share: 0.2, endsInDays: 24, isByMdm: true },
  { name: 'ZVoice Ad Hoc', share: 0.07, endsInDays: -31, isByMdm: false },
];

/**
 * The profiles on a device, as GET /devices/{id}/profiles prints them. A profile is the same on every device that has
 * it, down to its UUID: `seed` and `now` decide it, and `random` only who has which.
 */
export function profiles(random: Random, model: Model, moment: Moment): Profile[] {
  return catalogueOf(moment)
    .filter(({ share, platforms }) => random.chance(share) && platforms.includes(model.platform))
    .map(({ profile }) => profile);
}

interface Moment {
  seed: number;
  now: number;
}

interface Catalogued {
  share: number;
  platforms: readonly number[];
  profile: Profile;
}

let lastCatalogue: { moment: Moment; catalogue: readonly Catalogued[] } | undefined;

/** Kept for the fleet being made: writing the same few bodies for every device was a third of its time. */
function catalogueOf({ seed, now }: Moment): readonly Catalogued[] {
  if (lastCatalogue?.moment.seed !== seed || lastCatalogue.moment.now !== now) {
    lastCatalogue = { moment: { seed, now }, catalogue: makeCatalogue({ seed, now }) };
  }
  return lastCatalogue.catalogue;
}

function makeCatalogue({ seed, now }: Moment): Catalogued[] {
  const configurations = CONFIGURATIONS.map((each, index): Catalogued => {
    const body = configuration(each, new Random(seed, STREAM, index));
    return { ...each, profile: { kind: 'configuration', body: JSON.stringify(body) } };
  });
  const provisioning = PROVISIONING.map((each, index): Catalogued => {
    const body = {
      prov_expiry_date: now + each.endsInDays * DAY_MS,
      prov_name: each.name,
      prov_uuid: uuid(new Random(seed, STREAM, 100 + index)),
      // 0 by the user, 1 by MDM.
      installed_source: Number(each.isByMdm),
    };
    return {
      share: each.share,
      platforms: [1],
      profile: { kind: 'provisioning', body: JSON.stringify(body) },
    };
  });
  return [...configurations, ...provisioning];
}

function configuration(each: Configuration, random: Random) {
  const common = (type: string, identifier: string, name: string, description: string) => ({
    payload_type: type,
    payload_version: 1,
    payload_identifier: identifier,
    payload_uuid: uuid(random),
    payload_organization: ORGANIZATION,
    payload_description: description,
    payload_display_name: name,
  });
  return {
    payload_has_rem_password: false,
    payload_is_encrypted: false,
    payload_unremovable: each.isUnremovable === true,
    ...common('Configuration', each.identifier, each.name, each.description),
    payloadcontent: each.payloads.map(({ type, name, description }, index) =>
      common(type, `${each.identifier}.${index + 1}`, name, description),
    ),
  };
}
