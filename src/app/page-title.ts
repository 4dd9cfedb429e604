import { useMatches } from 'react-router';

/** What a route says of itself in its `handle`. */
export interface PageHandle {
  title: string;
}

function isPageHandle(handle: unknown): handle is PageHandle {
  return typeof handle === 'object' && handle !== null && 'title' in handle;
}

/** The title of the innermost page of the address. */
export function usePageTitle(): string | undefined {
  return useMatches()
    .map((match) => match.handle)
    .findLast(isPageHandle)?.title;
}
