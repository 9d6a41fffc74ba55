import { expect, test } from 'vitest'
import { type ImportStatus, importStates } from './import-states.ts'

const STATUSES: readonly ImportStatus[] = ['running', 'previewed', 'applied', 'refused', 'failed']

test.each([
  ['preview', ['previewed', null, null, null, null]],
  ['requestApplication', [null, 'running', null, null, null]],
  ['apply', ['applied', null, null, null, null]],
  ['refuse', ['refused', null, null, null, null]],
  ['expire', [null, 'refused', null, null, null]],
  ['fail', ['failed', null, null, null, null]],
] as const)('%s', (move, expected) => {
  expect(STATUSES.map((status) => importStates.move(move, status))).toEqual(expected)
})
