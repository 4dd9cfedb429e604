import { UnstyledButton } from '@mantine/core';
import { IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import type { Role } from '../../server/contract/scopes.ts';
import { roleName } from '../auth/permissions.ts';
import { useAccount, useSession } from '../auth/use-session.ts';
import { Popup } from '../ui/Popup.tsx';
import classes from './account-button.module.css';
import { SCHEMES, useScheme } from './color-scheme.ts';
import { initials } from './initials.ts';

interface Props {
  /** The live role where it is known; the one at sign-in stands in for it. */
  role: Role | undefined;
  onOpenShortcuts: () => void;
}

/** Who is signed in, and what concerns the person rather than a page. */
export function AccountButton({ role, onOpenShortcuts }: Props) {
  const account = useAccount();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const roleLabel = roleName(role ?? account.role);
  return (
    <>
      <UnstyledButton
        className={classes.account}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(anchor === null ? event.currentTarget : null)}
      >
        <span className={classes.spoken}>Account: </span>
        <span className={classes.initials} aria-hidden>
          {initials(account.name)}
        </span>
        <span className={classes.who}>
          <span className={classes.name}>{account.name}</span>
          <span className={classes.role}>{roleLabel}</span>
        </span>
      </UnstyledButton>
      {anchor !== null && (
        <Popup anchor={anchor} label="Account" width={240} onClose={() => setAnchor(null)}>
          <div className={classes.details}>
            <strong>{account.name}</strong>
            <span>{account.email}</span>
            <span className={classes.role}>{roleLabel}</span>
          </div>
          <SchemeChoice />
          <UnstyledButton
            className={classes.action}
            onClick={() => {
              setAnchor(null);
              onOpenShortcuts();
            }}
          >
            <IconKeyboard size={17} stroke={1.75} aria-hidden />
            Keyboard shortcuts
          </UnstyledButton>
          <SignOutButton />
        </Popup>
      )}
    </>
  );
}

function SchemeChoice() {
  const { scheme, chooseScheme } = useScheme();
  return (
    <fieldset className={classes.schemes} aria-label="Theme">
      {SCHEMES.map(({ value, label }) => (
        <label key={value}>
          <input
            type="radio"
            name="color-scheme"
            checked={scheme === value}
            onChange={() => chooseScheme(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function SignOutButton() {
  const session = useSession();
  return (
    <UnstyledButton className={classes.action} onClick={() => void session.signOut()}>
      <IconLogout size={17} stroke={1.75} aria-hidden />
      Sign out
    </UnstyledButton>
  );
}
