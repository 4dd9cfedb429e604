import { type Model, MODELS } from './models.ts';

/** A release of a system: what a device prints of itself. Sources: the makers' own release notes. */
export interface Release {
  major: number;
  osName: string;
  version: string;
  build: string;
}

const ios: Release[] = (
  [
    [15, '15.6.1', '19G82'],
    [15, '15.7.1', '19H117'],
    [16, '16.6.1', '20G81'],
    [16, '16.7.10', '20H350'],
    [17, '17.5.1', '21F90'],
    [17, '17.6.1', '21G93'],
    [18, '18.1.1', '22B91'],
    [18, '18.3.2', '22D82'],
    [18, '18.5', '22F76'],
    [18, '18.6.2', '22G100'],
    [26, '26.0.1', '23A355'],
    [26, '26.1', '23B85'],
  ] as const
).map(([major, version, build]) => ({ major, osName: 'iOS', version, build }));

/** Build by who makes the phone: Google's own follow its branches, the others the first release of a version. */
const android = [
  { major: 6, osName: 'MARSHMALLOW', version: '6.0.1', build: 'MOB30X', google: 'MOB30X' },
  { major: 8, osName: 'OREO', version: '8.0.0', build: 'R16NW', google: 'OPR6.170623.013' },
  { major: 9, osName: 'PIE', version: '9', build: 'PPR1.180610.011', google: 'PQ3A.190801.002' },
  { major: 10, osName: 'Q', version: '10', build: 'QP1A.190711.020', google: 'QQ3A.200805.001' },
  { major: 11, osName: 'R', version: '11', build: 'RP1A.200720.012', google: 'RQ3A.211001.001' },
  { major: 12, osName: 'S', version: '12', build: 'SP1A.210812.016', google: 'SP1A.210812.015' },
  { major: 13, osName: 'TIRAMISU', version: '13', build: 'TP1A.220624.014', google: 'TQ3A.230901.001' },
  {
    major: 14,
    osName: 'UPSIDE_DOWN_CAKE',
    version: '14',
    build: 'UP1A.231005.007',
    google: 'UQ1A.240205.002',
  },
  {
    major: 15,
    osName: 'VANILLA_ICE_CREAM',
    version: '15',
    build: 'AP3A.240905.015.A2',
    google: 'AP4A.250205.002',
  },
  { major: 16, osName: 'BAKLAVA', version: '16', build: 'BP2A.250605.031.A3', google: 'BP2A.250605.031.A2' },
];

const windows: Release[] = (
  [
    [10, 'Windows 10 Pro', '10.0.19045.5011', '19045.5011'],
    [10, 'Windows 10 Enterprise', '10.0.19045.6456', '19045.6456'],
    [11, 'Windows 11 Pro', '10.0.22621.4317', '22621.4317'],
    [11, 'Windows 11 Pro', '10.0.22631.6060', '22631.6060'],
    [11, 'Windows 11 Enterprise', '10.0.26100.4349', '26100.4349'],
    [11, 'Windows 11 Pro', '10.0.26100.6899', '26100.6899'],
    [11, 'Windows 11 Pro', '10.0.26200.6899', '26200.6899'],
  ] as const
).map(([major, osName, version, build]) => ({ major, osName, version, build }));

const BY_MODEL: ReadonlyMap<Model, readonly Release[]> = new Map(
  MODELS.map((model) => {
    const [first, last] = model.releases;
    return [model, ofPlatform(model).filter(({ major }) => major >= first && major <= last)];
  }),
);

/** The releases a model can run, oldest first. */
export function releasesOf(model: Model): readonly Release[] {
  return BY_MODEL.get(model) ?? [];
}

function ofPlatform(model: Model): Release[] {
  if (model.platform === 1) {
    return model.kind === 'tablet' ? ios.map((each) => ({ ...each, osName: 'iPadOS' })) : ios;
  }
  if (model.platform === 3) return windows;
  return android.map(({ google, ...release }) => ({
    ...release,
    build: model.maker === 'Google' ? google : release.build,
  }));
}
