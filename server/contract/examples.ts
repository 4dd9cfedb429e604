import { DEVICE_ID, SECOND_DEVICE_ID } from './examples-devices.ts';

const GROUP_ID = 9007199254743011n;
const SECOND_GROUP_ID = 9007199254743029n;
const APP_ID = 9007199254744021n;
const PACKAGE_ID = 9007199254745033n;
const PICTURE_ID = 9007199254745051n;

const listedGroup = {
  group_id: GROUP_ID,
  name: 'Delivery vans',
  group_type: 1,
  domain: 'NORTHWIND',
};

export const group = () => ({ ...listedGroup, description: 'Phones that stay in the vans' });
export const groupList = () => ({ groups: [listedGroup], 'delta-token': 'd.3f1c9a' });
export const memberIds = () => ({ member_ids: [DEVICE_ID, SECOND_DEVICE_ID] });
export const newGroup = {
  name: 'Delivery vans',
  group_type: 1,
  domain: 'NORTHWIND',
  description: 'Phones that stay in the vans',
};

export const uploadedFile = () => ({
  content_type: 'application/vnd.android.package-archive',
  file_name: 'delivery-3.2.0.apk',
  file_id: PACKAGE_ID,
  expiry_time: 1795514400000,
  content_length: 18874368,
});

const listedApp = {
  app_id: APP_ID,
  app_name: 'Delivery',
  app_category: 'Business',
  app_type: 2,
  version: '3.2.0',
  platform_type: 2,
  description: 'Rounds, stops and signatures',
  icon: 'https://muster.example.org/api/icons/5f0c2d',
  added_time: 1795428000000,
  modified_time: 1795430000000,
};

export const appList = () => ({ apps: [listedApp], 'delta-token': 'd.77b20e' });
export const app = () => ({
  ...listedApp,
  bundle_identifier: 'com.example.delivery',
  store_url: '',
  is_app_paid: false,
  country_code: '',
  store_id: '',
  app_category_id: 1,
  supported_devices: 3,
  prevent_backup: false,
});

export const newApp = {
  app_name: 'Delivery',
  app_type: 2,
  app_file: PACKAGE_ID,
  app_category_id: 1,
  supported_devices: 3,
  display_image: PICTURE_ID,
  description: 'Rounds, stops and signatures',
  bundle_identifier: 'com.example.delivery',
  prevent_backup: false,
};
export const appUpdate = { bundle_identifier: 'com.example.delivery', app_file: PACKAGE_ID };
export const appChange = { app_name: 'Delivery 3', app_file: PACKAGE_ID };

export const distributionOptions = { silent_install: true, notify_user_via_email: true };
export const deviceIds = () => ({ device_ids: [DEVICE_ID, SECOND_DEVICE_ID] });
export const groupIds = () => ({ group_ids: [GROUP_ID, SECOND_GROUP_ID] });
export const deviceDistribution = { ...deviceIds(), ...distributionOptions };
export const groupDistribution = { ...groupIds(), ...distributionOptions };

const kept = { silent_install: true, notify_user_via_email: false, added_time: 1795430100000 };

export const appDevices = () => ({ devices: [{ device_id: DEVICE_ID, ...kept }] });
export const appGroups = () => ({ groups: [{ group_id: GROUP_ID, name: 'Delivery vans', ...kept }] });
export const groupApps = () => {
  const { app_id, app_name, version, platform_type, icon } = listedApp;
  return { apps: [{ app_id, app_name, version, platform_type, icon, ...kept }] };
};
