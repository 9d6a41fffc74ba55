import { randomBytes, randomInt } from 'node:crypto'
import { uuidv7 } from '#src/kit/ids.ts'

/** A new key. Sorts by the machine's time, not the platform's movable clock, so that moving the clock cannot repeat one. */
export const newId = <Id extends string>(): Id => uuidv7(Date.now(), randomBytes(10)) as Id

/** A number that nobody can foresee, from nought to below `most`, such as for a reference that people read out. */
export const unforeseen = (most: number): number => randomInt(most)

/** A few characters that nobody can foresee, for what is to be drawn at random. */
export const newSeed = (): string => randomBytes(6).toString('hex')
