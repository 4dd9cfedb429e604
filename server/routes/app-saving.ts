import type { AppChange } from '../contract/apps.ts';
import { ApiFailure } from '../contract/errors.ts';
import { planPost, type AppPlan } from '../domain/app-plan.ts';
import { BlobGone, type App } from '../store/app-store.ts';
import { AlreadyExists } from '../store/store.ts';
import type { ApiDeps } from './api-deps.ts';
import type { AppUploads } from './app-uploads.ts';

/** How often POST /apps decides anew because somebody else was quicker. */
const MAX_ATTEMPTS = 5;

type SavingDeps = Pick<ApiDeps, 'store' | 'clock'>;

/** Adds the app or updates the one that is there; two requests for one app never make two of it. */
export async function addOrUpdate(deps: SavingDeps, body: AppChange, uploads: AppUploads): Promise<App> {
  const identifier = uploads.package?.identifier ?? body.bundle_identifier ?? '';
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const existing = identifier === '' ? [] : await deps.store.apps.findByIdentifier(identifier);
    const saved = await save(deps, planPost(body, uploads.package, existing), uploads);
    if (typeof saved === 'object') return saved;
  }
  throw identifierTaken();
}

/** Carries out a plan; 'taken' and 'gone' tell that the app it was made for came or went meanwhile. */
export async function save(
  { store, clock }: SavingDeps,
  plan: AppPlan,
  { packageBlob, icon }: AppUploads,
): Promise<App | 'taken' | 'gone'> {
  const blobs = { ...(packageBlob !== undefined && { packageBlob }), ...(icon && { icon }) };
  const saving =
    plan.kind === 'add'
      ? store.apps.add({ ...plan.fields, ...blobs }, clock())
      : store.apps.update(plan.id, { ...plan.fields, ...blobs }, clock());
  const saved = await saving.catch((error: unknown) => {
    if (error instanceof AlreadyExists) return 'taken' as const;
    // Expired and swept while the package was read.
    if (error instanceof BlobGone) throw new ApiFailure('FIL0001', 'app_file: the file has expired');
    throw error;
  });
  return saved ?? 'gone';
}

export function identifierTaken(): ApiFailure {
  return new ApiFailure('COM0010', 'there is an app of that identifier and platform already');
}
