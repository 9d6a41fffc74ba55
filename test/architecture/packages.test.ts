import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { repository } from '#src/ui/repository.ts'
import { completedLock } from '../../tools/complete-lock.ts'

const lock = readFileSync(`${repository}/package-lock.json`, 'utf8')
const manifest = readFileSync(`${repository}/package.json`, 'utf8')

test('the lock file names every package of every machine, so that a clean install works anywhere', () => {
  expect(completedLock(lock) === lock, 'run node tools/complete-lock.ts').toBe(true)
})

test('the lock file knows no registry', () => {
  expect(lock).not.toMatch(/"resolved"/)
})

test('every version is exact', () => {
  const ranges = [...manifest.matchAll(/"([^"]+)": "([~^*]|[<>]=?)[^"]*"/g)].map((match) => match[1])
  expect(ranges).toEqual(['node'])
})
