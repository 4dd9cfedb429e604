/**
 * Windows app packages and bundles from scratch, after the package manifest schema
 * (https://learn.microsoft.com/uwp/schemas/appxpackage/uapmanifestschema/schema-root) and the bundle manifest schema beside it.
 */
import { escapeXml } from './plist-builder.ts';
import { type ZipInput, buildZip } from './zip-builder.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface AppxInput {
  identifier?: string;
  version?: string;
  /** Empty for none. */
  displayName?: string;
  /** Attributes of VisualElements. */
  visual?: Readonly<Record<string, string>>;
  logo?: string;
  /** Device families and their lowest version. */
  families?: Readonly<Record<string, string>>;
  /** Further elements of Properties. */
  properties?: string;
  /** Further elements of the manifest, as XML. */
  more?: string;
  /** In the archive, besides the manifest. */
  files?: Readonly<Record<string, Uint8Array>>;
}

export function appxManifest(input: AppxInput = {}): string {
  const attributes = Object.entries(input.visual ?? { DisplayName: 'ms-resource:AppName' });
  const families = Object.entries(input.families ?? { 'Windows.Universal': '10.0.17763.0' });
  return `<?xml version="1.0" encoding="utf-8"?>
<Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10"
  xmlns:uap="http://schemas.microsoft.com/appx/manifest/uap/windows10" IgnorableNamespaces="uap">
  <Identity Name="${input.identifier ?? 'Example.Scanner'}" Publisher="CN=Example, O=&quot;Example &amp; Co&quot;"
    Version="${input.version ?? '5.6.7.0'}" ProcessorArchitecture="x64" />
  <Properties>
    <DisplayName>${escapeXml(input.displayName ?? 'Scanner & Größe')}</DisplayName>
    <PublisherDisplayName>Example</PublisherDisplayName>
    <Logo>${input.logo ?? 'Assets\\StoreLogo.png'}</Logo>${input.properties ?? ''}
  </Properties>
  <Dependencies>${families.map(([name, version]) => `<TargetDeviceFamily Name="${name}" MinVersion="${version}" MaxVersionTested="10.0.22621.0" />`).join('')}</Dependencies>
  <Applications>
    <Application Id="App" Executable="Scanner.exe">
      <uap:VisualElements ${attributes.map(([name, value]) => `${name}="${escapeXml(value)}"`).join(' ')} />
    </Application>
    <Application Id="Other"><uap:VisualElements DisplayName="Not this one" /></Application>
  </Applications>${input.more ?? ''}
</Package>`;
}

export function buildAppx(input: AppxInput = {}): Bytes {
  return buildZip([
    { name: '[Content_Types].xml', bytes: '<Types/>' },
    ...Object.entries(input.files ?? {}).map(([name, bytes]) => ({ name, bytes })),
    { name: 'AppxManifest.xml', bytes: appxManifest(input) },
  ]);
}

export interface BundleInput {
  identifier?: string;
  version?: string;
  /** In the order of the manifest. */
  packages: readonly {
    /** Absent for none. */
    type?: 'application' | 'resource';
    fileName: string;
    bytes: Uint8Array;
    isDeflated?: boolean;
    /** In the manifest, but not in the archive. */
    isMissing?: boolean;
    claims?: ZipInput['claims'];
  }[];
}

export function buildBundle(input: BundleInput): Bytes {
  const packages = input.packages.map(
    ({ type, fileName }) =>
      `<Package ${type === undefined ? '' : `Type="${type}"`} Version="1.0.0.0" FileName="${fileName}" />`,
  );
  const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<b5:Bundle xmlns:b5="http://schemas.microsoft.com/appx/2018/bundle" SchemaVersion="5.0">
  <b5:Identity Name="${input.identifier ?? 'Example.Scanner'}" Publisher="CN=Example" Version="${input.version ?? '2026.1.2.3'}" />
  <b5:Packages>${packages.map((element) => element.replace('<Package', '<b5:Package')).join('')}</b5:Packages>
</b5:Bundle>`;
  return buildZip([
    ...input.packages
      .filter(({ isMissing }) => !isMissing)
      .map(({ fileName, bytes, isDeflated, claims }) => ({
        name: fileName.replaceAll(' ', '%20').replaceAll('\\', '/'),
        bytes,
        method: isDeflated ? 8 : 0,
        ...(claims === undefined ? {} : { claims }),
      })),
    { name: 'AppxMetadata/AppxBundleManifest.xml', bytes: manifest },
    { name: 'AppxBlockMap.xml', bytes: '<BlockMap/>' },
  ]);
}
