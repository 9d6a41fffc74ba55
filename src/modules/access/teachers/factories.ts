import { Temporal } from '#src/kit/dates.ts'
import type { Database } from '#src/platform/db/database.ts'
import { confirmTrn } from '../../directory/public.ts'
import { personOfAccount } from './person-of-account-store.ts'

// For tests: people behind accounts, and numbers as if the teaching record had confirmed them.

const AT = Temporal.Instant.from('2026-11-01T10:00:00Z')

export const aPersonOf = (db: Database, accountId: string): Promise<string> =>
  db.transaction().execute((tx) => personOfAccount(tx, { accountId, now: AT }))

export const aNumberOf = (db: Database, personId: string, trn: string) =>
  db.transaction().execute((tx) => confirmTrn(tx, { personId, trn, name: null, now: AT }))
