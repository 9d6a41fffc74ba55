import { Refused } from '#src/kit/result.ts'

/** What makes a whole file unusable: nothing of it is applied, and nobody can wave it through. */
export const FILE_FAULTS = [
  'empty-file',
  'no-rows',
  'is-archive',
  'is-html',
  'is-utf-16',
  'has-nul',
  'unknown-encoding',
  'damaged-archive',
  'file-too-large',
  'too-many-rows',
  'missing-columns',
  'repeated-column',
  'wrong-separator',
  'row-too-long',
  'row-of-wrong-length',
  'stray-quote',
  'unclosed-quote',
  'repeated-key',
  'too-many-rejects',
] as const
export type FileFault = (typeof FILE_FAULTS)[number]

/** Stops the reading of a file. Thrown inside a command, so that everything is undone and the caller gets the code. */
export function faulty(code: FileFault, facts: Readonly<Record<string, unknown>> = {}): never {
  throw new Refused({ code, facts })
}
