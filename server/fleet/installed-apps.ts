import type { InstalledApp } from '../store/store.ts';
import type { Model } from './models.ts';
import type { Random } from './random.ts';

export interface CatalogueApp {
  name: string;
  identifier: string;
  /** Oldest first; the last one is the most common. */
  versions: readonly string[];
}

const app = (name: string, identifier: string, ...versions: string[]): CatalogueApp => ({
  name,
  identifier,
  versions,
});

const IOS: readonly CatalogueApp[] = [
  app('ManageEngine MDM', 'com.manageengine.mdm.iosagent', '9.2.2', '9.2.4', '9.3.0'),
  app('Microsoft Outlook', 'com.microsoft.Office.Outlook', '4.2450.0', '4.2509.1', '4.2538.0'),
  app('Microsoft Teams', 'com.microsoft.skype.teams', '7.2.1', '7.10.1', '7.16.0'),
  app('Microsoft Authenticator', 'com.microsoft.azureauthenticator', '6.8.28', '6.8.33'),
  app('Microsoft Word', 'com.microsoft.Office.Word', '2.98', '2.101'),
  app('Microsoft Excel', 'com.microsoft.Office.Excel', '2.98', '2.101'),
  app('OneDrive', 'com.microsoft.skydrive', '17.7.4', '17.9.2'),
  app('Google Chrome', 'com.google.chrome.ios', '131.0.6778.154', '138.0.7204.119', '141.0.7390.96'),
  app('Google Maps', 'com.google.Maps', '25.10.1', '25.41.0'),
  app('Gmail', 'com.google.Gmail', '6.0.250203', '6.0.251005'),
  app('Slack', 'com.tinyspeck.chatlyio', '25.03.20', '25.10.30'),
  app('Zoom Workplace', 'us.zoom.videomeetings', '6.3.10', '6.6.5'),
  app('Cisco Secure Client', 'com.cisco.anyconnect', '5.1.10', '5.1.12'),
  app('Salesforce', 'com.salesforce.chatter', '252.021', '256.010'),
  app('SAP Concur', 'com.concur.concurmobile', '25.2.0', '25.10.1'),
  app('DocuSign', 'com.docusign.DocuSignIt', '3.58.0', '3.64.1'),
  app('Workday', 'com.workday.workdayapp', '2025.10.0', '2025.40.0'),
  app('WhatsApp Business', 'net.whatsapp.WhatsAppSMB', '25.4.75', '25.29.77'),
  app('Adobe Acrobat Reader', 'com.adobe.Adobe-Reader', '25.02.00', '25.10.00'),
  app('Zoho Mail', 'com.zoho.zmail', '3.1.2', '3.2.0'),
  app('Zoho Cliq', 'com.zoho.chat', '4.3.1', '4.4.6'),
  app('Duo Mobile', 'com.duosecurity.DuoMobile', '4.82.0', '4.93.0'),
  app('Jamf Trust', 'com.wandera.agent', '5.2.1'),
  app('Keynote', 'com.apple.Keynote', '14.3', '14.4'),
  app('GoodNotes 6', 'com.goodnotesapp.x', '6.5.2', '6.8.11'),
  app('Warehouse Picker', 'com.example.picker', '3.4.0', '3.5.1'),
  app('ZVoice', 'com.zoho.inhouse.zvoice', '1.0.6'),
];

const ANDROID: readonly CatalogueApp[] = [
  app('ManageEngine MDM', 'com.manageengine.mdm.android', '9.2.500.B', '9.2.612.B', '9.2.640.B'),
  app('Google Play services', 'com.google.android.gms', '24.50.34', '25.20.33', '25.38.35'),
  app('Google Play Store', 'com.android.vending', '44.1.23-31', '48.5.23-31'),
  app('Chrome', 'com.android.chrome', '131.0.6778.135', '138.0.7204.157', '141.0.7390.111'),
  app('Gmail', 'com.google.android.gm', '2025.01.26', '2025.09.29'),
  app('Maps', 'com.google.android.apps.maps', '25.05.02', '25.40.03'),
  app('YouTube', 'com.google.android.youtube', '20.03.35', '20.41.34'),
  app('Microsoft Outlook', 'com.microsoft.office.outlook', '4.2501.1', '4.2537.0'),
  app('Microsoft Teams', 'com.microsoft.teams', '1416/1.0.0.2025043903', '1416/1.0.0.2025173501'),
  app('Intune Company Portal', 'com.microsoft.windowsintune.companyportal', '5.0.6587.0', '5.0.6730.0'),
  app('OneDrive', 'com.microsoft.skydrive', '7.18', '7.38'),
  app('Slack', 'com.Slack', '25.03.20.0', '25.10.30.0'),
  app('Zoom Workplace', 'us.zoom.videomeetings', '6.3.11.28500', '6.6.5.33500'),
  app('WhatsApp', 'com.whatsapp', '2.25.3.73', '2.25.29.77'),
  app('Signal', 'org.thoughtcrime.securesms', '7.30.2', '7.62.1'),
  app('Adobe Acrobat Reader', 'com.adobe.reader', '25.2.0.37500', '25.10.0.42000'),
  app('Barcode Service', 'com.symbol.datawedge', '11.4.507', '13.0.302'),
  app('Velocity', 'com.wavelink.velocity', '2.1.31', '2.1.36'),
  app('SOTI Surf', 'net.soti.surf', '15.1.0'),
  app('Ivanti Secure Access', 'net.pulsesecure.pulsesecure', '22.7.4', '22.8.2'),
  app('Warehouse Picker', 'com.example.picker', '3.4.0', '3.5.0', '3.5.1'),
  app('Delivery Round', 'com.example.delivery', '8.12.3', '9.0.0'),
  app('Zoho Cliq', 'com.zoho.chat', '6.02', '6.11'),
  app('Google Authenticator', 'com.google.android.apps.authenticator2', '6.0', '7.0'),
  app('Samsung Notes', 'com.samsung.android.app.notes', '4.4.21.68', '4.4.30.91'),
  app('Firefox', 'org.mozilla.firefox', '134.0', '144.0'),
];

const WINDOWS: readonly CatalogueApp[] = [
  app(
    'ManageEngine UEMS - Agent',
    '{6AD2231F-FF48-4D59-AC26-405AFAE23DB7}',
    '11.3.2440.01.W',
    '11.4.2528.01.W',
  ),
  app(
    'Microsoft 365 Apps for enterprise - en-us',
    'O365ProPlusRetail - en-us',
    '16.0.18227.20162',
    '16.0.19231.20156',
  ),
  app('Microsoft Edge', 'Microsoft Edge', '131.0.2903.112', '138.0.3351.95', '141.0.3537.71'),
  app('Google Chrome', 'Google Chrome', '131.0.6778.205', '138.0.7204.158', '141.0.7390.108'),
  app('Mozilla Firefox (x64 en-US)', 'Mozilla Firefox 144.0 (x64 en-US)', '144.0'),
  app('7-Zip 24.09 (x64)', '7-Zip', '24.09'),
  app('Notepad++ (64-bit x64)', 'Notepad++', '8.7.5', '8.8.6'),
  app('Adobe Acrobat (64-bit)', '{AC76BA86-1033-1033-7760-BC15014EA700}', '24.005.20421', '25.001.20756'),
  app('Microsoft Teams', 'MSTeams_8wekyb3d8bbwe', '25016.1906.3390.1903', '25275.2601.4002.2815'),
  app('Zoom Workplace (64-bit)', '{1B6A8D4C-5F0E-4D6A-9F54-3C4B1E1D6A11}', '6.3.58965', '6.6.19875'),
  app('Visual Studio Code', '{771FD6B0-FA20-440A-A002-3B3BAC16DC50}_is1', '1.96.4', '1.105.1'),
  app('Git', 'Git_is1', '2.47.1.2', '2.51.1'),
  app('VLC media player', 'VLC media player', '3.0.21'),
  app(
    'Cisco Secure Client - AnyConnect VPN',
    '{5E7E9C39-7F0A-4B5E-8C02-6BDE3C1B6A6C}',
    '5.1.10.233',
    '5.1.12.146',
  ),
  app('CrowdStrike Windows Sensor', '{8A4C52B7-5B5D-4A8F-9E5C-4F1F5A1B8C10}', '7.20.19003.0', '7.29.20108.0'),
  app('PuTTY release 0.83 (64-bit)', '{4AFFAEDB-2C9D-4B0A-9C69-5F1D3C0B1A5A}', '0.83.0.0'),
  app('KeePassXC', '{D5B0A5F4-9B8E-4C0D-8B36-6E2C3F0C6F4E}', '2.7.9', '2.7.10'),
  app('Zoho WorkDrive', 'Zoho WorkDrive', '2.8.40', '2.9.12'),
];

/** What devices of a platform may have installed, the management agent first. */
export const CATALOGUE = { 1: IOS, 2: ANDROID, 3: WINDOWS } as const;
const FEWEST = 8;
const MOST = 25;

/** What a device reports to have installed: the management agent first, which is why it reports at all. */
export function installedApps(random: Random, model: Model): InstalledApp[] {
  const [agent, ...others] = CATALOGUE[model.platform];
  const count = random.between(FEWEST, Math.min(MOST, others.length + 1));
  const chosen = random.sample(others, count - 1);
  return (agent === undefined ? chosen : [agent, ...chosen]).map(({ name, identifier, versions }) => ({
    name,
    identifier,
    // Most are up to date.
    version: random.chance(0.6) ? (versions.at(-1) ?? '') : random.pick(versions),
  }));
}
