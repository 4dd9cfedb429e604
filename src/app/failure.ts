import { isRouteErrorResponse } from 'react-router';
import { ApiError } from '../api/errors.ts';

export interface Failure {
  title: string;
  /** What happened and what to do, in sentences. */
  advice: string;
  /** For whoever looks into it. */
  details: string;
}

/** A part of the page that the server no longer has: the page is older than the server. */
function isMissingPart(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module|preload CSS/i.test(error.message)
  );
}

function describe(error: unknown): string {
  if (isRouteErrorResponse(error)) return `${error.status} ${error.statusText}`;
  if (error instanceof ApiError) {
    const codes = [error.kind, error.status, error.code].filter((part) => part !== undefined).join(' ');
    return `${error.message} [${codes}]`;
  }
  if (error instanceof Error) return error.stack ?? `${error.name}: ${error.message}`;
  return String(error);
}

/** What to tell a person about an error that nobody handled. `place` and `now` go into the details. */
export function explainFailure(error: unknown, place: string, now: Date): Failure {
  const details = `${now.toISOString()} ${place}\n${describe(error)}`;
  if (isMissingPart(error)) {
    return {
      title: 'A part of Muster could not be loaded',
      advice:
        'Muster was probably updated since you opened this page, or the connection is down. Load the page again.',
      details,
    };
  }
  if (error instanceof ApiError) return { title: 'This could not be loaded', advice: error.message, details };
  return {
    title: 'Something went wrong on this page',
    advice:
      'Your data on the server is not affected. Load the page again; if it happens again, send the details to whoever runs Muster.',
    details,
  };
}
