import { ACCESS } from './decisions/access-decisions.ts'
import { CLAIMS } from './decisions/claims-decisions.ts'
import type { Table } from './decisions/doors.ts'
import { NPQ } from './decisions/npq-decisions.ts'

/** Who may come to each address, by GET or POST. An address that is not here fails the test: say who may, in one word. */
export const EXPECTED: Table = { ...ACCESS, ...NPQ, ...CLAIMS }
