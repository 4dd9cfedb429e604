import { DEVICE_EXAMPLES } from './reference-examples-devices.ts';

/** What the reference prints of one operation: keys and types as there, words and numbers our own. */
export interface ReferenceExample {
  /** Id of the operation in the contract. */
  operation: string;
  status: number;
  /** The body it sends; integers as bigint. */
  request?: Readonly<Record<string, unknown>>;
  answer?: Readonly<Record<string, unknown>>;
}

/**
 * The examples of the reference, in its order; adding and updating an app are printed apart, with the same body. The
 * body of an upload is a file's, whatever the reference prints there.
 */
export const REFERENCE_EXAMPLES: readonly ReferenceExample[] = [
  ...DEVICE_EXAMPLES,
  {
    operation: 'listGroups',
    status: 200,
    answer: {
      groups: [
        {
          group_id: 9007199254741057n,
          name: 'Depot',
          group_type: 1n,
          domain: 'NORTHWIND',
        },
      ],
    },
  },
  {
    operation: 'getGroup',
    status: 200,
    answer: {
      group_id: 9007199254741057n,
      name: 'Depot',
      group_type: 1n,
      domain: 'NORTHWIND',
      description: 'Scanners of the depot',
    },
  },
  {
    operation: 'createGroup',
    status: 200,
    request: {
      name: 'Depot',
      group_type: 1n,
      domain: 'NORTHWIND',
      description: 'Scanners of the depot',
    },
    answer: {
      group_id: 9007199254741057n,
      name: 'Depot',
      group_type: 1n,
      domain: 'NORTHWIND',
      description: 'Scanners of the depot',
    },
  },
  {
    operation: 'listGroupMembers',
    status: 200,
    answer: {
      member_ids: [9007199254741011n, 9007199254741013n, 9007199254741017n],
    },
  },
  {
    operation: 'addGroupMembers',
    status: 200,
    request: {
      member_ids: [9007199254741011n, 9007199254741013n, 9007199254741017n],
    },
    answer: {
      member_ids: [9007199254741011n, 9007199254741013n, 9007199254741017n],
    },
  },
  {
    operation: 'addGroupMember',
    status: 202,
  },
  {
    operation: 'removeGroupMember',
    status: 204,
  },
  {
    operation: 'deleteGroup',
    status: 204,
  },
  {
    operation: 'uploadFile',
    status: 200,
    answer: {
      content_type: 'image/png',
      file_name: 'logo.png',
      file_id: 9007199254741050n,
      expiry_time: 1795428000000n,
      content_length: 1479n,
    },
  },
  {
    operation: 'listApps',
    status: 200,
    answer: {
      apps: [
        {
          app_id: 9007199254741043n,
          app_name: 'Pallets',
          app_category: 'Business',
          app_type: 2n,
          version: '2.4.1',
          platform_type: 2n,
          description: 'Scanners of the depot',
          icon: 'https://mdm.example.org/pallets.png',
          added_time: 1795428000000n,
          modified_time: 1795428000000n,
        },
      ],
    },
  },
  {
    operation: 'getApp',
    status: 200,
    answer: {
      app_id: 9007199254741043n,
      app_name: 'Pallets',
      app_category: 'Business',
      app_type: 2n,
      bundle_identifier: 'com.example.pallets',
      version: '2.4.1',
      platform_type: 2n,
      description: 'Scanners of the depot',
      icon: 'https://mdm.example.org/pallets.png',
      store_url: 'https://apps.example.org/pallets',
      is_app_paid: false,
      country_code: 'SE',
      store_id: '481516234',
      added_time: 1795428000000n,
      modified_time: 1795428000000n,
    },
  },
  {
    operation: 'addApp',
    status: 200,
    request: {
      app_name: 'Pallets',
      app_type: 2n,
      app_file: 9007199254741057n,
      app_category_id: 2n,
      supported_devices: 3n,
      display_image: 9007199254741092n,
      description: 'Scanners of the depot',
      app_store_country_code: 'SE',
      bundle_identifier: 'com.example.pallets',
      prevent_backup: false,
      full_image: 9007199254741071n,
    },
    answer: {
      app_id: 9007199254741043n,
      app_name: 'Pallets',
      app_category: 'Business',
      app_type: 2n,
      bundle_identifier: 'com.example.pallets',
      version: '2.4.1',
      platform_type: 2n,
      description: 'Scanners of the depot',
      icon: 'https://mdm.example.org/pallets.png',
      store_url: 'https://apps.example.org/pallets',
      is_app_paid: false,
      country_code: 'SE',
      store_id: '481516234',
      added_time: 1795428000000n,
      modified_time: 1795428000000n,
    },
  },
  {
    operation: 'associateAppWithDevice',
    status: 202,
    request: {
      silent_install: true,
      notify_user_via_email: true,
    },
  },
  {
    operation: 'associateAppWithDevices',
    status: 200,
    request: {
      device_ids: [9007199254741011n, 9007199254741013n, 9007199254741017n],
      silent_install: true,
      notify_user_via_email: true,
    },
    answer: {
      device_ids: [9007199254741011n, 9007199254741013n, 9007199254741017n],
    },
  },
  {
    operation: 'associateAppWithGroup',
    status: 202,
    request: {
      silent_install: true,
      notify_user_via_email: true,
    },
  },
  {
    operation: 'associateAppWithGroups',
    status: 200,
    request: {
      group_ids: [9007199254741011n, 9007199254741013n, 9007199254741017n],
      silent_install: true,
      notify_user_via_email: true,
    },
    answer: {
      group_ids: [9007199254741011n, 9007199254741013n, 9007199254741017n],
    },
  },
  {
    operation: 'addApp',
    status: 200,
    request: {
      app_name: 'Pallets',
      app_type: 2n,
      app_file: 9007199254741057n,
      app_category_id: 2n,
      supported_devices: 3n,
      display_image: 9007199254741092n,
      description: 'Scanners of the depot',
      app_store_country_code: 'SE',
      bundle_identifier: 'com.example.pallets',
      prevent_backup: false,
      full_image: 9007199254741071n,
    },
    answer: {
      app_id: 9007199254741043n,
      app_name: 'Pallets',
      app_category: 'Business',
      app_type: 2n,
      bundle_identifier: 'com.example.pallets',
      version: '2.4.1',
      platform_type: 2n,
      description: 'Scanners of the depot',
      icon: 'https://mdm.example.org/pallets.png',
      store_url: 'https://apps.example.org/pallets',
      is_app_paid: false,
      country_code: 'SE',
      store_id: '481516234',
      added_time: 1795428000000n,
      modified_time: 1795428000000n,
    },
  },
  {
    operation: 'disassociateAppFromDevice',
    status: 204,
  },
  {
    operation: 'disassociateAppFromGroup',
    status: 204,
  },
  {
    operation: 'deleteApp',
    status: 204,
  },
];
