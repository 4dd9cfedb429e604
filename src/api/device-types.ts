import type { DeviceId, UserId } from '../lib/ids.ts';

/** A device of the list, decoded. Absent means the service reported nothing ("--", "", null or no such key). */
export interface Device {
  id: DeviceId;
  name?: string;
  /** 1 iOS, 2 Android, 3 Windows; open. 0 where nothing usable was sent. */
  platform: number;
  /** The maker, as the reference's product_name ("asus"). */
  maker?: string;
  model?: string;
  osVersion?: string;
  capacityGb?: number;
  isLostMode?: boolean;
  userId?: UserId;
  userName?: string;
  userEmail?: string;
  serialNumber?: string;
  imeis: string[];
  udid?: string;
  /** 1 corporate, 2 personal; open. */
  ownedBy?: number;
  isRemoved?: boolean;
}

/** Everything GET /devices/{id} sent as path and text ("security.device_rooted": "false"), in the order it came. */
export interface ReportedFact {
  path: string;
  /** Absent: not reported. */
  value?: string;
}

/** GET /devices/{id}, decoded: the facts the page speaks of by name, and all it sent. */
export interface DeviceDetail {
  id: DeviceId;
  name?: string;
  platform: number;
  maker?: string;
  model?: string;
  modelName?: string;
  osName?: string;
  osVersion?: string;
  buildVersion?: string;
  serialNumber?: string;
  imeis: string[];
  phoneNumbers: string[];
  udid?: string;
  userId?: UserId;
  ownedBy?: number;
  capacityGb?: number;
  usedGb?: number;
  addedAt?: Date;
  isLostMode?: boolean;
  isRooted?: boolean;
  isPasscodePresent?: boolean;
  isPasscodeCompliant?: boolean;
  isEncrypted?: boolean;
  isSupervised?: boolean;
  reported: ReportedFact[];
}
