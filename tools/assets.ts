import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { transform } from 'esbuild'
import { repository } from '#src/ui/repository.ts'

const GOVUK = join(repository, 'node_modules/govuk-frontend/dist/govuk')
const PICKER = join(repository, 'node_modules/accessible-autocomplete/dist')
const OURS = join(repository, 'src/ui/browser')

/** Kinds of file that are worth compressing: fonts and pictures are compressed already. */
const COMPRESSED = new Set(['.css', '.js', '.json', '.svg', '.ico'])

type Files = Map<string, Buffer>
/** Plain name → address with its fingerprint. */
export type Manifest = Record<string, string>

/**
 * Writes what browsers fetch into `folder`, under names that carry a fingerprint of the content, with `.br` and `.gz` beside
 * each, and the list of names into `folder`.json. What lies there already is replaced.
 */
export async function buildAssets(folder: string): Promise<Manifest> {
  const files: Files = new Map()
  const manifest: Manifest = {}
  const add = (name: string, content: Buffer | string) => {
    const made = fingerprinted(name, Buffer.from(content))
    files.set(made.fileName, made.content)
    manifest[name] = `/assets/${made.fileName}`
  }
  await addPictures(add)
  add('manifest.json', named(await readText(GOVUK, 'assets/manifest.json'), manifest))
  await addStyles(add, manifest)
  await addScripts(add, manifest)
  await write(folder, files)
  await writeWhole(`${folder}.json`, `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

type Add = (name: string, content: Buffer | string) => void

async function addPictures(add: Add): Promise<void> {
  for (const folder of ['fonts', 'images']) {
    for (const name of (await readdir(join(GOVUK, 'assets', folder))).sort()) {
      add(name, await readFile(join(GOVUK, 'assets', folder, name)))
    }
  }
}

async function addStyles(add: Add, manifest: Manifest): Promise<void> {
  const govuk = named(await readText(GOVUK, 'govuk-frontend.min.css'), manifest)
  const ours = await transform(await readText(OURS, 'app.css'), { loader: 'css', minify: true })
  add('app.css', withoutMap(govuk) + ours.code)
  const picker = await transform(await readText(OURS, 'picker.css'), { loader: 'css', minify: true })
  add('picker.css', withoutMap(await readText(PICKER, 'accessible-autocomplete.min.css')) + picker.code)
}

async function addScripts(add: Add, manifest: Manifest): Promise<void> {
  add('govuk-frontend.js', withoutMap(await readText(GOVUK, 'govuk-frontend.min.js')))
  add('accessible-autocomplete.js', withoutMap(await readText(PICKER, 'accessible-autocomplete.min.js')))
  for (const name of ['app.js', 'picker.js']) {
    const { code } = await transform(await readText(OURS, name), { loader: 'js', minify: true, target: 'es2020' })
    add(name, named(imported(code), manifest))
  }
}

/** Packages that our browser scripts import, as files of ours. */
const imported = (code: string): string =>
  code.replace(/(["'])(govuk-frontend|accessible-autocomplete)\1/g, (_whole, _quote, name: string) => `"./${name}.js"`)

/** Fonts, pictures and modules are asked for by their fingerprinted addresses. A name that nobody made is a fault. */
const named = (text: string, manifest: Manifest): string =>
  text.replace(/(\/assets\/(?:fonts|images)\/|"images\/|"\.\/)([\w.-]+)/g, (_whole, before: string, name: string) => {
    const address = manifest[name]
    if (address === undefined) throw new Error(`${name} is asked for and not built`)
    return before.startsWith('"') ? `"${address}` : address
  })

function fingerprinted(name: string, content: Buffer) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16)
  const extension = extname(name)
  return { fileName: `${basename(name, extension)}-${hash}${extension}`, content }
}

/** A name tells its content, so a file that is there is right. Older ones stay: a running platform's pages still name them. */
async function write(folder: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true })
  const there = new Set(await readdir(folder))
  for (const [name, content] of files) {
    if (COMPRESSED.has(extname(name)) && !there.has(`${name}.br`)) {
      await writeWhole(join(folder, `${name}.gz`), await promisify(gzip)(content, { level: 9 }))
      await writeWhole(join(folder, `${name}.br`), await promisify(brotliCompress)(content, { params: BROTLI }))
    }
    if (!there.has(name)) await writeWhole(join(folder, name), content)
  }
}

/** A file appears under its name when all of it is there. */
async function writeWhole(path: string, content: Buffer | string): Promise<void> {
  await writeFile(`${path}.new`, content)
  await rename(`${path}.new`, path)
}

const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 11 }

const readText = (folder: string, name: string): Promise<string> => readFile(join(folder, name), 'utf8')

const withoutMap = (text: string): string => text.replace(/\/[/*]# sourceMappingURL=\S+(\s*\*\/)?\s*$/, '\n')
