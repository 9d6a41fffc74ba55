import { afterEach, expect, test } from 'vitest'
import { localClamd, testVirus } from '#src/main/dev/virus-scan/local-clamd.ts'
import type { ScannerMood } from '#src/main/dev/virus-scan/moods.ts'
import { silentLog as log } from '../log.ts'
import { clamd } from './clamd.ts'

const opened: { readonly close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const scanner of opened.splice(0)) await scanner.close()
})

async function scanner(mood: ScannerMood = 'honest', timeoutSeconds = 5) {
  const local = await localClamd(() => mood)
  opened.push(local)
  return clamd({ host: '127.0.0.1', port: local.port, log, timeoutSeconds })
}

async function* pieces(...content: readonly Buffer[]) {
  yield* content
}

test('a clean file, in pieces larger and smaller than a chunk', async () => {
  const { scan } = await scanner()
  expect(await scan(pieces(Buffer.alloc(200_000, 'a'), Buffer.from('b')))).toEqual({ kind: 'clean' })
  expect(await scan(pieces())).toEqual({ kind: 'clean' })
})

test('the test virus is found, also across two pieces', async () => {
  const { scan } = await scanner()
  const found = { kind: 'infected', finding: 'Eicar-Test-Signature' }
  expect(await scan(pieces(testVirus()))).toEqual(found)
  expect(await scan(pieces(Buffer.alloc(70_000), testVirus().subarray(0, 20), testVirus().subarray(20)))).toEqual(found)
})

test('more than the scanner takes', async () => {
  const { scan } = await scanner('small')
  expect(await scan(pieces(Buffer.alloc(10)))).toEqual({ kind: 'too-large' })
})

test.each([
  ['silent', 'slow'],
  ['garbled', 'malformed'],
  ['hangs-up', 'down'],
] as const)('a scanner that is %s answers nothing that counts', async (mood, why) => {
  const { scan } = await scanner(mood, 0.5)
  expect(await scan(pieces(Buffer.alloc(1_000_000)))).toEqual({ kind: 'unavailable', why })
})

test('no scanner at all', async () => {
  const local = await localClamd()
  await local.close()
  const { scan } = clamd({ host: '127.0.0.1', port: local.port, log })
  expect(await scan(pieces(Buffer.from('a')))).toEqual({ kind: 'unavailable', why: 'down' })
})
