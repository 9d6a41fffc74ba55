import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASSET_NAMES } from '#src/ui/assets.ts'
import { buildAssets, type Manifest } from './assets.ts'

const parent = mkdtempSync(join(tmpdir(), 'assets-'))
const folder = join(parent, 'assets')
let manifest: Manifest
beforeAll(async () => {
  manifest = await buildAssets(folder)
})
afterAll(() => rmSync(parent, { recursive: true }))

const read = (name: string) => readFileSync(join(folder, (manifest[name] ?? '').replace('/assets/', '')))
const files = () => readdirSync(folder)

test('every file that pages name is there, under a name that carries its fingerprint', () => {
  for (const name of ASSET_NAMES) {
    expect(manifest[name], name).toMatch(/^\/assets\/[\w.-]+-[0-9a-f]{16}\.[a-z0-9]+$/)
    expect(read(name).length).toBeGreaterThan(100)
  }
  expect(JSON.parse(readFileSync(`${folder}.json`, 'utf8'))).toEqual(manifest)
})

test('style sheets, scripts and the list of icons ask only for files that are there', () => {
  const texts = ['app.css', 'picker.css', 'app.js', 'picker.js', 'govuk-frontend.js', 'manifest.json'].map((name) =>
    read(name).toString(),
  )
  const asked = texts.flatMap((text) => [...text.matchAll(/\/assets\/([\w.-]+)/g)].map(([, name = '']) => name))
  expect(asked.length).toBeGreaterThan(8)
  expect(asked.filter((name) => !files().includes(name))).toEqual([])
  expect(texts.filter((text) => /sourceMappingURL|(url\(|from) *["']?(https?:)?\/\/\w/.test(text))).toEqual([])
})

test('what is compressed is the same file', () => {
  for (const name of ['app.css', 'app.js', 'govuk-frontend.js']) {
    const path = join(folder, (manifest[name] ?? '').replace('/assets/', ''))
    expect(gunzipSync(readFileSync(`${path}.gz`)).equals(read(name))).toBe(true)
    expect(brotliDecompressSync(readFileSync(`${path}.br`)).equals(read(name))).toBe(true)
  }
})

test('building again gives the same names', async () => {
  expect(await buildAssets(folder)).toEqual(manifest)
})

test('our own styles are small', () => {
  const govuk = readFileSync('node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css').length
  expect(read('app.css').length - govuk).toBeLessThan(3 * 1024)
})
