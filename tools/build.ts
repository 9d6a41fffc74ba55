import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { buildAssets } from './assets.ts'

/** Bundles every program into dist/, beside the browser's files. Packages stay outside: they are installed. */
async function buildPrograms(): Promise<void> {
  const programs = { cli: 'src/main/cli.ts', 'tools/generate': 'tools/generate.ts' }
  const benches = globSync('bench/*.ts').map((path) => [path.replace(/[.]ts$/, ''), path])
  await build({
    entryPoints: { ...programs, ...Object.fromEntries(benches) },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // The map and the timeline of a route tell policies by name, and a bundle would number namesakes: manage, manage2.
    keepNames: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: true,
    logLevel: 'warning',
  })
}

// Compressing takes longer than all the rest, so it is done again only when something that goes into it has changed.
async function buildAssetsOnce(): Promise<void> {
  const hash = createHash('sha256')
  for (const path of ['package-lock.json', 'tools/assets.ts', ...globSync('src/ui/browser/**/*.*').sort()]) {
    hash.update(await readFile(path))
  }
  const stamp = hash.digest('hex')
  if ((await readFile('dist/assets.stamp', 'utf8').catch(() => null)) === stamp) return
  await buildAssets('dist/assets')
  await writeFile('dist/assets.stamp', stamp)
}

await Promise.all([buildPrograms(), buildAssetsOnce()])
