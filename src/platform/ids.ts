import { randomBytes } from 'node:crypto'
import { uuidv7 } from '#src/kit/ids.ts'

/** A new key. Sorts by the machine's time, not the platform's movable clock, so that moving the clock cannot repeat one. */
export const newId = <Id extends string>(): Id => uuidv7(Date.now(), randomBytes(10)) as Id
