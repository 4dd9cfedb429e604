import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Session } from '../auth/session-types.ts';
import { SessionContext } from '../auth/use-session.ts';
import { colorSchemeManager, cssVariablesResolver, theme } from './theme.ts';

interface Props {
  /** Of this document's content security policy; Mantine's own style elements need it. */
  nonce: string;
  queryClient: QueryClient;
  session: Session;
  children: ReactNode;
}

/** What every page stands on. */
export function Providers({ nonce, queryClient, session, children }: Props) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      deduplicateCssVariables={false}
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queryClient}>
        <SessionContext value={session}>{children}</SessionContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
