import { expect, test } from 'vitest'
import { linesMatching, matching, sources, withoutComments } from './sources.ts'

const product = matching(/^src\/(?!.*[.]test[.]tsx?$).*[.]tsx?$/).map(withoutComments)
const outside = (folders: RegExp) => product.filter(({ path }) => !folders.test(path))

test('the time of the machine is asked for in the platform and main only', () => {
  expect(linesMatching(outside(/^src\/(platform|main)\//), /\bTemporal[.]Now\b|\bDate[.]now\b|\bnew Date\b/)).toEqual(
    [],
  )
})

test('secrets and keys come from a cryptographic source, in the platform and in *-secrets files', () => {
  expect(linesMatching(outside(/^src\/main\//), /\bMath[.]random\b/)).toEqual([])
  expect(linesMatching(outside(/^src\/(platform|main)\/|-secrets[.]ts$/), /\brandom(UUID|Bytes|Int)\(/)).toEqual([])
})

test('markup is made from strings in ui only', () => {
  expect(linesMatching(outside(/^src\/ui\//), /dangerouslySetInnerHTML|from 'hono\/html'/)).toEqual([])
})

test('no SQL is made from strings in modules', () => {
  expect(linesMatching(outside(/^src\/(platform|main)\//), /\bsql[.]raw\(/)).toEqual([])
})

test('the environment is read in main only', () => {
  expect(linesMatching(outside(/^src\/main\//), /\bprocess[.]env\b/)).toEqual([])
})

test('no test is left out, none is alone', () => {
  const tests = matching(/[.](test|spec)[.]tsx?$/).filter(({ path }) => !path.startsWith('test/architecture/'))
  expect(linesMatching(tests, /\b(test|it|describe)[.](only|skip|todo|fails)\b|\bvi[.]mock\(/)).toEqual([])
})

test('every test file asserts', () => {
  const tests = matching(/[.](test|spec)[.]tsx?$/)
  expect(tests.filter(({ text }) => !/\b(expect|arrivesAt)\b/.test(text)).map(({ path }) => path)).toEqual([])
})

test('nothing that is committed knows the machine that it was written on', () => {
  const others = sources.filter(({ path }) => path !== 'test/architecture/purity.test.ts')
  const place = /(^|[\s"'`(=:])\/(work\/[a-z]|(home|Users)\/[a-z]+\/)|\/tmp\/|registry[.]npmjs|artifactory|verdaccio/
  expect(linesMatching(others, place)).toEqual([])
})
