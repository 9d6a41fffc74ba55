import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './repository.ts'

/** Where tools/assets.ts puts the files that browsers fetch, and the list of their fingerprinted names. */
export const ASSETS_FOLDER = join(repository, 'dist/assets')
const ASSETS_MANIFEST = join(repository, 'dist/assets.json')

/** What pages may ask for by its plain name. */
export const ASSET_NAMES = [
  'app.css',
  'app.js',
  'picker.css',
  'picker.js',
  'favicon.ico',
  'favicon.svg',
  'govuk-icon-mask.svg',
  'govuk-icon-180.png',
  'manifest.json',
] as const

export type AssetName = (typeof ASSET_NAMES)[number]

let paths: Readonly<Record<string, string>> | undefined

/** The address of a file, with its fingerprint. Before the first build the plain name stands, as in tests of pages alone. */
export function assetPath(name: AssetName): string {
  paths ??= existsSync(ASSETS_MANIFEST) ? JSON.parse(readFileSync(ASSETS_MANIFEST, 'utf8')) : {}
  return paths?.[name] ?? `/assets/${name}`
}
