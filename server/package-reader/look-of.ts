import { pictureOf } from './image.ts';

/** First bytes in hexadecimal, and what has them, as it goes into a sentence. The more particular come first. */
const FIRST_BYTES: readonly (readonly [bytes: string, look: string])[] = [
  ['25504446', 'a PDF'],
  ['4d5a', 'a Windows program (.exe)'],
  ['7f454c46', 'a Linux program (ELF)'],
  ['feedface', 'a program for Apple devices (Mach-O)'],
  ['feedfacf', 'a program for Apple devices (Mach-O)'],
  ['cefaedfe', 'a program for Apple devices (Mach-O)'],
  ['cffaedfe', 'a program for Apple devices (Mach-O)'],
  // Also the first bytes of a Java class, which nobody takes for an app.
  ['cafebabe', 'a program for Apple devices (Mach-O)'],
  ['78617221', 'a macOS installer (.pkg)'],
  ['213c617263683e0a', 'a Debian package or a library'],
  ['45585048', 'an encrypted Windows package (.eappx)'],
  ['45584248', 'an encrypted Windows package (.eappxbundle)'],
  ['4d534346', 'a cabinet archive (.cab)'],
  ['504b0506', 'an empty zip archive'],
  ['1f8b', 'a gzip archive'],
  ['377abcaf271c', 'a 7-Zip archive'],
  ['526172211a07', 'a RAR archive'],
  ['425a68', 'a bzip2 archive'],
  ['fd377a585a00', 'an xz archive'],
  ['62706c697374', 'a property list'],
  ['0300', 'a binary XML file of an Android app'],
  ['3c3f786d6c', 'an XML file'],
  ['efbbbf3c3f786d6c', 'an XML file'],
];

/** What a file looks like that is no package, for the message: "a PDF"; undefined where it looks like nothing in particular. */
export function lookOf(start: Uint8Array<ArrayBuffer>): string | undefined {
  if (start.length === 0) return 'an empty file';
  if (pictureOf(start) !== undefined) return 'a picture';
  const hex = Array.from(start.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const known = FIRST_BYTES.find(([bytes]) => hex.startsWith(bytes));
  if (known !== undefined) return known[1];
  const text = new TextDecoder().decode(start.subarray(0, 1024));
  if (/^\s*<(!doctype html|html)/i.test(text)) return 'a web page';
  // Neither a control character nor a byte that is no UTF-8, save one cut in two at the end.
  return /^[^\p{Cc}\ufffd]+\ufffd?$/u.test(text.replaceAll(/[\t\r\n]/g, ' ')) ? 'a text' : undefined;
}

/** What a zip archive looks like that is no package that can be read, and what to do in its place. */
export function lookOfArchive(names: ReadonlyMap<string, unknown>): { look: string; advice?: string } {
  const has = (pattern: RegExp) => names.keys().some((name) => pattern.test(name));
  const universal = 'Upload an APK that has everything in it (bundletool build-apks --mode=universal).';
  if (names.has('BundleConfig.pb') || names.has('base/manifest/AndroidManifest.xml')) {
    return { look: 'an Android App Bundle (.aab), which devices cannot install', advice: universal };
  }
  if (has(/^[^/]+\.apk$/) || names.has('toc.pb')) {
    const kind = names.has('toc.pb') ? '.apks' : names.has('manifest.json') ? '.xapk' : '.apks, .xapk';
    return { look: `a set of APKs (${kind})`, advice: universal };
  }
  if (has(/^[^/]+\.(ipa|msi|appx|msix|msixbundle|appxbundle)$/i)) {
    return { look: 'a zip archive with an app in it', advice: 'Unpack it and upload the app.' };
  }
  if (has(/^[^/]+\.app\/(Contents\/)?Info\.plist$/)) {
    return {
      look: 'an app folder of Apple in a zip archive',
      advice: 'Export an IPA for iOS and upload that.',
    };
  }
  if (names.has('classes.jar')) return { look: 'an Android library (.aar)' };
  if (names.has('[Content_Types].xml')) return { look: 'an Office document' };
  if (names.has('META-INF/MANIFEST.MF')) return { look: 'a Java archive (.jar)' };
  return { look: 'a zip archive without an app in it' };
}
