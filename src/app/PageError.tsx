import { useRouteError } from 'react-router';
import { FailureDetails } from './FailureDetails.tsx';

/** In place of a page that failed; the rail around it stays. */
export function PageError() {
  return <FailureDetails error={useRouteError()} />;
}
