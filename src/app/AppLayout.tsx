import { ActionIcon } from '@mantine/core';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Outlet, useNavigation } from 'react-router';
import { useAccount, useSessionState } from '../auth/use-session.ts';
import { BudgetAnnouncer } from '../features/budget/BudgetAnnouncer.tsx';
import { useAppliedSettings } from '../features/budget/use-settings.ts';
import { inventory } from '../features/devices/inventory.ts';
import { Modal } from '../ui/Modal.tsx';
import { LateBoundary } from './LateBoundary.tsx';
import { NavigationBar } from './NavigationBar.tsx';
import { Rail } from './Rail.tsx';
import { ScopeNotice } from './ScopeNotice.tsx';
import { Wordmark } from './Wordmark.tsx';
import classes from './app-layout.module.css';
import { loadDevicePage, loadDevicesPage } from './pages.ts';
import { isTyping } from './shortcuts.ts';
import { useNavigationEffects } from './use-navigation-effects.ts';

const Palette = lazy(() => import('./palette/Palette.tsx').then((module) => ({ default: module.Palette })));
const ShortcutsDialog = lazy(() =>
  import('./ShortcutsDialog.tsx').then((module) => ({ default: module.ShortcutsDialog })),
);
const SessionDialog = lazy(() =>
  import('./SessionDialog.tsx').then((module) => ({ default: module.SessionDialog })),
);

type Open = 'palette' | 'shortcuts' | 'drawer' | undefined;

/** The frame of every page of a signed-in person. Empty for the moment between signing out and the page that says so. */
export function AppLayout() {
  return useSessionState().status === 'signed-out' ? null : <SignedInLayout />;
}

/** The rail, the page, and what may open over both. */
function SignedInLayout() {
  const main = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<Open>();
  const isExpired = useSessionState().status === 'expired';
  useWarmInventory(useAccount().id);
  useAppliedSettings();
  const isMoving = useNavigation().state !== 'idle';
  useNavigationEffects(main);
  useShortcuts(setOpen);
  const close = () => setOpen(undefined);
  const rail = <Rail onOpenPalette={() => setOpen('palette')} onOpenShortcuts={() => setOpen('shortcuts')} />;

  return (
    <div className={classes.shell}>
      <a
        className={classes.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the page
      </a>
      <NavigationBar isMoving={isMoving} />
      <header className={classes.bar}>
        <ActionIcon size={36} aria-label="Menu" aria-haspopup="dialog" onClick={() => setOpen('drawer')}>
          <IconMenu2 size={20} aria-hidden />
        </ActionIcon>
        <Wordmark />
        <span className={classes.spacer} />
        <ActionIcon size={36} aria-label="Find" aria-haspopup="dialog" onClick={() => setOpen('palette')}>
          <IconSearch size={20} aria-hidden />
        </ActionIcon>
      </header>
      <aside className={classes.rail} aria-label="Navigation and account">
        {rail}
      </aside>
      <main ref={main} id="main" tabIndex={-1} className={classes.main}>
        <ScopeNotice />
        <Outlet />
      </main>
      <BudgetAnnouncer />
      {open === 'drawer' && <Drawer rail={rail} onClose={close} />}
      <LateBoundary onClose={close}>
        <Suspense>
          {open === 'palette' && <Palette onClose={close} onOpenShortcuts={() => setOpen('shortcuts')} />}
          {open === 'shortcuts' && <ShortcutsDialog onClose={close} />}
          {isExpired && <SessionDialog />}
        </Suspense>
      </LateBoundary>
    </div>
  );
}

interface DrawerProps {
  rail: React.ReactNode;
  onClose: () => void;
}

/** The rail on a narrow window. A press on anything that leads elsewhere closes it. */
function Drawer({ rail, onClose }: DrawerProps) {
  return (
    <Modal label="Menu" className={classes.drawer ?? ''} onClose={onClose}>
      <div
        className={classes.rail}
        // The links inside are the controls; this only notices that one of them was used.
        onClickCapture={(event) => {
          if (event.target instanceof Element && event.target.closest('a') !== null) onClose();
        }}
      >
        {rail}
      </div>
    </Modal>
  );
}

/** Most people come for the devices: what is stored of them, and the code of their pages, is there before the click. */
function useWarmInventory(accountId: string): void {
  useEffect(
    function warmInventory() {
      // Where it fails, the page that needs it says so.
      inventory.warm(accountId).catch(() => undefined);
      loadDevicesPage()
        .then(loadDevicePage)
        .catch(() => undefined);
    },
    [accountId],
  );
}

function useShortcuts(setOpen: (open: Open) => void): void {
  useEffect(
    function listenForShortcuts() {
      const openByKey = (event: KeyboardEvent) => {
        if (event.defaultPrevented || event.altKey) return;
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
          event.preventDefault();
          setOpen('palette');
        } else if (event.key === '?' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) {
          setOpen('shortcuts');
        }
      };
      document.addEventListener('keydown', openByKey);
      return () => document.removeEventListener('keydown', openByKey);
    },
    [setOpen],
  );
}
