import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endpoints, routes } from '#src/main/compose.ts'
import { repository } from '#src/ui/repository.ts'
import { mapOf } from '../../tools/generated/map.ts'

// docs/rules/claims-tasks.md says which page answers each task of source document 003, and what proves it.

const TASKS = { S: 9, M: 2, P: 8, D: 6 } as const

const document = readFileSync(join(repository, 'docs/rules/claims-tasks.md'), 'utf8')
const rows = document
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| |') && !line.startsWith('| What happens'))
  .map((line) => line.split('|').slice(1, -1))

const tasks = rows.filter((cells) => cells.length === 4)
const faults = rows.filter((cells) => cells.length === 3)

const codes = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
const pathOf = (proof: string): string =>
  /^(e2e|bench|test|src)\//.test(proof) ? proof : `src/modules/claims/${proof}`

test('every task of the source document has a row, in its order', () => {
  const names = Object.entries(TASKS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_task, at) => `${letter}${at + 1}`),
  )
  expect(tasks.map(([name = '']) => name.trim())).toEqual(names)
})

test('every task is proved by files that exist', () => {
  const proofs = tasks.map(([name = '', , , cell]) => ({ name: name.trim(), paths: codes(cell).map(pathOf) }))
  expect(proofs.filter(({ paths }) => paths.length === 0)).toEqual([])
  const missing = proofs.flatMap(({ name, paths }) => paths.map((path) => ({ name, path })))
  expect(missing.filter(({ path }) => !existsSync(join(repository, path)))).toEqual([])
})

test('every task names pages that are there', () => {
  const known = new Set(mapOf(routes, endpoints).map(({ url }) => url.replace(/^\w+ /, '')))
  const named = tasks.flatMap(([name = '', , cell]) => codes(cell).map((page) => ({ name: name.trim(), page })))
  expect(tasks.filter(([, , cell]) => codes(cell).length === 0)).toEqual([])
  expect(named.filter(({ page }) => !known.has(page))).toEqual([])
})

test.each(faults.map(([what = '', proof = '', words = '']) => [what.trim(), proof, words] as const))(
  '%s: the test that has it says so',
  (_what, proof, words) => {
    const path = pathOf(codes(proof)[0] ?? '')
    const said = /“(.+)”/.exec(words)?.[1] ?? ''
    expect(said).not.toBe('')
    expect(existsSync(join(repository, path)) ? readFileSync(join(repository, path), 'utf8') : path).toContain(said)
  },
)
