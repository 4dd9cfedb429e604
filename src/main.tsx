// First, so that the styles of our own components come after those they are made of.
import './app/styles.ts';
import { setNonce } from 'get-nonce';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createBudget } from './api/budget/create-budget.ts';
import { configureHttp } from './api/http.ts';
import { createQueryClient } from './api/query-client.ts';
import { Providers } from './app/Providers.tsx';
import { connectCaches } from './app/connect-caches.ts';
import { createAppRouter } from './app/router.tsx';
import { createSession } from './auth/create-session.ts';
import { startInventory } from './features/devices/inventory.ts';
import { paths } from './lib/paths.ts';
import { InsecureAddressPage } from './pages/sign-in/InsecureAddressPage.tsx';

// The server puts a fresh one into every answer; a script can read it from the property only.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
setNonce(nonce);

const queryClient = createQueryClient();
const caches = connectCaches(queryClient);
const session = createSession(() => caches.forget());

/** The page proper. Not made where signing in cannot work: it would fail in many places at once. */
function startPage(): ReactNode {
  configureHttp(session.credentials, createBudget());
  startInventory(session.credentials);
  caches.follow(session);
  const router = createAppRouter(session, () => caches.ready());
  let wasSignedOut = session.getState().status === 'signed-out';
  session.subscribe(function leaveWhenSignedOut() {
    const isSignedOut = session.getState().status === 'signed-out';
    if (isSignedOut && !wasSignedOut) void router.navigate(paths.signedOut(), { replace: true });
    wasSignedOut = isSignedOut;
  });
  return <RouterProvider router={router} />;
}

const page = window.isSecureContext ? startPage() : <InsecureAddressPage origin={location.origin} />;
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Providers nonce={nonce} queryClient={queryClient} session={session}>
      {page}
    </Providers>
  </StrictMode>,
);
