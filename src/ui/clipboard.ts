/**
 * Puts text on the clipboard. A text that takes time to make is passed as a promise: the browser then keeps the
 * permission that the person's key press or click gave. Rejects with a sentence for the person.
 */
export async function copyText(text: string | Promise<string>): Promise<void> {
  // Typed as always there, but absent on http addresses other than localhost.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) throw new Error('The browser allows copying only on https addresses.');
  try {
    if (typeof text === 'string') {
      await clipboard.writeText(text);
      return;
    }
    const blob = text.then((made) => new Blob([made], { type: 'text/plain' }));
    await clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  } catch (error) {
    throw new Error('The browser did not allow copying. Click into the page and try again.', {
      cause: error,
    });
  }
}
