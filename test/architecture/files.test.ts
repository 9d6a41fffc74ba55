import { expect, test } from 'vitest'
import { matching, sources } from './sources.ts'

const MOST_LINES = 300
const LONG_LINES = 200
const MOST_IN_MODULE_ROOT = 25
const MOST_IN_FEATURE = 8
const BANNED_WORDS = ['manager', 'helper', 'helpers', 'util', 'utils', 'common', 'misc', 'base', 'service', 'stuff']

const code = matching(/^(src|test|tools|bench|e2e)\/.*[.]tsx?$/)
const lineCount = (text: string): number => text.trimEnd().split('\n').length

test(`no file has more than ${MOST_LINES} lines`, () => {
  const sizes = code.map(({ path, text }) => ({ path, lines: lineCount(text) }))
  const long = sizes.filter(({ lines }) => lines > LONG_LINES && lines <= MOST_LINES)
  // biome-ignore lint/suspicious/noConsole: a warning for the reviewer, not a failure
  if (long.length > 0) console.warn(`Long files: ${long.map(({ path, lines }) => `${path} (${lines})`).join(', ')}`)
  expect(sizes.filter(({ lines }) => lines > MOST_LINES)).toEqual([])
})

test(`no module root has more than ${MOST_IN_MODULE_ROOT} files`, () => {
  expect(crowded(/^(src\/modules\/[^/]+)\/[^/]+$/, MOST_IN_MODULE_ROOT)).toEqual([])
})

test(`no feature folder has more than ${MOST_IN_FEATURE} files`, () => {
  expect(crowded(/^(src\/modules\/[^/]+\/features\/[^/]+)\//, MOST_IN_FEATURE)).toEqual([])
})

test('no file is named by a word that says nothing', () => {
  const named = matching(/^(src|test|tools|bench|e2e|db)\//).filter(({ path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/[.].*$/, '')
    return name === 'types' || name.split(/[-_]/).some((word) => BANNED_WORDS.includes(word))
  })
  expect(named.map(({ path }) => path)).toEqual([])
})

function crowded(folder: RegExp, most: number): readonly string[] {
  const counts = new Map<string, number>()
  for (const { path } of sources) {
    const name = folder.exec(path)?.[1]
    // Tests stand beside what they test and are not counted: a file without its test is no smaller.
    if (name && !/[.]test[.]tsx?$/.test(path)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count > most).map(([name, count]) => `${name} has ${count} files`)
}
