import type { GroupKey } from './sample-groups.ts';
import type { Glyph } from './sample-icons.ts';

/** An app of the sample repository; its name and version are those that devices report (installed-apps.ts). */
export interface SampleApp {
  platform: 1 | 2 | 3;
  identifier: string;
  /** 0 free store app, 1 paid store app, 2 enterprise app. */
  type: 0 | 1 | 2;
  /** See APP_CATEGORIES in contract/apps.ts. */
  categoryId: number;
  /** 1 smartphone, 2 tablet, 3 both. */
  supportedDevices: 1 | 2 | 3;
  description: string;
  store?: { countryCode: string; id: string; url: string };
  upgradeCode?: string;
  preventBackup?: boolean;
  icon?: readonly [glyph: Glyph, colour: string];
  addedDaysAgo: number;
  /** When its present version came; absent: with the app. */
  updatedDaysAgo?: number;
  /** Absent: nobody has it. */
  distribution?: SampleDistribution;
}

export interface SampleDistribution {
  groups: readonly GroupKey[];
  /** Single devices of the platform, beside the groups. */
  devices: number;
  silentInstall: boolean;
  notifyByEmail: boolean;
  daysAgo: number;
}

const BUSINESS = 1;
const PRODUCTIVITY = 3;
const COMMUNICATION = 4;
const UTILITIES = 5;
const SECURITY = 9;
const MAPS = 11;

const appStore = (country: string, name: string, id: string) => ({
  countryCode: country,
  id,
  url: `https://apps.apple.com/${country.toLowerCase()}/app/${name}/id${id}`,
});
const nobody = { groups: [], devices: 0, silentInstall: false, notifyByEmail: false };

export const SAMPLE_APPS: readonly SampleApp[] = [
  {
    platform: 1,
    identifier: 'com.microsoft.Office.Outlook',
    type: 0,
    categoryId: COMMUNICATION,
    supportedDevices: 3,
    description: 'Mail and calendar of the company. Signs in with the account of the directory.',
    store: appStore('US', 'microsoft-outlook', '951937596'),
    icon: ['envelope', '#2f6fed'],
    addedDaysAgo: 610,
    updatedDaysAgo: 12,
    distribution: { ...nobody, groups: ['apple'], notifyByEmail: true, daysAgo: 600 },
  },
  {
    platform: 1,
    identifier: 'com.tinyspeck.chatlyio',
    type: 0,
    categoryId: COMMUNICATION,
    supportedDevices: 3,
    description: 'Tried out by pilot ring 1 until the end of the quarter.',
    store: appStore('GB', 'slack', '618783545'),
    icon: ['bubble', '#7a4fd0'],
    addedDaysAgo: 41,
    distribution: { ...nobody, groups: ['ring1'], devices: 3, daysAgo: 40 },
  },
  {
    platform: 1,
    identifier: 'com.goodnotesapp.x',
    type: 1,
    categoryId: PRODUCTIVITY,
    supportedDevices: 2,
    description:
      'Notes by hand. Licences are bought by the volume purchase programme: 25 of them, 19 given out.',
    store: appStore('DE', 'goodnotes-6', '1444383602'),
    preventBackup: true,
    icon: ['pencil', '#d9822b'],
    addedDaysAgo: 233,
    updatedDaysAgo: 57,
    distribution: { ...nobody, groups: ['executives'], notifyByEmail: true, daysAgo: 230 },
  },
  {
    platform: 1,
    identifier: 'com.google.Maps',
    type: 0,
    categoryId: MAPS,
    supportedDevices: 3,
    description: '',
    store: appStore('JP', 'google-maps', '585027354'),
    icon: ['pin', '#1f9d63'],
    addedDaysAgo: 388,
  },
  {
    platform: 2,
    identifier: 'com.microsoft.teams',
    type: 0,
    categoryId: COMMUNICATION,
    supportedDevices: 3,
    description: 'Calls, meetings and chat',
    icon: ['people', '#4a5bd4'],
    addedDaysAgo: 702,
    updatedDaysAgo: 9,
    distribution: { ...nobody, groups: ['android'], silentInstall: true, daysAgo: 700 },
  },
  {
    platform: 2,
    identifier: 'com.android.chrome',
    type: 0,
    categoryId: PRODUCTIVITY,
    supportedDevices: 3,
    description: 'Browser. Bookmarks of the company come with a profile.',
    icon: ['globe', '#0f8fa8'],
    addedDaysAgo: 520,
    updatedDaysAgo: 33,
  },
  {
    platform: 2,
    identifier: 'com.adobe.reader',
    type: 0,
    categoryId: PRODUCTIVITY,
    supportedDevices: 3,
    description: 'Freight papers and delivery notes as PDF',
    icon: ['page', '#c8443f'],
    addedDaysAgo: 301,
    distribution: { ...nobody, groups: ['ring2', 'drivers'], daysAgo: 28 },
  },
  {
    platform: 2,
    identifier: 'com.wavelink.velocity',
    type: 1,
    categoryId: BUSINESS,
    supportedDevices: 1,
    description: 'Terminal emulation for the warehouse system; one licence a scanner',
    addedDaysAgo: 455,
    distribution: {
      ...nobody,
      groups: ['warehouseEmea', 'warehouseApac'],
      silentInstall: true,
      daysAgo: 450,
    },
  },
  {
    platform: 2,
    identifier: 'com.symbol.datawedge',
    type: 0,
    categoryId: UTILITIES,
    supportedDevices: 1,
    description: 'Hands what the scanner reads to other apps',
    addedDaysAgo: 454,
    updatedDaysAgo: 120,
    distribution: { ...nobody, groups: ['scanners'], silentInstall: true, daysAgo: 450 },
  },
  {
    platform: 3,
    identifier: 'MSTeams_8wekyb3d8bbwe',
    type: 0,
    categoryId: COMMUNICATION,
    supportedDevices: 3,
    description: 'Calls, meetings and chat',
    icon: ['meeting', '#6b5bb5'],
    addedDaysAgo: 702,
    updatedDaysAgo: 20,
    distribution: { ...nobody, groups: ['windows'], silentInstall: true, daysAgo: 690 },
  },
  {
    platform: 2,
    identifier: 'com.example.picker',
    type: 2,
    categoryId: BUSINESS,
    supportedDevices: 3,
    description: 'Order picking by scanner: routes through the aisles, counts, and puts away.',
    preventBackup: true,
    icon: ['parcel', '#b7791f'],
    addedDaysAgo: 810,
    updatedDaysAgo: 6,
    distribution: {
      groups: ['scanners', 'tablets'],
      devices: 5,
      silentInstall: true,
      notifyByEmail: false,
      daysAgo: 6,
    },
  },
  {
    platform: 1,
    identifier: 'com.example.picker',
    type: 2,
    categoryId: BUSINESS,
    supportedDevices: 3,
    description: 'Order picking for the shift leads’ iPhones and iPads',
    preventBackup: true,
    icon: ['barcode', '#3c4858'],
    addedDaysAgo: 800,
    updatedDaysAgo: 6,
    distribution: { ...nobody, devices: 12, silentInstall: true, daysAgo: 6 },
  },
  {
    platform: 2,
    identifier: 'com.example.delivery',
    type: 2,
    categoryId: BUSINESS,
    supportedDevices: 1,
    description: 'The round of the day: stops in order, signatures, photographs of what was left where.',
    icon: ['van', '#0b7f6f'],
    addedDaysAgo: 940,
    updatedDaysAgo: 2,
    distribution: { ...nobody, groups: ['drivers'], silentInstall: true, notifyByEmail: true, daysAgo: 2 },
  },
  {
    platform: 1,
    identifier: 'com.zoho.inhouse.zvoice',
    type: 2,
    categoryId: COMMUNICATION,
    supportedDevices: 1,
    description: 'Voice notes between shifts. Not rolled out yet.',
    icon: ['microphone', '#c2417c'],
    addedDaysAgo: 3,
  },
  {
    platform: 3,
    identifier: '{5E7E9C39-7F0A-4B5E-8C02-6BDE3C1B6A6C}',
    type: 2,
    categoryId: SECURITY,
    supportedDevices: 3,
    description: 'VPN into the offices; its profile comes with the device',
    upgradeCode: '{B0BF7057-6869-4E4B-920C-EA2A58DA07F0}',
    addedDaysAgo: 365,
    updatedDaysAgo: 75,
    distribution: { ...nobody, groups: ['windows', 'contractors'], silentInstall: true, daysAgo: 75 },
  },
  {
    platform: 3,
    identifier: '{1B6A8D4C-5F0E-4D6A-9F54-3C4B1E1D6A11}',
    type: 2,
    categoryId: COMMUNICATION,
    supportedDevices: 3,
    description: 'For the meeting rooms and those who meet customers',
    upgradeCode: '{6C0B5B74-4A0F-4D4C-8C1A-6E6C2B1F7D25}',
    icon: ['camera', '#3182ce'],
    addedDaysAgo: 150,
    distribution: { ...nobody, devices: 8, notifyByEmail: true, daysAgo: 149 },
  },
];
